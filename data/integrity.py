"""Part Integrity: copies, files and journal are proved at the start; damage closes the store.

What was archived is the municipality's evidence. Where it is no longer what it was, somebody
has to say why before anything more is built on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from data import dates
from data.archive import Archive
from data.errors import Problem
from data.files.filed import Files
from data.journal import START, Event, Journal, link
from data.models import Copy, InvoiceFile, JournalRow, tuples
from data.store import change
from data.text import written
from data.words import N_

EXPLAINED = Event("damage_explained", N_("explained {damage}: {reason}"), leaves="lines")

COPIES, ENTRIES = 10, 1_000
"""How much is proved between two breaths: the store's thread must stay free for the operator."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A copy, an invoice file or a journal entry that is not what it was when it was written."""

    name: str
    """`K-0098`, `2611051.txt`, or `4472` for the first journal entry that does not fit."""
    state: str
    """What was found of it; a later change of the same thing is a damage of its own."""
    problem: Problem

    @property
    def key(self) -> str:
        """Return what an explanation speaks of."""
        return f"{self.name} {self.state}"


class Integrity:
    """Proves what is kept, and keeps the store closed to changes until damage is explained."""

    def __init__(self, journal: Journal, archive: Archive, files: Files) -> None:
        self._journal = journal
        self._archive = archive
        self._files = files
        self.damages: tuple[Damage, ...] = ()
        """What the last examination found and nobody has explained."""

    def examination(self) -> Iterator[None]:
        """Prove every copy and invoice file and the journal's chain, pausing after each portion.

        At the end `damages` is known, and the store is closed to changes if there are any.
        """
        explained = self._explained()
        found: list[Damage] = []
        for damage in chain(self._copies(), self._generated(), self._entries()):
            if damage is not None and damage.key not in explained:
                found.append(damage)
            yield
        self._stand(found)

    def heed(self) -> None:
        """Let go of the damage that a colleague has explained since it was found."""
        if self.damages:
            explained = self._explained()
            self._stand([each for each in self.damages if each.key not in explained])

    def _stand(self, found: Sequence[Damage]) -> None:
        self.damages = tuple(found)
        self._journal.closed_by = found[0].problem if found else None

    def explain(self, reason: str) -> None:
        """Keep why the damage is there, and open the store to changes again.

        Raises Problem F715 without a reason.
        """
        reason = written(reason)
        if not reason:
            raise Problem("F715", N_("Damage is explained with a reason. Write what happened."))
        if not self.damages:
            return
        closed_by, self._journal.closed_by = self._journal.closed_by, None
        try:
            with change():
                self._journal.write(
                    EXPLAINED,
                    damage=", ".join(damage.name for damage in self.damages),
                    keys=[damage.key for damage in self.damages],
                    reason=reason,
                )
        except Problem:
            self._journal.closed_by = closed_by
            raise
        self.damages = ()

    @staticmethod
    def _explained() -> set[str]:
        rows = tuples(
            JournalRow.select(JournalRow.details).where(JournalRow.event == EXPLAINED.key)
        )
        return {key for (details,) in rows for key in json.loads(details).get("keys", ())}

    def _copies(self) -> Iterator[Damage | None]:
        taken = dict(tuples(Copy.select(Copy.id, Copy.at).order_by(Copy.id)))
        numbers = iter(taken)
        while portion := list(islice(numbers, COPIES)):
            for verdict in self._archive.verify(portion):
                if not verdict.is_intact:
                    yield _changed_copy(
                        verdict.number,
                        f"{verdict.file} {verdict.row}",
                        dates.show(dates.local(taken[verdict.number]).date()),
                    )
            yield None

    def _generated(self) -> Iterator[Damage | None]:
        made = dict(tuples(InvoiceFile.select(InvoiceFile.id, InvoiceFile.at)))
        for verdict in self._files.verify():
            if not verdict.is_intact:
                day = dates.show(dates.local(made[verdict.number]).date())
                yield _changed_file(verdict.name, f"{verdict.disk} {verdict.row}", day)
            yield None

    @staticmethod
    def _entries() -> Iterator[Damage | None]:
        """Follow the chain; after its first break nothing more can be told."""
        previous, expected = START, 1
        rows = JournalRow.select().order_by(JournalRow.id)
        while portion := list(rows.where(JournalRow.id >= expected).limit(ENTRIES)):
            for row in portion:
                if row.id != expected or row.previous != previous or row.hash != link(row):
                    yield _broken_chain(expected, row.hash)
                    return
                previous, expected = row.hash, row.id + 1
            yield None


def _changed_copy(number: int, state: str, taken: str) -> Damage:
    name = f"K-{number:04d}"
    message = N_(
        "Copy {copy} is not as it was taken on {taken}. Restore it from a backup, or explain it"
        " in step 8. Nothing can be changed until then."
    )
    return Damage(name, state, Problem("F706", message, copy=name, taken=taken))


def _changed_file(name: str, state: str, made: str) -> Damage:
    message = N_(
        "Invoice file {name} or its log is not as it was made on {made}. Restore it from a backup,"
        " or explain it in step 8. Nothing can be changed until then."
    )
    return Damage(name, state, Problem("F706", message, name=name, made=made))


def _broken_chain(number: int, state: str) -> Damage:
    message = N_(
        "The journal's chain breaks at entry {number}. Restore the store from a backup, or explain"
        " it in step 8. Nothing can be changed until then."
    )
    return Damage(str(number), state, Problem("F706", message, number=number))
