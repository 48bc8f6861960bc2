"""Two operators at one store: each sees the other's acts, and nothing is exported twice."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, time
from typing import Any, cast

import pytest
from peewee import IntegrityError

from data.dates import local
from data.listing import ListedLine
from data.models import Export, ExportLine
from data.month import Month
from tests.killed import opened, prepare
from tests.lists import bring, export_all, hall, line
from tests.terminal import ROOT, Terminal, python

SECONDS = 2
"""Within so long each sees what the other has done."""


def last_month(number: int) -> ListedLine:
    """Return a line of the month that the program opens with, whatever day it is today."""
    first = Month.of(local(datetime.now(tz=UTC)).date()).previous().first
    begins = datetime(first.year, first.month, 2 + number, 18)
    return replace(
        line(number, 10_000 * (9 - number)), starts=begins, ends=begins + timedelta(hours=2)
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store with one building and four lines, of last month."""
    path = tmp_path / "store.db"
    close = opened(path)
    close.journal._clock = lambda: datetime.now(tz=UTC) - timedelta(minutes=1)
    bring(close, *(last_month(number) for number in range(1, 5)))
    close.shut()
    return path


def at_work(store: Path, operator: str) -> Terminal:
    words = ("--db", str(store), "--as", operator, "--lang", "en", "--test")
    return Terminal(python("tui", *words), environment={"FAKTURAKLAR_TEGN": "ascii"})


def is_on(screen: Terminal, mark: str, number: int) -> bool:
    """Tell whether the cursor stands on a line with this mark."""
    return bool(re.match(rf">\[{mark}\] +{number} ", cursor_row(screen)))


def cursor_row(screen: Terminal) -> str:
    return next((row for row in screen.screen() if row.startswith(">")), "")


def seconds_until(screen: Terminal, is_there: Callable[[], bool], what: str) -> float:
    """Return how long a screen took to show something."""
    begun = monotonic()
    screen.wait_until(is_there, what)
    return monotonic() - begun


def opens(ola: Terminal, kari: Terminal) -> float:
    """Let Ola open the hall and Kari read it; return how long she knew nothing of it."""
    ola.send("enter")
    ola.wait_for("[2Lines]", "Space mark")
    waited = seconds_until(kari, lambda: "#OH" in kari.text(), "who is at work")
    kari.wait_for("F701 Ola Hauge works on Hallen")
    kari.send("enter")
    kari.wait_for("[2Lines]", "F701 Ola Hauge works on Hallen", "o take over")
    return waited


def holds_a_line(ola: Terminal, kari: Terminal) -> float:
    """Let Ola hold a line while Kari stands on another one and types; return how long it took."""
    kari.send("down")
    kari.wait_until(lambda: is_on(kari, "x", 2), "the second line")
    kari.send("down")
    kari.wait_until(lambda: is_on(kari, "x", 3), "the third line")
    keys = kari.screen()[-1]
    kari.send("f")
    kari.wait_until(lambda: kari.screen()[-1] != keys, "the field")
    kari.send("Ærf")
    kari.wait_for("Ærf")
    ola.send("u")
    ola.wait_for("9 write it yourself", "Esc cancel")
    ola.send("1")
    ola.wait_until(lambda: is_on(ola, " ", 1), "the line is held")
    is_seen = partial(re.search, r" \[ \] +1 ")
    waited = seconds_until(kari, lambda: bool(is_seen(kari.text())), "the held line")
    assert is_on(kari, "x", 3), "the cursor stays"
    assert "Ærf" in kari.text(), "and what was typed"
    return waited


def begins_a_reason(ola: Terminal) -> None:
    """Let Ola write half a reason."""
    ola.send("down")
    ola.wait_until(lambda: is_on(ola, "x", 2), "the second line")
    ola.send("u")
    ola.wait_for("9 write it yourself", "Esc cancel")
    ola.send("9")
    ola.wait_until(lambda: "Enter choose" not in ola.text(), "the field")
    ola.send("avtalt med la")
    ola.wait_for("[avtalt med la")


def takes_over(ola: Terminal, kari: Terminal) -> float:
    """Let Kari take the hall over; return how long Ola knew nothing of it."""
    typing = kari.screen()[-1]
    kari.send("enter")
    kari.wait_until(lambda: kari.screen()[-1] != typing, "the keys of the list")
    kari.send("o")
    kari.wait_for("Take over", "is ill", "Esc cancel")
    kari.send("1")
    kari.wait_for("Hallen is yours now")
    return seconds_until(ola, lambda: "Kari Nes took over at" in ola.text(), "the taking over")


def test_case_15_two_programs_on_one_store_see_each_other_and_lose_nothing(store: Path) -> None:
    with at_work(store, "Ola Hauge") as ola, at_work(store, "Kari Nes") as kari:
        for screen in (ola, kari):
            screen.wait_for("Hallen", "4 lines")
        waits = [opens(ola, kari), holds_a_line(ola, kari)]
        begins_a_reason(ola)
        waits.append(takes_over(ola, kari))

        ola.wait_for("Ola Hauge is ill", "[avtalt med la")
        ola.send("get", "enter")
        ola.wait_for("x Kari Nes took over at", "[avtalt med laget")

    assert median(waits) < SECONDS, waits
    assert max(waits) < 2 * SECONDS, waits


def start(what: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.killed", what, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answers(*running: subprocess.Popen[str]) -> list[str]:
    found = [process.communicate(timeout=60) for process in running]
    assert [error for _, error in found if error] == []
    return [said for output, _ in found for said in output.splitlines()]


@pytest.mark.parametrize("what", ["locked", "unlocked"])
def test_case_15_two_who_export_at_once_export_once_with_locks_and_without(
    tmp_path: Path, what: str
) -> None:
    path = tmp_path / "store.db"
    prepare(path, "export")
    soon = time() + 1.5

    found = answers(*(start(what, path, who, soon) for who in ("Kari Nes", "Ola Hauge")))

    assert found.count("1") == 1
    # One that looks only after the other has exported finds nothing left to sign: F504.
    refused = {"F701", "F504"} if what == "locked" else {"F302", "F504", "F505", "F510"}
    assert set(found) - {"1"} <= refused
    close = opened(path)
    assert Export.select().count() == 1
    assert ExportLine.select().count() == 2
    close.shut()


def test_the_store_itself_refuses_a_line_in_two_exports_and_a_copy_used_twice(
    tmp_path: Path,
) -> None:
    close = opened(tmp_path / "store.db")
    bring(close, line(1))
    export_all(close, hall(close))
    taken = ExportLine.get()
    with pytest.raises(IntegrityError):
        ExportLine.create(export=taken.export_id, line=taken.line_id, price=1)
    [export] = Export.select().dicts()
    values: dict[str, Any] = dict(cast("dict[str, Any]", export), id=None)
    with pytest.raises(IntegrityError, match="request"):
        Export.create(**(values | {"copy": 99}))
    with pytest.raises(IntegrityError, match="copy"):
        Export.create(**(values | {"request": "another"}))
    close.shut()


def test_case_16_a_session_cut_off_in_an_export_is_told_of_once_and_truly(tmp_path: Path) -> None:
    found = answers(start("interrupt", tmp_path))

    assert set(found) == {
        "before [] ()",  # killed before the attempt was noted
        "before [0] ()",  # it did not happen, and the next start says so
        "after [1] ()",  # it happened, and the next start says which
        "after [] ()",  # its answer was heard
    }
    assert found.count("before [0] ()") >= 5
