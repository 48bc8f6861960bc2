"""How a comparison reads: its sides, the groups that add up, and one line that differs.

On the screen and on the command line alike, so nothing here needs a screen.
"""

from __future__ import annotations

from datetime import datetime

from data import customer_id, dates, money
from data.compared import LISTED, findings
from data.field_words import HEADINGS
from data.text import clean, mask
from data.views.differences import (
    ComparedLine,
    ComparedSide,
    Comparison,
    Difference,
    Fate,
    LeftOut,
)
from tui.words import N_, _, ngettext, say

GROUPS: dict[Fate, str] = {
    "here": N_("only here"),
    "there": N_("only there"),
    "differs": N_("differs"),
}
SIGNS: dict[Fate, str] = {"here": "+", "there": "-", "differs": "!"}
"""What is only here adds to the difference of the totals, what is only there takes away."""

WORDS = {
    "external": N_("external"),
    "internal": N_("internal"),
    "event": N_("event"),
    "allocation": N_("allocation"),
    "booking": N_("booking"),
}

IDS = ("customer_id", "source_customer_id")
AMOUNTS = ("price", "source_price")


def shown(text: str) -> str:
    """Return text from outside, harmless and without identity numbers."""
    return mask(clean(text))


def group_word(difference: Difference) -> str:
    """Return sign and word of the group that a line is in, for where no other sign is drawn."""
    return f"{SIGNS[difference.fate]} {_(GROUPS[difference.fate])}"


def what(difference: Difference) -> str:
    """Return the fields that differ; of a line on one side the day it ended."""
    if difference.fate == "differs":
        return ", ".join(_(HEADINGS[name]) for name in difference.fields)
    return dates.show(difference.line.ends.date())


def amount(ore: int | None) -> str:
    """Return an amount, empty where there is none."""
    return "" if ore is None else money.show(ore)


def change(difference: Difference) -> str:
    """Return what the line makes here more than there; empty where its price is the same."""
    is_same = difference.fate == "differs" and not difference.change
    return "" if is_same else money.show_change(difference.change)


def side(of: ComparedSide) -> str:
    """Return a side's count, sum and sum of reservation numbers, then what it is."""
    if of.lines is not None:
        count = _lines(of.count or 0)
    else:
        count = "" if of.count is None else _("count {count}").format(count=of.count)
    numbers = f"{count:>11} {money.show(of.total):>13}"
    if of.hash_total is not None:
        numbers += "  " + _("res. {hash}").format(hash=of.hash_total)
    return f"{numbers}  {shown(say(of.name))}"


def _lines(count: int) -> str:
    return ngettext("{count} line", "{count} lines", count).format(count=count)


def adding_up(comparison: Comparison) -> str:
    """Return the groups with count and sum, and the difference that they add up to."""
    difference = money.show_change(comparison.difference)
    if not comparison.by_line:
        return _("here {here} - there {there} = {difference}").format(
            here=money.show(comparison.here.total),
            there=money.show(comparison.there.total),
            difference=difference,
        )
    here, there, differs = comparison.groups
    return _(
        "only here {here}: {here_total} - only there {there}: {there_total}"
        " + differs {differs}: {moved} = {difference}"
    ).format(
        here=here.lines,
        here_total=money.show(here.total),
        there=there.lines,
        there_total=money.show(there.total),
        differs=differs.lines,
        moved=money.show_change(differs.total),
        difference=difference,
    )


def sentences(comparison: Comparison) -> list[str]:
    """Return what is to be said of a comparison, the gravest first."""
    return [shown(say(finding)) for finding in findings(comparison)]


def left_out(of: LeftOut) -> str:
    """Return which lines of a list were not compared; empty when all were."""
    parts = {
        ngettext(
            "{count} line of other buildings or seasons",
            "{count} lines of other buildings or seasons",
            of.elsewhere,
        ): of.elsewhere,
        ngettext(
            "{count} exported before", "{count} exported before", of.exported_before
        ): of.exported_before,
        ngettext(
            "{count} not exported there", "{count} not exported there", of.not_exported
        ): of.not_exported,
    }
    return ", ".join(text.format(count=count) for text, count in parts.items() if count)


def place(line: ComparedLine) -> str:
    """Return when and what was rented, by its reservation."""
    begins, ends = dates.show_time(line.starts), dates.show_time(line.ends)
    kind = _(WORDS[line.type])
    return f"{begins} - {ends}  {kind} {line.reservation_id}  {shown(line.description)}"


def field_rows(difference: Difference) -> list[tuple[str, str, str]]:
    """Return name, value here and value there of what differs; of a lone line every field."""
    lone, other = difference.line, difference.other
    if other is not None:
        return [(_(HEADINGS[name]), *pair(name, lone, other)) for name in difference.fields]
    values = [(_(HEADINGS[name]), value(name, lone)) for name in LISTED]
    if difference.fate == "here":
        return [(name, text, "-") for name, text in values]
    return [(name, "-", text) for name, text in values]


def pair(name: str, here: ComparedLine, there: ComparedLine) -> tuple[str, str]:
    """Return a field's value here and there."""
    texts = value(name, here), value(name, there)
    # Two ids may differ in just the digits that are hidden.
    return texts if texts[0] != texts[1] else (texts[0], _("other hidden digits"))


def value(name: str, line: ComparedLine) -> str:
    """Return a field's value as people read it, an identity number masked."""
    held = getattr(line, name)
    if isinstance(held, bool):
        return _("held back") if held else _("marked for export")
    if isinstance(held, datetime):
        return dates.show_time(held)
    if name in AMOUNTS:
        return amount(held) or "-"
    text = str(held)
    if name in IDS:
        return customer_id.show(text) or "-"
    return _(WORDS[text]) if text in WORDS else shown(text) or "-"


def details(difference: Difference) -> str:
    """Return a line in few words: what it is, and each field that differs."""
    if difference.other is None:
        return place(difference.line)
    differing = "; ".join(
        _("{field}: {here} here, {there} there").format(field=name, here=here, there=there)
        for name, here, there in field_rows(difference)
    )
    return f"{place(difference.line)}\n{differing}"
