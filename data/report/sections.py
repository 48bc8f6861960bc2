"""Lays out what is known of a control as the sections of its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data import customer_id
from data.correctable import ORIGINS
from data.field_words import WORDS as FIELD_WORDS
from data.id_states import STATES
from data.listing import CustomerType
from data.report.columns import (
    ANSWERS,
    BRIDGE,
    CHANGES,
    CORRECTIONS,
    FINDINGS,
    HELD,
    LINES,
    NOTES,
    POINTS,
    TOTALS,
)  # fmt: skip
from data.report.content import HARD_BLANK, Cell, Column, Ore, Report, Section, Table
from data.report.head import facts
from data.report.material import Material
from data.signatures import TYPED
from data.views import AnswerChange, LineRow, PointState, PointView
from data.words import N_, Phrase, counted, phrase

STATES_OF_POINTS: dict[PointState, str] = {
    "ok": N_("in order"),
    "attention": N_("to look at"),
    "blocked": N_("stops"),
}
STATES_OF_ANSWERS = {
    "valid": N_("counts"),
    "suspended": N_("sign again"),
    "withdrawn": N_("withdrawn"),
    "replaced": N_("replaced"),
}
STATES_OF_CORRECTIONS = {
    "standing": N_("counts"),
    "replaced": N_("replaced"),
    "undone": N_("undone"),
    "closed": N_("corrected in Aktiv kommune too"),
    "reopened": N_("no longer counts"),
}
KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}
FATES = {
    "new": N_("the line was not there"),
    "gone": N_("the line is gone"),
    "changed": N_("changed"),
    "found": N_("found since"),
}
MOST_LINES = 12
"""Numbers of lines named beside a finding; the finding itself says how many."""


def lay_out(material: Material) -> Report:
    """Return the report."""
    sections: tuple[Callable[[Material], Iterator[Section]], ...] = (
        _points, _findings, _changes, _answers, _total, _bridge, _held, _corrections, _notes,
        _basis,
    )  # fmt: skip
    return Report(
        Phrase(N_("Control of the invoice basis")),
        material.at,
        tuple(facts(material)),
        tuple(section for part in sections for section in part(material)),
    )


def _points(material: Material) -> Iterator[Section]:
    if material.view is None:
        return
    rows = tuple(_point(point) for point in material.view.points)
    yield Section(Phrase(N_("The nine points")), (), Table(POINTS, rows))


def _point(point: PointView) -> tuple[Cell, ...]:
    signed = point.signed
    row: tuple[Cell, ...] = (
        point.number, point.title, Phrase(STATES_OF_POINTS[point.state]), point.summary,
    )  # fmt: skip
    if signed is None:
        return (*row, Phrase(N_("not signed")), None, None, None)
    by = Phrase(N_("the program")) if point.signer == "machine" else signed.operator
    return (*row, Phrase(STATES_OF_ANSWERS[signed.state]), by, signed.at, signed.reason)


def _findings(material: Material) -> Iterator[Section]:
    """Yield what each point found, with its arithmetic."""
    if material.view is None:
        return
    rows: list[tuple[Cell, ...]] = []
    for point in material.view.points:
        told = {str(finding.text) for finding in point.findings}
        rows += [
            (point.number, finding.text, _numbers(finding.lines)) for finding in point.findings
        ]
        rows += [(point.number, text, None) for text in point.details if str(text) not in told]
    yield _section(N_("Findings and deviations"), FINDINGS, rows, N_("Nothing was found."))


def _changes(material: Material) -> Iterator[Section]:
    """Yield which lines changed under an answer, and how."""
    points = material.view.points if material.view else ()
    rows = [
        (point.number, *_change(change))
        for point in points
        if point.signed is not None
        for change in point.signed.changes
    ]
    if rows:
        yield Section(Phrase(N_("Changed since it was signed")), (), Table(CHANGES, tuple(rows)))


def _change(change: AnswerChange) -> tuple[Cell, ...]:
    field = Phrase(FIELD_WORDS[change.field]) if change.field in FIELD_WORDS else None
    return (
        change.line or None,
        change.customer,
        Phrase(FATES[change.fate]),
        field,
        _value(change.field, change.before),
        _value(change.field, change.after),
    )


def _value(field: str, value: object) -> Cell:
    match value:
        case None | Phrase():
            return value
        case int() if field in ("price", "source_price"):
            return Ore(value)
    if value in KINDS:
        return Phrase(KINDS[value])
    return str(value)


def _answers(material: Material) -> Iterator[Section]:
    rows: list[tuple[Cell, ...]] = []
    for answer in material.answers:
        by = Phrase(N_("the program")) if answer.operator == "machine" else answer.operator
        withdrawn = _withdrawn(answer.withdrawn_by, answer.withdrawn_reason)
        rows.append((
            answer.point, answer.title, by, answer.at, answer.reason,
            Phrase(STATES_OF_ANSWERS[answer.state]), answer.withdrawn_at, withdrawn,
        ))  # fmt: skip
    yield _section(N_("Signatures"), ANSWERS, rows, N_("Nobody has signed."))


def _withdrawn(by: str, reason: str) -> Phrase | None:
    return phrase(N_("{operator}: {reason}"), operator=by, reason=reason) if by else None


def _total(material: Material) -> Iterator[Section]:
    """Yield every control total that was entered, and how the last one was compared."""
    rows: list[tuple[Cell, ...]] = [
        (
            Ore(entered.total),
            entered.count,
            Phrase(N_("typed")) if entered.origin == TYPED else entered.origin,
            entered.operator,
            entered.at,
        )
        for entered in material.totals
    ]
    points = material.view.points if material.view else ()
    how = tuple(
        sentence
        for point in points
        if point.signer == "total" or point.check == "control_total"
        for sentence in (point.summary, *point.details)
    )
    section = _section(N_("Control total"), TOTALS, rows, N_("No control total was entered."))
    yield Section(section.title, (*how, *section.sentences), section.table)


def _bridge(material: Material) -> Iterator[Section]:
    rows = tuple(
        (row.sign, row.label, row.lines, Ore(row.total), row.note) for row in material.bridge
    )
    yield Section(Phrase(N_("Bridge")), (), Table(BRIDGE, rows))


def _held(material: Material) -> Iterator[Section]:
    rows: list[tuple[Cell, ...]] = [
        (line.id, line.customer, Ore(line.price or 0), line.held_to, line.held_by, line.held_reason)
        for line in material.lines
        if line.held
    ]
    yield _section(N_("Held to next month"), HELD, rows, N_("No line is held."))


def _corrections(material: Material) -> Iterator[Section]:
    rows: list[tuple[Cell, ...]] = [
        (
            each.line,
            Phrase(FIELD_WORDS[each.field]),
            each.before,
            each.value,
            Phrase(ORIGINS[each.origin]),
            each.reason,
            each.operator,
            each.at,
            Phrase(STATES_OF_CORRECTIONS[each.state]),
        )
        for each in material.corrections
    ]
    yield _section(N_("Corrections"), CORRECTIONS, rows, N_("Nothing was corrected here."))


def _notes(material: Material) -> Iterator[Section]:
    rows: list[tuple[Cell, ...]] = [
        (
            remark.on,
            remark.note.text,
            remark.note.operator,
            remark.note.at,
            remark.note.removed_at,
            remark.note.removed_by,
        )
        for remark in material.remarks
    ]
    yield _section(N_("Notes"), NOTES, rows, N_("No notes."))


def _basis(material: Material) -> Iterator[Section]:
    """Yield every line, dearest first, ids masked."""
    lines = sorted(material.lines, key=lambda line: (-(line.price or 0), line.id))
    about = counted("{count} line", "{count} lines", len(lines))
    yield Section(
        Phrase(N_("The lines")), (about,), Table(LINES, tuple(_line(line) for line in lines))
    )


def _line(line: LineRow) -> tuple[Cell, ...]:
    state = STATES.get(line.id_code)
    mark = N_("held back") if line.held else N_("marked")
    return (
        line.id,
        line.customer,
        "I" if line.customer_type == "internal" else "E",
        _unbroken(customer_id.show(line.customer_id)) or "-",
        Phrase(state.short) if state else None,
        line.resource,
        line.starts,
        line.ends,
        None if line.price is None else Ore(line.price),
        Phrase(mark),
    )


def _unbroken(text: str) -> str:
    """Return an id that no row breaks in two."""
    return text.replace(" ", HARD_BLANK)


def _section(
    title: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], nothing: str
) -> Section:
    """Return a section with a table, or with a sentence where there is nothing to list."""
    if not rows:
        return Section(Phrase(title), (Phrase(nothing),))
    return Section(Phrase(title), (), Table(columns, tuple(rows)))


def _numbers(ids: tuple[int, ...]) -> str:
    named = ", ".join(map(str, ids[:MOST_LINES]))
    return named if len(ids) <= MOST_LINES else f"{named} +{len(ids) - MOST_LINES}"
