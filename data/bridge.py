"""The bridge (bro) of a basis: list, held back, to export."""

from __future__ import annotations

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
        BridgeRow(
            "-",
            Phrase(N_("held back")),
            len(held),
            facts.sum_of_list - exported,
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


def tally(facts: Facts) -> Tally:
    """Return counts and sums over the whole list of a basis."""
    lines = facts.lines
    levels = [line.id_level for line in facts.to_export]
    below_zero = [line.price or 0 for line in lines if (line.price or 0) < 0]
    return Tally(
        lines=len(lines),
        total=facts.sum_of_list,
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
