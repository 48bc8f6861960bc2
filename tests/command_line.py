"""The command line as a test types it: one call, its exit status and what it said where."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Answer:
    """How a call ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class CommandLine:
    """Calls `main` in this process, on a store of its own."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.store = folder / "store.db"
        self.state = folder / "state"
        self.patch = patch
        self._capture = capture
        for name, value in self.environment.items():
            patch.setenv(name, value)
        for name in ("FAKTURAKLAR_TEGN", "NO_COLOR"):
            patch.delenv(name, raising=False)

    @property
    def environment(self) -> dict[str, str]:
        """What the calls run in."""
        return {
            "FAKTURAKLAR_DB": str(self.store),
            "FAKTURAKLAR_OPERATOR": "Kari Nes",
            "FAKTURAKLAR_TEST": "1",
            "XDG_STATE_HOME": str(self.state),
            "XDG_DATA_HOME": str(self.folder / "data"),
        }

    def __call__(self, *arguments: object) -> Answer:
        """Make one call."""
        self._capture.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = self._capture.readouterr()
        return Answer(status, out, err)

    def json(self, *arguments: object) -> Any:
        """Make one call that must succeed and return its document."""
        answer = self(*arguments, "--json")
        assert answer.status == 0, answer.err
        return answer.document

    def outside(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """Make one call in a process of its own, without a terminal."""
        return subprocess.run(
            command(arguments),
            cwd=ROOT,
            env=os.environ | self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    def use(self, store: Path) -> None:
        """Work on a copy of another store, with its copies and its invoice files."""
        shutil.copy(store, self.store)
        for kind in ("arkiv", "filer"):
            folder = store.with_name(f"{store.stem}-{kind}")
            shutil.copytree(folder, self.store.with_name(f"{self.store.stem}-{kind}"))


def command(arguments: Sequence[object]) -> list[str]:
    """Return the words that start the program in a process of its own."""
    return [sys.executable, "-m", "tui", *map(str, arguments)]


def fits(document: object, shape: str) -> bool:
    """Tell whether a document has just the keys of a shape, in order, at every depth."""
    bare = re.sub(r'"(\w+)"(?=[,}])', r'"\1":null', shape).replace("[ids]", "[0]")
    return _fits(document, json.loads(bare))


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(shape):
            return False
        return all(_fits(value[key], shape[key]) for key in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(item, shape[0]) for item in value)
    return not isinstance(value, dict | list)
