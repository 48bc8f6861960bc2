"""The customers of a basis in other buildings, in earlier months, and in the unit register.

One grouped question for each building, asked again only when its lines change; the index of
building and end serves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import NamedTuple

from peewee import fn

from data.around import Appearance, UnitRemark
from data.customer_id import judge
from data.listing import CustomerType
from data.models import Building, Line, tuples
from data.month import Month
from data.months_past import MONTHS_BACK
from data.names import alike, is_near, near
from data.register.judge import judge_unit
from data.register.lookup import Register
from data.remembered import Remembered
from data.text import mask
from data.views import LineRow, Scope


class Group(NamedTuple):
    """What lines of one customer have in common, as they are stored."""

    customer: str
    is_organization: bool
    customer_type: CustomerType
    customer_id: str
    sub_customer: str


_OF_LINE = attrgetter("organization", "contact", "customer_type", "customer_id", "sub_customer")


def _grouped(lines: Iterable[LineRow]) -> dict[Group, list[LineRow]]:
    """Return the lines by what they would be grouped by in the store."""
    found: dict[tuple[str, str, CustomerType, str, str], list[LineRow]] = defaultdict(list)
    for line in lines:
        found[_OF_LINE(line)].append(line)
    groups: dict[Group, list[LineRow]] = defaultdict(list)
    for (organization, contact, kind, number, sub), its_lines in found.items():
        group = Group(organization or contact, organization != "", kind, number, sub)
        groups[group] += its_lines
    return groups


Stored = tuple[tuple[Group, Appearance], ...]
"""The customers of one building, as they are stored and as they appear."""


def customers_of(building_id: int, month: Month, *, test_mode: bool) -> Stored:
    """Return who has how many lines in a building, in a month and the twelve before it."""
    first = month
    for _ in range(MONTHS_BACK):
        first = first.previous()
    customer = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    is_organization = Line.organization != ""
    columns = (
        customer, is_organization, Line.customer_type, Line.customer_id, Line.sub_customer,
    )  # fmt: skip
    query = (
        Line.select(*columns, fn.COUNT(Line.id))
        .where(
            Line.building == building_id,
            Line.ends >= datetime.combine(first.first, time.min),
            Line.ends < datetime.combine(month.next().first, time.min),
            Line.gone == False,  # noqa: E712 - Peewee builds the condition from ==
        )
        .group_by(*columns)
    )
    name = Building.select(Building.name).where(Building.id == building_id).scalar()
    groups = (
        (Group(name, bool(organized), kind, number, sub), count)
        for name, organized, kind, number, sub, count in tuples(query)
    )
    return tuple(
        (group, _appearance(group, count, name, month.last, test_mode)) for group, count in groups
    )


def appearances(
    scope: Scope, lines: tuple[LineRow, ...], known: Remembered[Stored], *, test_mode: bool
) -> tuple[Appearance, ...]:
    """Return the customers of a basis, and elsewhere those with a name or number like theirs."""
    mine = _grouped(lines)
    here = _here(mine, scope.to, test_mode)
    names = {each.alike for each in here} - {""}
    numbers = {each.customer_id for each in here if each.is_usable}
    lacking = _Lacking(each.name for each in here if _lacks_id(each))
    elsewhere = (
        each
        for each in _elsewhere(scope, mine, known)
        if each.alike in names
        or (each.is_usable and each.customer_id in numbers)
        or (each.is_usable and each.is_organization and lacking.has_near(each.name))
    )
    return (*here, *elsewhere)


def _lacks_id(each: Appearance) -> bool:
    return each.is_organization and bool(each.payable) and not each.is_usable


class _Lacking:
    """Names whose lines lack an id, by length: most other names need not be looked at."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, set[str]] = defaultdict(set)
        for name in names:
            self._by_length[len(near(name))].add(name)

    def has_near(self, name: str) -> bool:
        """Tell whether one of the names is most likely the same customer's."""
        if not self._by_length:
            return False
        length = len(near(name))
        return any(
            is_near(name, other)
            for size in (length - 1, length, length + 1)
            for other in self._by_length.get(size, ())
        )


def _here(mine: dict[Group, list[LineRow]], day: date, test_mode: bool) -> list[Appearance]:
    marked = {group: [line for line in lines if not line.held] for group, lines in mine.items()}
    return [
        replace(
            _appearance(group, len(lines), "", day, test_mode),
            lines=tuple(line.id for line in lines),
            payable=tuple(line.id for line in lines if line.price),
        )
        for group, lines in marked.items()
        if lines
    ]


def _elsewhere(
    scope: Scope, mine: dict[Group, list[LineRow]], known: Remembered[Stored]
) -> Iterator[Appearance]:
    """Yield who is in other buildings, and in this one beside the lines of the basis."""
    month = Month.of(scope.to)
    known.refresh()
    for (building_id,) in tuples(Building.select(Building.id).order_by(Building.name_sort)):
        stored = known.of(building_id, month)
        if building_id == scope.building_id:
            for group, each in stored:
                rest = each.count - len(mine.get(group, ()))
                if rest > 0:
                    yield replace(each, building="", count=rest)
        else:
            yield from (each for _, each in stored)


def _appearance(group: Group, count: int, place: str, day: date, test_mode: bool) -> Appearance:
    found = judge(group.customer_id, group.customer_type, 1, day, test_mode)
    return Appearance(
        name=mask(group.customer),
        alike=alike(group.customer) if group.is_organization else "",
        customer_type=group.customer_type,
        customer_id=found.canonical,
        is_usable=found.level != "blocked",
        id_kind=found.kind,
        sub_customer=group.sub_customer,
        building=place,
        count=count,
    )


def unit_remarks(here: Iterable[Appearance], register: Register) -> tuple[UnitRemark, ...]:
    """Return what the unit register says of the organisations that are to pay; one for each.

    Nothing without a register. A remark that does not depend on the name is told once.
    """
    day = register.date
    paying = [each for each in here if _is_unit(each)] if day else []
    units = register.units(int(each.customer_id) for each in paying)
    parents = register.units(
        unit.parent for unit in units.values() if unit.is_sub and unit.parent is not None
    )
    found: dict[tuple[str, str, str], UnitRemark] = {}
    for each in paying:
        unit = units.get(int(each.customer_id))
        parent = parents.get(unit.parent) if unit and unit.parent is not None else None
        remark = judge_unit(each.customer_id, each.name, unit, parent, day)
        if remark is None:
            continue
        by_name = each.alike if remark.kind == "name_differs" else ""
        key = (each.customer_id, remark.kind, by_name)
        told = found.get(key, UnitRemark(remark, each.name, ()))
        found[key] = replace(told, lines=tuple(sorted({*told.lines, *each.payable})))
    return tuple(found.values())


def _is_unit(each: Appearance) -> bool:
    return (
        bool(each.payable)
        and each.customer_type == "external"
        and each.is_usable
        and each.id_kind == "organization"
    )
