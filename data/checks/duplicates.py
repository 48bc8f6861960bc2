"""Point 4: no reservation stands on the list twice."""

from __future__ import annotations

from collections import defaultdict

from data.checks import Check, Outcome
from data.facts import Facts, Twin
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase


def run(facts: Facts) -> Outcome:
    """Block when a second line has the same type and reservation, here or already exported.

    Aktiv kommune has invoiced customers twice this way.
    """
    twins: dict[tuple[str, int], list[Twin]] = defaultdict(list)
    for twin in facts.twins:
        twins[twin.type, twin.reservation_id].append(twin)
    pairs = [
        (line, _twin_of(line, twins[line.type, line.reservation_id])) for line in facts.to_export
    ]
    doubled = [(line, twin) for line, twin in pairs if twin is not None]
    if not doubled:
        return Outcome("ok", phrase(N_("none")), proven=True)
    return Outcome(
        "blocked",
        counted("{count} line stands twice", "{count} lines stand twice", len(doubled)),
        tuple(line.id for line, _ in doubled),
        tuple(_detail(line, twin) for line, twin in doubled),
    )


def _twin_of(line: LineRow, of_its_reservation: list[Twin]) -> Twin | None:
    return next((twin for twin in of_its_reservation if twin.id != line.id), None)


def _detail(line: LineRow, other: Twin) -> Phrase:
    message = (
        N_("F304 Reservation {reservation} is exported with line {other} already. Hold {line}.")
        if other.is_exported
        else N_("F304 Reservation {reservation} stands twice: lines {line} and {other}. Hold one.")
    )
    return phrase(message, reservation=line.reservation_id, line=line.id, other=other.id)


CHECK = Check(4, "duplicates", N_("Duplicates"), run)
