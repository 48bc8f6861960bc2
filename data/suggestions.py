"""What a correction may say: ids the customer is known by, and the customer's other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from data import dates
from data.accepted_ids import is_accepted
from data.basis import Basis
from data.correctable import ORIGINS, is_usable_id, require_field, require_origin, same
from data.corrected import value_of
from data.customer_id import canonical
from data.errors import Problem
from data.models import Building, Correction, Line, among, open_lines, tuples
from data.month import Month
from data.register.lookup import Register
from data.rows import line_query, line_rows
from data.scopes import end_of, ended_before
from data.text import fold
from data.views.corrections import Others, Suggestion
from data.words import N_, Phrase, counted, phrase

MOST = 6
"""Suggestions that are worth reading."""
_LOOKED_BACK = timedelta(days=400)
"""So far back an id is looked for: a little more than a year, as rentals come every year."""
_LOOKED_THROUGH = 200
"""Lines of a customer that are read for ids, the newest first."""


def suggestions(
    basis: Basis, register: Register | None, line_id: int, field: str
) -> tuple[Suggestion, ...]:
    """Return what a field may be meant to have; nothing is known of kinds and prices.

    Ids that would be refused are left out, each other one stands once, with its best reason.
    Raises Problem F352 for a line that is not there.
    """
    line = _line(line_id)
    if require_field(field) != "customer_id" or not _name(line):
        return ()
    found: dict[str, Suggestion] = {}
    for each in _offered(line, register):
        is_new = each.value not in found and not same(field, each.value, line.customer_id)
        accepted = is_new and is_accepted(each.value)
        if is_new and is_usable_id(each.value, line, basis.test_mode, accepted):  # type: ignore[arg-type]
            found[each.value] = each
    return tuple(found.values())[:MOST]


def others(basis: Basis, line_id: int, field: str, to: date | None) -> Others:
    """Return the open lines of the same customer and kind that have the same value in a field.

    Of those that ended by a day; raises Problem F352 for a line that is not there.
    """
    line = _line(line_id)
    to = to or Month.of(basis.today).previous().last
    if not _name(line):
        return Others()
    column = getattr(Line, require_field(field))
    alike = column.is_null() if getattr(line, field) is None else column == getattr(line, field)
    query = line_query(basis.test_mode).where(
        _in_each_building(),
        _same_customer(line),
        open_lines(),
        alike,
        Line.id != line_id,
        ended_before(end_of(to)),
    )
    rows = [
        row
        for row in line_rows(query.order_by(Building.name_sort, Line.id), to)
        if fold(row.organization or row.contact) == _name(line)
    ]
    building = Building.get_by_id(line.building_id).name
    return Others(
        tuple(row for row in rows if row.building == building),
        tuple(row for row in rows if row.building != building),
    )


def _line(line_id: int) -> Line:
    line: Line | None = Line.get_or_none(Line.id == line_id)
    if line is None:
        raise Problem("F352", N_("There is no line {line}."), line=line_id)
    return line


def _name(line: Line) -> str:
    return fold(line.organization or line.contact)


def _same_customer(line: Line) -> Any:
    """Return the condition of lines that may be the same customer's; who asks compares names."""
    return (Line.customer_sort == line.customer_sort) & (Line.customer_type == line.customer_type)


def _in_each_building() -> Any:
    """Return a condition that every line fulfils, building by building.

    The engine then walks the open lines of the customer in the index of each building.
    """
    return among(Line.building, (row[0] for row in tuples(Building.select(Building.id))))


def _offered(line: Line, register: Register | None) -> Iterator[Suggestion]:
    """Yield every id that the customer is known by, the surest first."""
    rows = [
        (canonical(id_), ends, building, is_open)
        for id_, ends, building, is_open, organization, contact in _lines_of_customer(line)
        if fold(organization or contact) == _name(line) and canonical(id_)
    ]
    month = Month.of(line.ends.date())
    for id_, ends, _building, _is_open in rows:
        if Month.of(ends.date()) < month:
            yield _earlier(id_, Month.of(ends.date()), month)
    here = Counter(id_ for id_, _ends, building, is_open in rows
                   if building == line.building_id and is_open)  # fmt: skip
    for id_, count in here.most_common():
        yield Suggestion(
            id_,
            counted("{count} other line here", "{count} other lines here", count),
            "application",
            Phrase(N_("as on the customer's other lines")),
        )
    yield from _corrected(line)
    units = register.named(line.organization) if register and line.organization else []
    for unit in units:
        if unit.is_sub or unit.bankrupt:
            continue
        yield Suggestion(
            str(unit.number),
            phrase(N_("in the unit register: {name}"), name=unit.name),
            "register",
            Phrase(N_("looked up in Enhetsregisteret")),
        )


def _lines_of_customer(line: Line) -> list[tuple[Any, ...]]:
    query = (
        Line.select(
            Line.customer_id, Line.ends, Line.building, open_lines(), Line.organization,
            Line.contact,
        )
        .where(
            # Put so that the engine reads all lines once: by an index of each building's days
            # it would look each of them up, which takes ten times as long.
            ~(Line.ends < line.ends - _LOOKED_BACK),
            _same_customer(line),
            Line.id != line.id,
            ~Line.gone,
        )
        .order_by(Line.ends.desc(), Line.id.desc())
        .limit(_LOOKED_THROUGH)
    )  # fmt: skip
    return tuples(query)


def _earlier(id_: str, month: Month, present: Month) -> Suggestion:
    is_last = month == present.previous()
    return Suggestion(
        id_,
        phrase(
            N_("used in {month} {year}"),
            month=Phrase(dates.MONTHS[month.month - 1]),
            year=month.year,
        ),
        "application",
        Phrase(N_("as last month") if is_last else N_("as in an earlier month")),
    )


def _corrected(line: Line) -> Iterator[Suggestion]:
    """Yield what the customer's lines were corrected to before."""
    query = (
        Correction.select(Correction, Line)
        .join(Line)
        .where(
            _same_customer(line),
            Correction.field == "customer_id",
            Correction.state.in_(["standing", "replaced", "closed"]),
        )
        .order_by(Correction.id.desc())
        .limit(_LOOKED_THROUGH)
    )
    for row in query:
        if _name(row.line) == _name(line):
            origin = require_origin(row.origin)
            yield Suggestion(
                str(value_of(row)),
                phrase(
                    N_("corrected {day} by {operator} ({origin})"),
                    day=dates.show(dates.local(row.at).date()),
                    operator=row.operator,
                    origin=Phrase(ORIGINS[origin]),
                ),
                origin,
                Phrase(N_("as corrected before")),
            )
