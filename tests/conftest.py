"""A store in memory and a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.close import Close
from data.demo import build
from tests.command_line import CommandLine


class Clock:
    """The time in UTC, moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move the clock by days, hours, minutes or seconds."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Return Thursday 5 November 2026, 09.14 in Oslo."""
    return Clock(datetime(2026, 11, 5, 8, 14, tzinfo=UTC))


@pytest.fixture
def close(clock: Clock) -> Iterator[Close]:
    """Return a new store in memory, opened by Kari Nes in test mode."""
    opened = Close(None, "Kari Nes", test_mode=True, clock=clock)
    yield opened
    opened.shut()


@pytest.fixture
def shared() -> Path:
    """Return the folder of sample lists and golden files; skips, visibly, without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of sample lists is not beside the project")
    return folder


@pytest.fixture
def fakturaklar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """Return the command line on a store of its own, called by Kari Nes in test mode."""
    return CommandLine(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo of 5 November 2026; work on a copy of it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path, now=datetime(2026, 11, 5, 8, 14, tzinfo=UTC))
    return path
