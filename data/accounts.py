"""Account strings (konteringsstreng) as the export dialog looks them up by the house's name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from peewee import JOIN

from data.account_codes import missing
from data.errors import UsageProblem
from data.listing import CustomerType
from data.models import AccountString, Building, tuples
from data.text import fold, sort_key, written
from data.words import N_

LEAST_LETTERS = 3
"""Fewer letters name no house: the field must be meant, not brushed."""


TELLING = ("article", "responsible_code", "service", "object_number", "project_number")
"""Article (varenummer), responsibility (ansvar), service, object and project."""


@dataclass(frozen=True, slots=True)
class AccountHit:
    """An account string the type-ahead offers."""

    id: int
    name: str
    customer_type: CustomerType
    codes: dict[str, str]
    """Empty while they have not been entered; asked for when a file is to be made."""
    building: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the required codes that nobody has entered; no file can be made without."""
        return missing(self.codes)

    def told_by(self, count: int = len(TELLING)) -> str:
        """Return the first of the codes that an accountant tells strings apart by."""
        return " ".join(filter(None, (self.codes.get(key) for key in TELLING[:count])))


def hits(text: str, customer_type: CustomerType) -> list[AccountHit]:
    """Return the active strings of a kind whose name holds `text`; none below three letters."""
    return fitting(text, strings(customer_type))


def fitting(text: str, among: Sequence[AccountHit]) -> list[AccountHit]:
    """Return those of some strings whose name holds `text`; none below three letters."""
    wanted = fold(text)
    if len(wanted) < LEAST_LETTERS:
        return []
    return [hit for hit in among if wanted in fold(hit.name)]


def strings(customer_type: CustomerType | None = None) -> list[AccountHit]:
    """Return the active account strings, by name."""
    query = (
        AccountString.select(
            AccountString.id,
            AccountString.name,
            AccountString.customer_type,
            AccountString.codes,
            Building.name,
        )
        .join(Building, join_type=JOIN.LEFT_OUTER)
        .where(AccountString.active)
    )
    if customer_type is not None:
        query = query.where(AccountString.customer_type == customer_type)
    found = [
        AccountHit(id_, name, kind, json.loads(codes), building or "")
        for id_, name, kind, codes, building in tuples(query)
    ]
    return sorted(found, key=lambda hit: (sort_key(hit.name), hit.customer_type))


def the_only_hit(text: str, customer_type: CustomerType) -> AccountHit:
    """Return the one active string of a kind that `text` names; raises as `the_one_of` does."""
    return the_one_of(strings(customer_type), text, customer_type)


def the_string_of(building: str, text: str, customer_type: CustomerType) -> AccountHit:
    """Return the active string that `text` names for an export; raises as `the_own_of` does."""
    return the_own_of(building, strings(customer_type), text, customer_type)


def the_own_of(
    building: str, among: Sequence[AccountHit], text: str, customer_type: CustomerType
) -> AccountHit:
    """Return the one of some strings that `text` names for an export of a building.

    Raises UsageProblem F502 as `the_one_of` does, and when it is another building's own. Only
    a building that has none of the kind, and so no line that needs one, may borrow.
    """
    hit = the_one_of(among, text, customer_type)
    has_own = any(each.building == building for each in among)
    if has_own and hit.building not in ("", building):
        raise UsageProblem(
            "F502",
            N_("«{name}» is the account string of {other}. You are exporting {building}."),
            name=hit.name,
            other=hit.building,
            building=building,
        )
    return hit


def the_one_of(among: Sequence[AccountHit], text: str, customer_type: CustomerType) -> AccountHit:
    """Return the one of some strings of a kind that `text` names.

    The whole name always names its string, though it is part of a longer one. Raises
    UsageProblem F502 when the text is too short, hits nothing or hits several.
    """
    found = fitting(text, among)
    exact = [hit for hit in found if fold(hit.name) == fold(text)]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    raise _no_hit(text, customer_type, found, [hit.name for hit in among])


def _no_hit(
    text: str, customer_type: CustomerType, found: list[AccountHit], names: list[str]
) -> UsageProblem:
    if len(fold(text)) < LEAST_LETTERS:
        return UsageProblem(
            "F502", N_("Enter at least three letters of the house's name in both fields.")
        )
    if found:
        return UsageProblem(
            "F502",
            N_("«{text}» fits several account strings: {names}. Write more of the name."),
            text=written(text),
            names=", ".join(hit.name for hit in found[:4]),
        )
    near = get_close_matches(text, names, n=1, cutoff=0.3)
    kinds: dict[CustomerType, str] = {
        "external": N_("«{text}» is no account string for external customers. Nearest: {nearest}."),
        "internal": N_("«{text}» is no account string for internal customers. Nearest: {nearest}."),
    }
    return UsageProblem(
        "F502", kinds[customer_type], text=written(text), nearest=near[0] if near else "-"
    )
