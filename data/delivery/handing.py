"""How a file is handed over, the same for every transport: whole, proved, and never twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from data.delivery.parcel import Parcel, Progress, digest_of, short
from data.delivery.troubles import Disconnected
from data.errors import Problem
from data.words import N_

CHUNK = 32 * 1024
"""Bytes moved between two looks at whether the operator wants to stop."""

Report = Callable[[int], None]
"""Told how many more bytes were moved."""


class Place(Protocol):
    """A folder at the receiver, open to write to; raises Disconnected, or Problem F63x."""

    def size(self, name: str) -> int | None:
        """Return the bytes of a file, None where there is none."""

    def read(self, name: str, report: Report) -> bytes:
        """Return a file's bytes as they stand there."""

    def write(self, name: str, content: bytes, start: int, report: Report) -> None:
        """Write `content` from `start` on; a start of 0 replaces what is there."""

    def rename(self, old: str, new: str) -> None:
        """Give a file another name; where the system can tell, never over another file."""

    def remove(self, name: str) -> None:
        """Remove a file that is there."""


class Watch:
    """Counts the bytes of one handing over and remembers whether the operator stopped it."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self.is_stopped = False

    def __call__(self, moved: int) -> None:
        """Add bytes and tell; lets out what the operator's side raises."""
        self.reach(self._done + moved)

    def reach(self, done: int) -> None:
        """Tell that so many bytes in all are done; never fewer than before."""
        self._done = min(max(self._done, done), self._total)
        self.is_stopped = True
        self._progress(self._done, self._total)
        self.is_stopped = False


def hand_over(place: Place, shown: str, parcel: Parcel, progress: Progress) -> bool:
    """Bring a parcel to a place; returns False when it was there already.

    Uploaded under a temporary name, read back, renamed, read again. An interrupted upload is
    continued where its bytes are proved equal. Raises Problem: F632 when another content has
    the name (nothing is touched), F604 when what is read back differs, F639 when the file is
    not found after it was renamed; Disconnected; and whatever `progress` raises, which is not
    asked any more once the file has its name.
    """
    size = len(parcel.content)
    watch = Watch(progress, 2 * size)
    watch.reach(0)
    if _stands(place, shown, parcel):
        return False
    with _cleared_when_stopped(place, parcel, watch):
        start = _resumable(place, parcel)
        watch.reach(start)
        place.write(parcel.part_name, parcel.content, start, watch)
        watch.reach(size)
        _prove(place, parcel, watch)
        watch.reach(2 * size)
    # What came under the name meanwhile is not written over.
    if not _stands(place, shown, parcel):
        place.rename(parcel.part_name, parcel.name)
    if not _stands(place, shown, parcel):
        raise _lost(shown, parcel)
    return True


def _unwatched(_moved: int) -> None:
    """Tell nobody: what is read here is short, and nothing is left half done by it."""


def _stands(place: Place, shown: str, parcel: Parcel) -> bool:
    """Whether the parcel is there under its name; raises Problem F632 for other content."""
    size = place.size(parcel.name)
    if size is None:
        return False
    digest = ""
    if size == len(parcel.content):
        digest = digest_of(place.read(parcel.name, _unwatched))
    if digest != parcel.sha256:
        raise Problem(
            "F632",
            N_(
                "Another file is called {name} at {place}: {size} bytes instead of {expected}, or"
                " other content. Nothing was touched. Ask the accounting office what it is."
            ),
            name=parcel.name,
            place=shown,
            size=size,
            expected=len(parcel.content),
        )
    return True


@contextmanager
def _cleared_when_stopped(place: Place, parcel: Parcel, watch: Watch) -> Iterator[None]:
    """Leave no part of a file behind when the operator gave up, as far as it can be reached."""
    try:
        yield
    finally:
        if watch.is_stopped:
            with suppress(Disconnected, Problem):
                _clear(place, parcel)


def _clear(place: Place, parcel: Parcel) -> None:
    if place.size(parcel.part_name) is not None:
        place.remove(parcel.part_name)


def _resumable(place: Place, parcel: Parcel) -> int:
    """Return how many bytes of an interrupted upload can stay, after removing what cannot."""
    size = place.size(parcel.part_name)
    if size is None:
        return 0
    if 0 < size <= len(parcel.content):
        there = place.read(parcel.part_name, _unwatched)
        if there == parcel.content[: len(there)]:
            return len(there)
    place.remove(parcel.part_name)
    return 0


def _prove(place: Place, parcel: Parcel, watch: Watch) -> None:
    """Read back what was uploaded; raises Problem F604, and removes it, when it differs."""
    found = digest_of(place.read(parcel.part_name, watch))
    if found != parcel.sha256:
        place.remove(parcel.part_name)
        raise Problem(
            "F604",
            N_(
                "The upload is not confirmed: {found} instead of {expected}. Try again."
                " Nothing has been told to the accounting office."
            ),
            found=short(found),
            expected=short(parcel.sha256),
        )


def _lost(shown: str, parcel: Parcel) -> Problem:
    return Problem(
        "F639",
        N_(
            "{name} reached {place} whole but is not found under its name. Ask the accounting"
            " office whether it has been fetched before you send it again."
        ),
        name=parcel.name,
        place=shown,
    )
