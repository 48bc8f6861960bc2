"""A store in memory and a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.close import Close


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
