"""Part Health: is the store whole, are its rights right, is everything still there.

Nothing is repaired here. Each finding says what is wrong and what to do about it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data import dates, sqlite
from data.archive import Archive
from data.errors import Problem
from data.files.filed import Files
from data.journal import CLOCK_TOLERANCE, Journal
from data.settings import Settings
from data.text import clean
from data.words import N_, Phrase, counted, phrase

State = Literal["ok", "attention", "error"]
Answer = tuple[State, Phrase]

ALONE = 0o700
"""Rights of a folder with one operator's files."""
SHARED = 0o2770
"""Rights of a folder with the files of several: what is made in it belongs to their group."""

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
        self,
        path: Path | None,
        journal: Journal,
        archive: Archive,
        files: Files,
        settings: Settings,
    ) -> None:
        self._path = path
        self._journal = journal
        self._archive = archive
        self._files = files
        self._settings = settings

    def examine(self) -> tuple[Finding, ...]:
        """Return one finding for each check, the sound ones too."""
        answers: list[tuple[str, str, Answer]] = [
            ("store", N_("Store"), self._store()),
            *self._rights(),
            ("journal", N_("Journal"), self._chain()),
            ("clock", N_("Clock"), self._clock()),
            ("copies", N_("Copies"), self._copies()),
            ("archive", N_("Archive"), self._strays()),
            ("files", N_("Invoice files"), self._generated()),
            ("files_folder", N_("Folder of the files"), self._strange_files()),
            ("settings", N_("Settings"), self._options()),
        ]
        return tuple(Finding(check, state, title, text) for check, title, (state, text) in answers)

    def _rights(self) -> Iterator[tuple[str, str, Answer]]:
        if self._path is not None:
            yield from rights(self._path, self._archive.folder, self._files.folder)

    def _store(self) -> Answer:
        damage = sqlite.damage()
        if damage:
            sentence = N_("the file is damaged ({damage}). Restore it from a copy.")
            return "error", phrase(sentence, damage=damage)
        return "ok", phrase(N_("whole: {path}"), path=str(self._path or "-"))

    def _chain(self) -> Answer:
        broken = self._journal.verify()
        if broken is not None:
            sentence = N_("the chain breaks at entry {number}. Restore the store from a copy.")
            return "error", phrase(sentence, number=broken.number)
        return "ok", counted(
            "the chain is whole, {count} entry",
            "the chain is whole, {count} entries",
            self._journal.head(),
        )

    def _clock(self) -> Answer:
        now = dates.local(self._journal.now())
        last = self._journal.entries(limit=1)
        if last and now < last[0].at - CLOCK_TOLERANCE:
            sentence = N_("{now} is before the last entry of the journal ({last}). Set the clock.")
            return "error", phrase(
                sentence, now=dates.show_time(now), last=dates.show_time(last[0].at)
            )
        return "ok", phrase(N_("{time} in Oslo"), time=dates.show_time(now))

    def _copies(self) -> Answer:
        verdicts = self._archive.verify()
        wrong = [f"K-{verdict.number:04d}" for verdict in verdicts if not verdict.is_intact]
        if wrong:
            sentence = N_("missing or changed: {copies}. Restore them from a backup.")
            return "error", phrase(sentence, copies=_some(wrong))
        return "ok", counted("{count} copy, unchanged", "{count} copies, unchanged", len(verdicts))

    def _strays(self) -> Answer:
        folder = self._archive.folder
        known = {Path(copy.path).stem for copy in self._archive.copies()}
        found = folder.iterdir() if folder.is_dir() else ()
        strays = sorted(clean(item.name) for item in found if item.stem not in known)
        if strays:
            sentence = N_("{files}: no copy they belong to. Look at them and move them away.")
            return "attention", phrase(sentence, files=_some(strays))
        return "ok", phrase(N_("holds nothing but copies"))

    def _generated(self) -> Answer:
        verdicts = list(self._files.verify())
        wrong = [verdict.name for verdict in verdicts if not verdict.is_intact]
        if wrong:
            sentence = N_("missing or changed: {files}. Restore them, with logs, from a backup.")
            return "error", phrase(sentence, files=_some(wrong))
        return "ok", counted("{count} file, unchanged", "{count} files, unchanged", len(verdicts))

    def _strange_files(self) -> Answer:
        strays = self._files.strays()
        if strays:
            sentence = N_("{files}: not of the store. Send none of them. Move them away.")
            return "attention", phrase(sentence, files=_some(strays))
        return "ok", phrase(N_("holds nothing but invoice files and logs"))

    def _options(self) -> Answer:
        try:
            options = self._settings.options()
        except Problem as problem:
            return "error", problem.phrase
        if options.test_mode:
            return "attention", phrase(
                N_("test mode is on: test numbers count as customer ids. Not for real invoices.")
            )
        return "ok", phrase(N_("readable, test mode off"))


def rights(path: Path, archive: Path, files: Path) -> Iterator[tuple[str, str, Answer]]:
    """Yield what the modes of the store, its folder, its archive and its files let others do.

    One operator's store is for that operator; in a set-group-id folder it is the group's.
    """
    mode = sqlite.shared_mode(path.parent)
    is_shared = mode != sqlite.PRIVATE
    yield "file_rights", N_("File rights"), _right(path, mode, forbidden=0o777 & ~mode)
    # One's own data folder may be readable, as homes are; nobody else may replace files in it.
    forbidden = 0o007 if is_shared else 0o022
    wanted = SHARED if is_shared else ALONE
    yield "folder_rights", N_("Folder rights"), _right(path.parent, wanted, forbidden)
    if archive.is_dir():
        yield "archive_rights", N_("Archive rights"), _right(archive, wanted, 0o777 & ~wanted)
    if files.is_dir():
        yield "files_rights", N_("Rights of the files"), _right(files, wanted, 0o777 & ~wanted)
    side = [f"{path.name}{end}" for end in ("-wal", "-shm") if Path(f"{path}{end}").exists()]
    if side:
        sentence = N_("{files}: another program has the store open. Close that program.")
        yield "side_files", N_("Side files"), ("error", phrase(sentence, files=_some(side)))


def _right(path: Path, wanted: int, forbidden: int) -> Answer:
    """Judge a mode: nothing forbidden, and for a group everything that is wanted."""
    mode = stat.S_IMODE(path.stat().st_mode)
    is_too_wide = bool(mode & forbidden)
    is_too_narrow = wanted & ~mode & 0o2770 and wanted not in (sqlite.PRIVATE, ALONE)
    if is_too_wide:
        sentence = N_("{mode} lets others in. Run: chmod {wanted} {path}")
    elif is_too_narrow:
        sentence = N_("{mode} keeps colleagues out. Run: chmod {wanted} {path}")
    else:
        return "ok", phrase(N_("{mode}, as it should be"), mode=f"{mode:04o}")
    values = {"mode": f"{mode:04o}", "wanted": f"{wanted:04o}", "path": str(path)}
    return "error", Phrase(sentence, values)


def _some(names: list[str]) -> str:
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
