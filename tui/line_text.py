"""How a line reads on the screens: its cells, its time, its customer id and what to do.

Identity numbers are masked in every text from outside, names and descriptions included.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.content import Content

from data import dates, money
from data.columns import BY_KEY
from data.correctable import ORIGINS
from data.customer_id import STATES, mask
from data.listing import CustomerType, LineType
from data.text import clean, initials
from data.views import IdLevel, LineFilter, LineRow, Order, Tally
from data.views.corrections import CorrectionState, CorrectionView, Shown
from data.words import Phrase
from tui import glyphs
from tui.words import N_, _, ngettext, say

LEVELS: dict[IdLevel, glyphs.State] = {
    "ok": "ok",
    "attention": "attention",
    "blocked": "error",
    "free": "nothing",
}
"""The sign of each level of a customer id's judgement."""

TYPES: dict[LineType, str] = {
    "event": N_("Event"),
    "allocation": N_("Allocation"),
    "booking": N_("Booking"),
}
KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}
LETTERS: dict[CustomerType, str] = {"external": "E", "internal": "I"}
"""The kind of customer where there is room for one letter; the same in both languages."""


def shown(text: str) -> str:
    """Return text from outside, harmless and without identity numbers."""
    return mask(clean(text))


CORRECTED = "*"
"""Stands before an amount that is not Aktiv kommune's."""
ENDS: dict[CorrectionState, str] = {
    "standing": N_("counts"),
    "replaced": N_("replaced {time} by {operator}"),
    "undone": N_("undone {time} by {operator}"),
    "closed": N_("also in Aktiv kommune from {time}"),
    "reopened": N_("the list changed {time}"),
}
"""What became of a correction."""


def price(line: LineRow) -> str:
    """Return the amount, with a sign if we corrected it; empty where the list shows none."""
    sign = CORRECTED if "price" in line.corrected else ""
    return "" if line.price is None else sign + money.show(line.price)


def mark(line: LineRow) -> str:
    """Return the mark of a line: to be exported, held back, or exported already."""
    if is_exported(line):
        return f"[{glyphs.sign('exported')}]"
    return "[ ]" if line.held else "[x]"


def is_exported(line: LineRow) -> bool:
    """Whether the line has left the list, here or in Aktiv kommune."""
    return line.export is not None or line.source_export != ""


def period(line: LineRow) -> str:
    """Return when the rental was: `lø 17.10.2026 18.00-23.00`."""
    begins = f"{_weekday(line.starts.weekday())} {dates.show_time(line.starts)}"
    if line.starts.date() == line.ends.date():
        return f"{begins}-{line.ends:%H.%M}"
    return f"{begins} - {_weekday(line.ends.weekday())} {dates.show_time(line.ends)}"


def _weekday(day: int) -> str:
    return _(dates.WEEKDAYS_SHORT[day])


def id_cell(line: LineRow) -> Text:
    """Return the state of the customer id as a table cell: one that we put right is so called."""
    if line.id_level == "ok" and {"customer_id", "customer_type"}.intersection(line.corrected):
        return glyphs.cell("ok", _("corrected"))
    return glyphs.cell(LEVELS[line.id_level], _(STATES[line.id_code].short))


def id_sentence(line: LineRow) -> Content:
    """Return what is known of the customer id, with its code where there is one."""
    state = STATES[line.id_code]
    sentence = f"{state.error_code} {_(state.sentence)}".strip()
    return glyphs.mark(LEVELS[line.id_level], sentence)


def what_to_do(line: LineRow) -> str:
    """Return what has been done with the line, else what is to be done; empty for nothing."""
    if line.export is not None:
        return _("Exported in {export}.").format(export=f"E-{line.export:04d}")
    if line.source_export:
        return _("Exported in Aktiv kommune, number {number}.").format(
            number=shown(line.source_export)
        )
    if line.held:
        return _held(line)
    if line.id_level in ("blocked", "attention"):
        return _(STATES[line.id_code].remedy)
    if (line.price or 0) < 0:
        return _("A credit line: point 2 of the checklist asks for an answer.")
    return ""


def _held(line: LineRow) -> str:
    if not line.held_reason:
        return _("Held back by {operator}. Space marks it again.").format(operator=line.held_by)
    return _("Held back by {operator}: {reason}. Space marks it again.").format(
        operator=line.held_by, reason=shown(line.held_reason)
    )


def came_back(line: LineRow) -> str:
    """Return from which month a line was held, by whom and why; empty where it was not."""
    if not line.is_back or line.held_to is None:
        return ""
    return _("held from {month} by {operator}: {reason}").format(
        month=_(dates.MONTHS[line.held_to.month - 1]),
        operator=shown(line.held_by),
        reason=shown(line.held_reason) or "-",
    )


def correction_value(value: Shown) -> str:
    """Return a value that was corrected, or is to be, as people read it."""
    return say(value) if isinstance(value, Phrase) else shown(value)


def corrected(each: CorrectionView) -> str:
    """Return a correction in a few words: `rettet 05.11 KN fra 311 000 031 (søknaden)`."""
    return _("corrected {day} {who} from {before} ({origin})").format(
        day=f"{each.at:%d.%m}",
        who=initials(each.operator),
        before=correction_value(each.before),
        origin=_(ORIGINS[each.origin]),
    )


def correction_rows(each: CorrectionView) -> tuple[str, str]:
    """Return a correction in full: what it says and why; who made it and what became of it."""
    ended = f"{each.ended_at:%d.%m %H.%M}" if each.ended_at else ""
    state = _(ENDS[each.state]).format(time=ended, operator=shown(each.ended_by))
    values = f"{correction_value(each.before)} -> {correction_value(each.value)}"
    return (
        f"{values}  {_(ORIGINS[each.origin])}: {shown(each.reason)}",
        f"{each.at:%d.%m.%Y %H.%M} {shown(each.operator)}, {state}",
    )


def detail(line: LineRow, corrections: Sequence[CorrectionView] = (), noted: str = "") -> Content:
    """Return the rows below a list about the line under the cursor; the caller cuts them."""
    place = "  ".join(
        [
            period(line),
            f"{_(TYPES[line.type])} {line.reservation_id}",
            shown(line.resource),
            shown(line.customer),
        ]
    )
    said = [noted, *map(corrected, corrections), came_back(line), what_to_do(line)]
    last = "  ".join(part for part in said if part)
    return Content("\n").join([Content(place), id_sentence(line), Content(last)])


def totals(tally: Tally, *, ids: bool) -> str:
    """Return the running totals of a basis, with the id states where there is room."""
    parts = [
        f"{count_of_lines(tally.lines)} {money.show(tally.total)}",
        _("marked {count}: {total}").format(
            count=tally.marked, total=money.show(tally.marked_total)
        ),
        _("free {count}").format(count=tally.free),
    ]
    if tally.credit:
        parts.append(
            _("credit {count}: {total}").format(
                count=tally.credit, total=money.show(tally.credit_total)
            )
        )
    if ids:
        parts.append(_("id: {states}").format(states=id_states(tally)))
    return " | ".join(parts)


def id_states(tally: Tally) -> str:
    """Return how the customer ids of the marked lines stand: `53 gyldig, 2 se på, 5 feil`."""
    parts = [_("{count} valid").format(count=tally.ids_ok)]
    if tally.ids_attention:
        parts.append(_("{count} to look at").format(count=tally.ids_attention))
    if tally.ids_blocked:
        parts.append(_("{count} wrong").format(count=tally.ids_blocked))
    return ", ".join(parts)


def count_of_lines(count: int) -> str:
    """Return `60 linjer`."""
    return ngettext("{count} line", "{count} lines", count).format(count=count)


def order(chosen: Order) -> str:
    """Return how a list is sorted: `Pris, høyest først`."""
    column = _(BY_KEY[chosen.column].title)
    if chosen.column == "price":
        words = (N_("{column}, lowest first"), N_("{column}, highest first"))
    else:
        words = (N_("{column}, rising"), N_("{column}, falling"))
    return _(words[chosen.descending]).format(column=column)


def selection(chosen: LineFilter) -> str:
    """Return which lines a list shows: `Til og med 31.10.2026, ikke eksporterte`."""
    parts = [_("To {to}").format(to=dates.show(chosen.scope.to))]
    if chosen.scope.season:
        parts.append(shown(chosen.scope.season))
    parts.append(_("not exported") if chosen.show == "unexported" else _("also exported"))
    if chosen.customer_type == "external":
        parts.append(_("external customers"))
    elif chosen.customer_type == "internal":
        parts.append(_("internal customers"))
    return ", ".join(parts)


def standing(chosen: LineFilter, sorting: Order, found: Tally) -> str:
    """Return the sentence that stands under a list of lines."""
    if chosen.ids is not None:
        return _("Only the lines of one point or invoice. Esc shows all.")
    if not found.lines and not chosen.find:
        sentence = _("{selection}: no lines. Press 1 to choose others.")
        return sentence.format(selection=selection(chosen))
    return _("{order}. {selection}.").format(order=order(sorting), selection=selection(chosen))


def hits(count: int, total: int) -> str:
    """Return what a search has found, with its sum: `9 treff, 12 450,00`."""
    if not count:
        return _("no hits")
    found = ngettext("{count} hit", "{count} hits", count).format(count=count)
    return f"{found}, {money.show(total)}"


def question(line: LineRow) -> tuple[str, str]:
    """Return heading and first row of the question why a line is held back."""
    heading = _("Hold back line {number}").format(number=line.id)
    return heading, f"{shown(line.customer)}  {price(line)}"
