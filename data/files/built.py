"""What a month's files are made of: its exports as they were archived, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data import details
from data.account_codes import fitting_codes
from data.exports import Exports
from data.files.batch import Batch, Codes, ExportPart, Rental
from data.files.rental import rental_of
from data.listing import CustomerType
from data.models import AccountString, Export, ExportLine, FileLine, LaterChange, Line, tuples
from data.month import Month
from data.options import Options
from data.views import ExportView

BOTH: tuple[CustomerType, ...] = ("internal", "external")
"""The two files, in the order in which they are generated (formats.md 1.1)."""


@dataclass(frozen=True, slots=True)
class Material:
    """The exports of a month and what of them is in no file yet."""

    exports: tuple[ExportView, ...]
    parts: tuple[ExportPart, ...]

    @property
    def lines(self) -> int:
        """Lines that a file is to take or to leave out."""
        return sum(len(part.rentals) for part in self.parts)

    @property
    def total(self) -> int:
        """Øre of their prices."""
        return sum(rental.price or 0 for part in self.parts for rental in part.rentals)


def gather(exports: Exports, month: Month) -> Material:
    """Return what of a month's standing exports is in no standing file, from the copies."""
    standing = tuple(each for each in exports.exports(month) if each.reversed_at is None)
    taken = _in_files(each.number for each in standing)
    returned = _returned(each.number for each in standing)
    later = _known_later(each.number for each in standing)
    parts = []
    for each in standing:
        lines = [
            line
            for line in exports.lines(each.number)
            if line.id not in taken and (each.number, line.id) not in returned
        ]
        if lines:
            rentals = tuple(_as_known(rental_of(line), later.get(line.id)) for line in lines)
            parts.append(ExportPart(each.number, each.building, codes_of(each.number), rentals))
    wanted = {part.number for part in parts}
    return Material(tuple(each for each in standing if each.number in wanted), tuple(parts))


def batch_of(
    material: Material, kind: CustomerType, day: date, last_order: int, decided: Options
) -> Batch:
    """Return the batch of one of the two files."""
    return Batch(
        customer_type=kind,
        generated=day,
        exports=material.parts,
        last_order=last_order,
        options=decided.file,
        headings=decided.headings,
    )


def codes_of(export: int) -> dict[CustomerType, Codes]:
    """Return the codes, as they are today, of the two strings an export was given.

    Raises UsageProblem F411 to F413, naming string and code, for one that its field in the file
    would cut: a source's codes are kept as it gave them.
    """
    row: Export = Export.get_by_id(export)
    chosen: dict[CustomerType, int] = {"internal": row.internal_id, "external": row.external_id}
    query = AccountString.select(AccountString.id, AccountString.name, AccountString.codes)
    known = {
        id_: fitting_codes(name, json.loads(codes))
        for id_, name, codes in tuples(query.where(AccountString.id.in_(list(chosen.values()))))
    }
    return {kind: known[id_] for kind, id_ in chosen.items()}


def _as_known(rental: Rental, later: str | None) -> Rental:
    """Return a rental that Aktiv kommune has since shown to be paid or gone, as such."""
    return rental if later is None else replace(rental, details=details.read(later))


def _in_files(exports: Iterable[int]) -> set[int]:
    query = FileLine.select(FileLine.line).where(
        FileLine.export.in_(list(exports)), FileLine.standing
    )
    return {row[0] for row in tuples(query)}


def _returned(exports: Iterable[int]) -> set[tuple[int, int]]:
    """Return export and line of what accounting rejected and went back on the list."""
    query = ExportLine.select(ExportLine.export, ExportLine.line).where(
        ExportLine.export.in_(list(exports)), ExportLine.reversed
    )
    return {(row[0], row[1]) for row in tuples(query)}


def _known_later(exports: Iterable[int]) -> dict[int, str]:
    """Return the newest details of what no invoice may be sent for any more, by line.

    Whichever export it was learnt of: a line that was reversed and exported again is paid still.
    """
    query = (
        LaterChange.select(LaterChange.line, LaterChange.details)
        .join(Line)
        .where(Line.export.in_(list(exports)), LaterChange.kind != "changed")
    )
    return dict(tuples(query))
