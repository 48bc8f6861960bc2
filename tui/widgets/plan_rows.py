"""How the lines of an import look before it is applied: their fate, and what changes in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text

from data import customer_id, dates, money
from data.comparison import ImportPlan, LineChange, PlannedLine
from data.field_words import HEADINGS
from data.listing import ListedTotal
from data.views.corrections import Foreseen
from tui import glyphs
from tui.correction_text import FATES as FATES_OF_CORRECTIONS
from tui.correction_text import fate_of
from tui.widgets.columns import Column
from tui.words import N_, _, ngettext

FATES: dict[str, tuple[glyphs.State, str]] = {
    "new": ("ok", N_("added")),
    "changed": ("working", N_("changed")),
    "gone": ("attention", N_("gone")),
    "exported": ("locked", N_("exported")),
    "total": ("ok", N_("total")),
}
"""Sign and word of what happens to a line; an exported one keeps what it was exported with."""

WORDS = {
    "external": N_("external"),
    "internal": N_("internal"),
    "event": N_("event"),
    "allocation": N_("allocation"),
    "booking": N_("booking"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan: a line, or a control total."""

    fate: str
    number: int
    """The line's id; for a total its place in the file."""
    name: str
    building: str
    before: int | None
    after: int | None
    changes: str
    details: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int]:
        """What tells the rows apart."""
        return self.fate, self.number


def _fate(row: PlanRow) -> Text:
    state, word = FATES[row.fate]
    return glyphs.cell(state, _(word))


def _amount(ore: int | None) -> str:
    return "" if ore is None else money.show(ore)


COLUMNS = (
    Column[PlanRow]("fate", N_("What"), 12, _fate),
    Column[PlanRow](
        "number", N_("No."), 7, lambda row: "" if row.fate == "total" else str(row.number),
        right=True,
    ),
    Column[PlanRow]("name", N_("Customer"), 20, lambda row: row.name, grows=True),
    Column[PlanRow]("before", N_("Price was"), 11, lambda row: _amount(row.before), right=True),
    Column[PlanRow]("after", N_("Price is"), 11, lambda row: _amount(row.after), right=True),
    Column[PlanRow]("changes", N_("Changes"), 12, lambda row: row.changes, grows=True),
)  # fmt: skip


def plan_rows(plan: ImportPlan) -> list[PlanRow]:
    """Return every line that is not as it was, and the control totals of the file."""
    totals = [_total_row(place, total) for place, total in enumerate(plan.reading.totals)]
    corrected: dict[int, list[Foreseen]] = defaultdict(list)
    for each in plan.corrections:
        corrected[each.line].append(each)
    lines = [_line_row(planned, corrected[planned.line.id]) for planned in plan.planned]
    return [*totals, *lines]


def _total_row(place: int, total: ListedTotal) -> PlanRow:
    count = ngettext("{count} with a price", "{count} with a price", total.count)
    to = _("to {day}").format(day=dates.show(total.to))
    return PlanRow(
        "total",
        place,
        total.building,
        total.building,
        None,
        total.total,
        count.format(count=total.count),
        (to,),
    )


def _line_row(planned: PlannedLine, corrected: Sequence[Foreseen]) -> PlanRow:
    line = planned.line
    if planned.fate == "changed" and not line.fields:
        changes = _("back again")
    else:
        changes = ", ".join(_(HEADINGS[name]) for name in line.fields)
    for state in dict.fromkeys(each.state for each in corrected):
        changes += f", {_(FATES_OF_CORRECTIONS[state])}"
    return PlanRow(
        planned.fate,
        line.id,
        customer_id.mask(line.customer),
        line.building,
        line.price_before,
        line.price_after,
        changes,
        (*_details(line), *(fate_of(each) for each in corrected)),
    )


def _details(line: LineChange) -> list[str]:
    return [
        _("{field}: {before} -> {after}").format(
            field=_(HEADINGS[name]), before=_value(name, before), after=_value(name, after)
        )
        for name, before, after in zip(line.fields, line.before, line.after, strict=True)
        if name != "building_id"
    ]


def _value(name: str, value: object) -> str:
    """Return a field's value as people read it, an identity number masked."""
    if isinstance(value, datetime):
        return dates.show_time(value)
    if name == "price":
        return money.show(value) if isinstance(value, int) else "-"
    text = str(value)
    if name == "customer_id":
        return customer_id.show(text) or "-"
    return _(WORDS[text]) if text in WORDS else customer_id.mask(text) or "-"
