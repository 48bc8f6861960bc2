"""How an export reads before and after it is made: what is in it, who signed, what is missing."""

from __future__ import annotations

from textual.content import Content

from data import dates, money
from data.archive import LineDifference
from data.exports import Draft
from data.field_words import WORDS as FIELD_WORDS
from data.operators import MACHINE
from data.snapshot import short_digest
from data.views import ControlView, ExportView, LineRow, PointView, Scope
from tui import glyphs
from tui.line_text import shown
from tui.widgets.checklist import result
from tui.widgets.columns import fit
from tui.widgets.facts import BLANK
from tui.widgets.facts import Row as Fact
from tui.widgets.rows import cut
from tui.words import N_, _, ngettext, say

SIGNATURES = {
    "": N_("not signed yet"),
    "withdrawn": N_("withdrawn"),
    "suspended": N_("sign again"),
}
MOST_DIFFERENCES = 5

REFERENCE = N_("reference")
"""What a field is called that only Aktiv kommune itself goes by."""


def export_number(number: int) -> str:
    """Return an export's number as people say it."""
    return f"E-{number:04d}"


def copy_number(number: int) -> str:
    """Return a copy's number as people say it."""
    return f"K-{number:04d}"


def basis(scope: Scope) -> str:
    """Return the to-date of a basis, with its season if there is one."""
    to = _("to {date}").format(date=dates.show(scope.to))
    return f"{to}  {shown(scope.season)}".rstrip()


def line_counts(of: Draft | ExportView) -> str:
    """Return lines by price, and customers."""
    priced = ngettext("{count} with a price", "{count} with a price", of.payable)
    parts = [priced.format(count=of.payable), _("{count} free").format(count=of.free)]
    if of.credit:
        parts.append(_("{count} below zero").format(count=of.credit))
    return _("{lines}  ({parts})   customers {customers}").format(
        lines=of.lines, parts=", ".join(parts), customers=of.customers
    )


def sums(of: Draft | ExportView) -> str:
    """Return the sum, and what is external and internal of it; free lines alone make no order."""
    if not (of.payable or of.credit):
        return _("{total}   all free: exported without an order").format(total=money.show(of.total))
    return _("{total}   external {external}   internal {internal}").format(
        total=money.show(of.total),
        external=money.show(of.external_total),
        internal=money.show(of.internal_total),
    )


def copy_line(number: int, digest: str) -> str:
    """Return a copy's number and enough of its digest to compare."""
    return f"{copy_number(number)}   sha256 {short_digest(digest, 4)}"


def signers(view: ControlView) -> str:
    """Return who answers for which points: `9 av 9: Kari Nes 2 3 5 6 7, maskin 1 4 8 9`."""
    points: dict[str, list[str]] = {}
    for point in view.points:
        if point.is_signed and point.signed:
            points.setdefault(point.signed.operator, []).append(str(point.number))
    people = sorted(points, key=lambda name: (name == MACHINE, name))
    named = [f"{_('machine') if who == MACHINE else who} {' '.join(points[who])}" for who in people]
    return _("{signed} of {points}: {people}").format(
        signed=view.signed, points=len(view.points), people=", ".join(named)
    )


def unsigned_rows(points: tuple[PointView, ...]) -> list[Fact]:
    """Return the points that keep the export closed."""
    sentence = ngettext(
        "Export is closed: {count} point is not signed.",
        "Export is closed: {count} points are not signed.",
        len(points),
    )
    head = glyphs.mark("error", sentence.format(count=len(points)))
    return [("", head), BLANK, *(("", _unsigned(point)) for point in points), BLANK]


def _unsigned(point: PointView) -> Content:
    state, _word = result(point)
    signed = point.signed.state if point.signed and point.signed.state != "valid" else ""
    missing = _("put right first") if point.state == "blocked" else _(SIGNATURES[signed])
    return Content.assemble(
        fit(f"{point.number:>2} {say(point.title)}", 31).plain,
        (
            fit(f"{glyphs.sign(state)} {shown(say(point.summary))}", 29).plain,
            glyphs.content_style(state),
        ),
        missing,
    )


def difference_rows(differences: list[LineDifference], copy: int) -> list[Fact]:
    """Return the lines that are not as in the copy, each with what differs."""
    sentence = ngettext(
        "{count} line is not as in {copy}:", "{count} lines are not as in {copy}:", len(differences)
    ).format(count=len(differences), copy=copy_number(copy))
    rows: list[Fact] = [("", glyphs.mark("error", sentence))]
    rows += [
        ("", Content(f"{item.id:>9}  {_name(item)} {cut(_difference(item), 40)}"))
        for item in differences[:MOST_DIFFERENCES]
    ]
    rest = len(differences) - MOST_DIFFERENCES
    if rest > 0:
        more = ngettext("... and {count} more", "... and {count} more", rest).format(count=rest)
        rows.append(("", more))
    return [*rows, BLANK]


def _name(item: LineDifference) -> str:
    line: LineRow | None = item.after or item.before
    return fit(shown(line.customer), 24).plain if line else ""


def _difference(item: LineDifference) -> str:
    if item.before is None:
        return _("has come since")
    if item.after is None:
        return _("is gone")
    words = dict.fromkeys(_(FIELD_WORDS.get(name, REFERENCE)) for name in item.fields)
    if "price" not in item.fields:
        return ", ".join(words)
    prices = (money.show(line.price or 0) for line in (item.before, item.after))
    others = [word for word in words if word != _(FIELD_WORDS["price"])]
    return ", ".join([" -> ".join(prices), *others])


def made_rows(made: ExportView) -> list[Fact]:
    """Return what an export took with it."""
    return [
        (_("Building"), f"{made.building}   {_('to {date}').format(date=dates.show(made.to))}"),
        (_("Lines"), line_counts(made)),
        (_("Sum"), sums(made)),
        (_("Strings"), _strings(made)),
        (_("Copy"), copy_line(made.copy, made.copy_sha256)),
        (_("Made"), f"{dates.show_time(made.at)}  {made.operator}"),
    ]


def _strings(made: ExportView) -> str:
    return _("internal {internal}   external {external}").format(
        internal=shown(made.internal), external=shown(made.external)
    )
