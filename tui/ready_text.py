"""What stands under «Klar for generering» in words: one export, what is missing, the sums."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from data import dates, money
from data.accounts import AccountHit
from data.ready import ReadyView
from data.views import BuildingRow, ExportView
from data.views.files import LaterChangeView
from tui import glyphs
from tui.account_text import lacks
from tui.export_text import copy_line
from tui.generating import changed, changed_lines
from tui.line_text import KINDS, shown
from tui.room import Level
from tui.widgets.buildings import STATES
from tui.widgets.columns import fit
from tui.widgets.facts import BLANK
from tui.widgets.facts import Row as Fact
from tui.widgets.rows import cut
from tui.words import _, ngettext

ROOM = 78
MOST_ROWS = 4
"""Rows of waiting buildings, two in each; the message says how many there are."""


def detail(export: ExportView, changes: Sequence[LaterChangeView]) -> list[Fact]:
    """Return what is said of one export, and of what Aktiv kommune changed since."""
    copied = f"{copy_line(export.copy, export.copy_sha256)}   {dates.show_time(export.at)}"
    if export.reversed_at is not None:
        by = _("{time} {operator}: {reason}").format(
            time=dates.show_time(export.reversed_at),
            operator=export.reversed_by,
            reason=shown(export.reversed_reason),
        )
        return [(_("Copy"), copied), (_("Reversed"), by)]
    strings = _("internal {internal}   external {external}").format(
        internal=shown(export.internal), external=shown(export.external)
    )
    if changes:
        return [(_("Copy"), copied), ("", glyphs.mark("attention", changed_lines(changes)))]
    if export.files:
        files = ", ".join(export.files)
        return [(_("Copy"), copied), (_("File"), shown(files)), *_returned(export)]
    return [(_("Copy"), copied), (_("Strings"), strings)]


def _returned(export: ExportView) -> list[Fact]:
    if not export.returned:
        return []
    lines = ngettext("{count} line", "{count} lines", export.returned)
    told = _("{lines}, {total}, are back on the list").format(
        lines=lines.format(count=export.returned), total=money.show(export.returned_total)
    )
    return [(_("Rejected"), glyphs.mark("attention", told))]


def missing(view: ReadyView) -> list[Fact]:
    """Return what the file waits for: buildings, then codes; then how many invoices it makes."""
    rows: list[Fact] = [BLANK]
    if view.waiting:
        rows.append(("", _("Missing before the file can be made")))
        rows += [("", row) for row in _in_pairs(view.waiting)]
    if view.without_codes:
        rows.append(("", _without_codes(view.without_codes)))
    rows.append(
        (
            "",
            _(
                "Customers by building {customers} - same customer in several buildings {shared}"
                " = invoices {invoices}"
            ).format(
                customers=view.customers,
                shared=view.customers - view.invoices,
                invoices=view.invoices,
            ),
        )
    )
    return rows


def _in_pairs(waiting: Sequence[BuildingRow]) -> list[Content]:
    cells = [_waiting(row) for row in waiting]
    if len(cells) > 2 * MOST_ROWS:
        rest = len(cells) - 2 * MOST_ROWS + 1
        more = ngettext("... and {count} more", "... and {count} more", rest).format(count=rest)
        cells = [*cells[: 2 * MOST_ROWS - 1], Content(more)]
    return [Content("").join(cells[at : at + 2]) for at in range(0, len(cells), 2)]


def _waiting(row: BuildingRow) -> Content:
    state, word = STATES[row.state]
    return Content.assemble(
        (f"{glyphs.sign(state)} ", glyphs.content_style(state)),
        fit(shown(row.building), 13).plain,
        fit(money.show(row.total) if row.lines else "", 10, right=True).plain,
        fit(_(word), 12).plain,
    )


def _without_codes(hits: Sequence[AccountHit]) -> Content:
    kinds: dict[tuple[str, str], list[str]] = {}
    for hit in hits:
        # Which codes is told where some are there; most often nobody has entered any.
        which = f": {lacks(hit)}" if hit.codes else ""
        kinds.setdefault((shown(hit.name), which), []).append(_(KINDS[hit.customer_type]))
    names = ", ".join(
        f"{name} ({', '.join(words)}){which}" for (name, which), words in kinds.items()
    )
    text = _("Account strings that lack codes: {names}").format(names=names)
    return Content.assemble(
        (f"{glyphs.sign('attention')} ", glyphs.content_style("attention")), cut(text, ROOM - 2)
    )


def totals(view: ReadyView) -> str:
    """Return buildings, lines and sum."""
    lines = ngettext("{count} line", "{count} lines", view.lines).format(count=view.lines)
    return _(
        "{exported} of {buildings} buildings  {lines} ({payable} with a price)  {total}"
    ).format(
        exported=view.exported_buildings,
        buildings=view.buildings,
        lines=lines,
        payable=view.payable,
        total=money.show(view.total),
    )


def message(view: ReadyView) -> tuple[str, Level]:
    """Return what comes next, or what must be answered first."""
    open_changes = [each for each in view.changes if each.kind == "changed" and not each.is_kept]
    if open_changes:
        first = open_changes[0].export
        return changed([each for each in open_changes if each.export == first]), "attention"
    return _what_next(view), "info"


def _what_next(view: ReadyView) -> str:
    if not view.exports:
        return _("Nothing is exported this month. A signed building is exported in step 5.")
    if not view.unfiled:
        return _("Every export is in a file. Step 7 follows it to the receipt.")
    if view.waiting:
        count = len(view.waiting)
        return ngettext(
            "Waits for {count} building. One file is sent each month.",
            "Waits for {count} buildings. One file is sent each month.",
            count,
        ).format(count=count)
    if view.without_codes:
        return _("All buildings are here. Enter the missing codes in step 9, then x.")
    return _("All buildings are here. x makes the file.")
