"""The bridge (bro) of a basis: list, held back, to export."""

from __future__ import annotations

from collections.abc import Iterator

from data.facts import Facts
from data.views import BridgeRow, Tally
from data.words import N_, Phrase, phrase


def bridge(facts: Facts) -> tuple[BridgeRow, ...]:
    """Return the steps from Aktiv kommune's list to what is exported; they tie out."""
    held = [line for line in facts.lines if line.held]
    free = sum(not line.price for line in facts.to_export)
    names = ", ".join(f"{line.customer} ({line.id})" for line in held[:2])
    more = f" +{len(held) - 2}" if len(held) > 2 else ""
    exported = sum(line.price or 0 for line in facts.to_export)
    return (
        BridgeRow("", Phrase(N_("List in Aktiv kommune")), len(facts.lines), facts.sum_of_list),
        *_corrected(facts),
        BridgeRow(
            "-",
            Phrase(N_("held to next month")),
            len(held),
            sum(line.price or 0 for line in held),
            phrase(N_("{names}"), names=names + more) if held else None,
        ),
        BridgeRow(
            "=",
            Phrase(N_("to export")),
            len(facts.to_export),
            exported,
            phrase(
                N_("{payable} with a price + {free} free"), payable=len(facts.payable), free=free
            ),
        ),
    )


def _corrected(facts: Facts) -> Iterator[BridgeRow]:
    """Yield the step between Aktiv kommune's amounts and ours, where they differ."""
    lines = [line for line in facts.lines if "price" in line.corrected]
    if lines:
        moved = sum((line.price or 0) - (line.source_price or 0) for line in lines)
        names = ", ".join(f"{line.customer} ({line.id})" for line in lines[:2])
        more = f" +{len(lines) - 2}" if len(lines) > 2 else ""
        note = phrase(N_("{names}"), names=names + more)
        yield BridgeRow("+", Phrase(N_("corrected here")), len(lines), moved, note)


def tally(facts: Facts) -> Tally:
    """Return counts and sums over the whole list of a basis."""
    lines = facts.lines
    levels = [line.id_level for line in facts.to_export]
    below_zero = [line.price or 0 for line in lines if (line.price or 0) < 0]
    return Tally(
        lines=len(lines),
        total=sum(line.price or 0 for line in lines),
        payable=sum(line.is_payable for line in lines),
        free=sum(not line.price for line in lines),
        credit=len(below_zero),
        credit_total=sum(below_zero),
        marked=len(facts.to_export),
        marked_total=sum(line.price or 0 for line in facts.to_export),
        ids_ok=levels.count("ok"),
        ids_attention=levels.count("attention"),
        ids_blocked=levels.count("blocked"),
    )
