"""Part Health: is the store whole, are its files as narrow as they must be, is all still there.

Nothing is repaired here. Each finding says what is wrong and what to do about it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from data import dates, sqlite
from data.archive import Archive
from data.errors import Problem
from data.journal import Journal
from data.settings import Settings
from data.words import N_, Phrase, counted, phrase

State = Literal["ok", "attention", "error"]

_FOR_OTHERS = 0o007
_FOR_GROUP = 0o070
_NAMED = 5
"""So many names in a sentence; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of the installation found."""

    check: str
    state: State
    title: str
    """Message id of what was checked."""
    text: Phrase


class Health:
    """Checks an open store and everything that belongs to it."""

    def __init__(
        self, path: Path | None, journal: Journal, archive: Archive, settings: Settings
    ) -> None:
        self._path = path
        self._journal = journal
        self._archive = archive
        self._settings = settings

    def examine(self) -> tuple[Finding, ...]:
        """Return one finding for each check, the sound ones too."""
        return (
            self._store(),
            *(() if self._path is None else rights(self._path)),
            self._chain(),
            self._clock(),
            self._copies(),
            self._strays(),
            self._test_mode(),
        )

    def _store(self) -> Finding:
        title = N_("Store")
        damage = sqlite.damage()
        if damage:
            return Finding(
                "store",
                "error",
                title,
                phrase(N_("The file is damaged: {damage}. Restore it from a copy."), damage=damage),
            )
        return Finding(
            "store", "ok", title, phrase(N_("whole: {path}"), path=str(self._path or ":memory:"))
        )

    def _chain(self) -> Finding:
        title = N_("Journal")
        broken = self._journal.verify()
        if broken is not None:
            return Finding(
                "journal",
                "error",
                title,
                phrase(
                    N_("The chain is broken at entry {number}. Restore the store from a backup."),
                    number=broken.number,
                ),
            )
        return Finding(
            "journal",
            "ok",
            title,
            counted(
                N_("the chain is whole: {count} entry"),
                N_("the chain is whole: {count} entries"),
                self._journal.head(),
            ),
        )

    def _clock(self) -> Finding:
        title, now = N_("Clock"), self._journal.now()
        last = self._journal.entries(limit=1)
        if last and dates.local(now) < last[0].at - timedelta(seconds=2):
            return Finding(
                "clock",
                "error",
                title,
                phrase(
                    N_("It is before the last entry of the journal ({last}). Set it first."),
                    last=dates.show_time(last[0].at),
                ),
            )
        return Finding("clock", "ok", title, Phrase(dates.show_time(dates.local(now))))

    def _copies(self) -> Finding:
        title = N_("Copies")
        verdicts = self._archive.verify()
        wrong = [f"K-{verdict.number:04d}" for verdict in verdicts if not verdict.is_intact]
        if wrong:
            return Finding(
                "copies",
                "error",
                title,
                phrase(
                    N_("Missing or changed: {copies}. Restore them from a backup."),
                    copies=_some(wrong),
                ),
            )
        return Finding(
            "copies",
            "ok",
            title,
            counted(N_("{count} copy unchanged"), N_("{count} copies unchanged"), len(verdicts)),
        )

    def _strays(self) -> Finding:
        title = N_("Archive folder")
        strays = self._archive.strays()
        if strays:
            return Finding(
                "archive",
                "attention",
                title,
                phrase(
                    N_("Files that belong to no copy: {files}. Look at them and move them away."),
                    files=_some(strays),
                ),
            )
        return Finding("archive", "ok", title, phrase(N_("only copies")))

    def _test_mode(self) -> Finding:
        title = N_("Settings")
        try:
            options = self._settings.options()
        except Problem as problem:
            return Finding("settings", "error", title, problem.phrase)
        if options.test_mode:
            return Finding(
                "settings",
                "attention",
                title,
                phrase(N_("Test mode is on: test numbers are taken for customer ids.")),
            )
        return Finding("settings", "ok", title, phrase(N_("readable, test mode off")))


def rights(path: Path) -> Iterator[Finding]:
    """Yield what the modes of the store's file and folder let others do."""
    folder, is_shared = path.parent, bool(sqlite.shared_mode(path.parent) & _FOR_GROUP)
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = sqlite.shared_mode(folder)
    yield _right("file_mode", N_("File rights"), path, mode, wanted if mode != wanted else None)
    found = stat.S_IMODE(folder.stat().st_mode)
    is_open = bool(found & _FOR_OTHERS) if is_shared else bool(found & 0o022)
    expected = 0o2770 if is_shared else 0o700
    yield _right("folder_mode", N_("Folder rights"), folder, found, expected if is_open else None)
    side = [name for name in ("-wal", "-shm") if path.with_name(path.name + name).exists()]
    if side:
        yield Finding(
            "side_files",
            "error",
            N_("Side files"),
            phrase(
                N_("{files} lie beside the store: another program opened it. Close that program."),
                files=_some([path.name + name for name in side]),
            ),
        )


def _right(check: str, title: str, path: Path, mode: int, wanted: int | None) -> Finding:
    if wanted is None:
        return Finding(check, "ok", title, Phrase(f"{mode:04o}"))
    return Finding(
        check,
        "error",
        title,
        phrase(
            N_("{mode} lets the wrong people in, or keeps colleagues out. Run: chmod {wanted} {path}"),
            mode=f"{mode:04o}",
            wanted=f"{wanted:04o}",
            path=str(path),
        ),
    )


def _some(names: list[str]) -> str:
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
