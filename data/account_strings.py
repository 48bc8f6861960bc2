"""Part AccountStrings: the codes that accounting knows a house by, entered and kept right.

An export keeps the string it was made with. The codes are those of the day on which the file is
generated: a code that is put right here needs no new export.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from data.account_codes import checked
from data.accounts import LEAST_LETTERS, AccountHit
from data.buildings import building_named
from data.errors import Problem, UsageProblem
from data.journal import Event, Journal
from data.listing import CustomerType
from data.models import AccountString, Building
from data.store import change
from data.text import clean, fold, mask, written
from data.words import N_

LONGEST_NAME = 60

DEACTIVATE_REASONS = (
    N_("entered twice"),
    N_("the building is closed"),
    N_("the building is invoiced with another string"),
)
"""Stock reasons for taking a string out of use, chosen by one digit."""


def _event(key: str, sentence: str) -> Event:
    # A string may serve any building, and point 8 of each is judged by the strings there are.
    return Event(key, sentence, concerns_all=True, needs_building=False, leaves="lines")


ADDED = _event("account_string_added", N_("account string {name} ({kind}) for {building}: {codes}"))
CHANGED = _event("account_string_changed", N_("account string {name} ({kind}) changed: {changes}"))
DEACTIVATED = _event(
    "account_string_deactivated", N_("account string {name} ({kind}) out of use: {reason}")
)


class AccountStrings:
    """Adds, changes and deactivates account strings; past exports keep theirs."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def add(
        self, name: str, kind: CustomerType, building: str, codes: Mapping[str, str]
    ) -> AccountHit:
        """Add a string; one of that name that is out of use comes back with the new codes.

        `building` is empty for a string that several use. Raises UsageProblem F411 to F414 as
        `checked` does, F415 when the name is taken, F416 when it is none, F319 for a building
        that there is none of.
        """
        with change():
            known = _named(kind, name)
            if known is not None and known.active:
                raise _name_taken(known)
            return self._enter(known, name, kind, building, checked(_name(name), codes))

    def change(
        self, string_id: int, *, name: str, building: str, codes: Mapping[str, str]
    ) -> AccountHit:
        """Change a string in use; the kind of customer stays, as exports were made by it.

        Nothing is written when nothing differs. Raises as `add`, and F417 when there is none.
        """
        with change():
            row = _row(string_id)
            if fold(name) == row.name_key:
                name = row.name
            elif (other := _named(_kind(row), name)) is not None:
                raise _name_taken(other)
            else:
                name = _name(name)
            return self._alter(row, name, building, checked(name, codes))

    def deactivate(self, string_id: int, reason: str) -> None:
        """Take a string out of use; it stays with the exports that were made with it.

        Raises UsageProblem F417 when there is none of that number, Problem F418 without a reason.
        """
        if not written(reason):
            raise Problem("F418", N_("Taking a string out of use needs a reason. Write why."))
        with change():
            self._retire(_row(string_id), written(reason))

    def keep(
        self,
        name: str,
        kind: CustomerType,
        building: str,
        codes: Mapping[str, str],
        *,
        is_active: bool = True,
        reason: str = "",
    ) -> None:
        """Let the string of that name and kind be as told, whatever it is now; for a file.

        Codes that nobody has entered yet may stay so. Writes nothing when all is as told. Inside
        the caller's transaction; raises as `add`.
        """
        known = _named(kind, name)
        if known is not None and _is_as_told(known, building, codes, is_active):
            return
        wanted = checked(written(name), codes) if codes else {}
        if known is None or (is_active and not known.active):
            hit = self._enter(known, name, kind, building, wanted)
            known = AccountString.get_by_id(hit.id)
        else:
            self._alter(known, known.name, building, wanted)
        if not is_active and known.active:
            self._retire(known, reason)

    def _enter(
        self,
        known: AccountString | None,
        name: str,
        kind: CustomerType,
        building: str,
        codes: dict[str, str],
    ) -> AccountHit:
        row = known or AccountString(customer_type=kind, name=_name(name))
        row.name_key = fold(row.name)
        row.building, row.codes, row.active = _building(building), _json(codes), True
        row.save()
        self._journal.write(
            ADDED, None, name=row.name, kind=kind, building=building or "-", codes=_told({}, codes)
        )
        return _hit(row)

    def _alter(
        self, row: AccountString, name: str, building: str, codes: dict[str, str]
    ) -> AccountHit:
        before, had = _hit(row), json.loads(row.codes)
        told = [_told(had, codes)] if had != codes else []
        if row.name != name:
            told.append(f"{row.name} -> {name}")
        place = _building(building)
        if before.building != (place.name if place else ""):
            told.append(f"{before.building or '-'} -> {place.name if place else '-'}")
        if not told:
            return before
        row.name, row.name_key = name, fold(name)
        row.building, row.codes = place, _json(codes)
        row.save()
        self._journal.write(
            CHANGED, None, name=name, kind=row.customer_type, changes="; ".join(told)
        )
        return _hit(row)

    def _retire(self, row: AccountString, reason: str) -> None:
        row.active = False
        row.save()
        self._journal.write(
            DEACTIVATED, None, name=row.name, kind=row.customer_type, reason=reason or "-"
        )


def _name(name: str) -> str:
    """Return a name as it is kept: harmless, and long enough to be typed in the export."""
    found = mask(" ".join(clean(name).split()))
    if not LEAST_LETTERS <= len(fold(found)) <= LONGEST_NAME:
        raise UsageProblem(
            "F416",
            N_("«{name}» is no name of an account string. It takes {least} to {most} letters."),
            name=found[:LONGEST_NAME],
            least=LEAST_LETTERS,
            most=LONGEST_NAME,
        )
    return found


def _named(kind: CustomerType, name: str) -> AccountString | None:
    return AccountString.get_or_none(
        AccountString.customer_type == kind, AccountString.name_key == fold(clean(name))
    )


def _row(string_id: int) -> AccountString:
    row: AccountString | None = AccountString.get_or_none(
        AccountString.id == string_id, AccountString.active
    )
    if row is None:
        raise UsageProblem(
            "F417", N_("There is no account string of number {number} in use."), number=string_id
        )
    return row


def _name_taken(row: AccountString) -> UsageProblem:
    return UsageProblem(
        "F415",
        N_("An account string is called «{name}» already. Change that one, or write more."),
        name=row.name,
    )


def _building(name: str) -> Building | None:
    return building_named(name) if name.strip() else None


def _kind(row: AccountString) -> CustomerType:
    return cast("CustomerType", row.customer_type)


def _hit(row: AccountString) -> AccountHit:
    place: Building | None = row.building
    name = place.name if place is not None else ""
    return AccountHit(row.id, row.name, _kind(row), json.loads(row.codes), name)


def _is_as_told(
    row: AccountString, building: str, codes: Mapping[str, str], is_active: bool
) -> bool:
    hit = _hit(row)
    told = (fold(building), dict(codes), is_active)
    return (fold(hit.building), hit.codes, row.active) == told


def _json(codes: Mapping[str, str]) -> str:
    return json.dumps(dict(codes), ensure_ascii=False, sort_keys=True)


def _told(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return which codes are other now, for the journal."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    parts = [
        f"{key} {before[key]} -> {after.get(key, '-')}" if key in before else f"{key} {after[key]}"
        for key in keys
    ]
    return mask(", ".join(parts)) or "-"
