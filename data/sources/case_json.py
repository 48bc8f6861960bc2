"""A case file: exports, their finished rentals and their account strings, as one JSON document."""

from __future__ import annotations

from dataclasses import dataclass

from data.account_codes import BY_KEY
from data.listing import (
    NOT_GIVEN,
    CustomerType,
    LineType,
    ListedAccountString,
    ListedLine,
    Reading,
    ReadOptions,
)
from data.sources import Source
from data.sources._json import Node, parse, refuse_if_bad
from data.words import N_

LINE_TYPES: dict[str, LineType] = {
    "event": "event",
    "allocation": "allocation",
    "booking": "booking",
}
CUSTOMER_TYPES: dict[str, CustomerType] = {"external": "external", "internal": "internal"}
ID_KEYS = {"organization_number": "customer_organization_number", "ssn": "customer_ssn"}
"""Which key holds the customer id, by the kind of id that was chosen."""


@dataclass(frozen=True, slots=True)
class _Organization:
    name: str
    sub_customer: str


@dataclass(frozen=True, slots=True)
class _CodeSet:
    name: str
    codes: dict[str, str]


def _recognises(content: bytes) -> bool:
    is_object = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object and b'"exports"' in content


def _read(content: bytes, options: ReadOptions) -> Reading:
    document = parse(content, options).object()
    schema = document.get("schema")
    if schema.number() != 1:
        schema.complain(N_("This program knows schema 1 only."))
    exports = [export.object() for export in document.get("exports").required_elements()]
    lines, repeated = _lines(exports, _organizations(document))
    account_strings = _account_strings(exports, _code_sets(document))
    building_ids = _building_ids(exports)
    refuse_if_bad(document)
    return Reading(
        SOURCE.key,
        lines=lines,
        account_strings=account_strings,
        repeated=repeated,
        building_ids=building_ids,
    )


def _organizations(document: Node) -> dict[int, _Organization]:
    return {
        organization.get("id").number(): _Organization(
            organization.get("name").required_text(),
            organization.get("customer_number").text(),
        )
        for organization in map(Node.object, document.get("organizations").elements())
    }


def _code_sets(document: Node) -> dict[int, _CodeSet]:
    sets: dict[int, _CodeSet] = {}
    for listed in map(Node.object, document.get("account_code_sets").elements()):
        codes = {key: listed.get(key).text() for key in BY_KEY}
        sets[listed.get("id").number()] = _CodeSet(
            listed.get("name").required_text(),
            {key: code for key, code in codes.items() if code},
        )
    return sets


def _building_ids(exports: list[Node]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for export in exports:
        listed = export.get("building_id")
        name = export.get("building_name").text()
        if not listed.is_null() and ids.setdefault(name, number := listed.number()) != number:
            listed.complain(N_("The building stands with two ids."))
    return ids


def _account_strings(
    exports: list[Node], sets: dict[int, _CodeSet]
) -> tuple[ListedAccountString, ...]:
    found: list[ListedAccountString] = []
    for export in exports:
        building = export.get("building_name").text()
        chosen = export.get("account_code_set")
        for customer_type in CUSTOMER_TYPES.values():
            choice = chosen.get(customer_type)
            if choice.is_null():
                continue
            code_set = sets.get(choice.number())
            if code_set is None:
                choice.complain(N_("No account string has this id."))
                continue
            listed = ListedAccountString(building, customer_type, code_set.name, code_set.codes)
            if listed not in found:
                found.append(listed)
    return tuple(found)


def _lines(
    exports: list[Node], organizations: dict[int, _Organization]
) -> tuple[tuple[ListedLine, ...], int]:
    lines: dict[int, ListedLine] = {}
    read = 0
    for export in exports:
        building = export.get("building_name").required_text()
        for reservation in export.get("reservations").required_elements():
            read += 1
            numbered = reservation.numbered(read).object()
            line = _line(numbered, building, organizations)
            if line is not None and lines.setdefault(line.id, line) != line:
                numbered.get("id").complain(N_("The same id stands twice with other content."))
    return tuple(lines.values()), read - len(lines)


def _line(
    reservation: Node, building: str, organizations: dict[int, _Organization]
) -> ListedLine | None:
    complaints = len(reservation.bad)
    organization = _organization(reservation.get("organization_id"), organizations)
    customer_type = reservation.get("customer_type").choice(CUSTOMER_TYPES)
    line_type = reservation.get("reservation_type").choice(LINE_TYPES)
    source = reservation.get("source")
    number = reservation.get("customer_number").text()
    if organization is not None and customer_type == "external":
        # An external customer is invoiced by the organisation's number of today.
        number = organization.sub_customer
    values = ListedLine(
        id=reservation.get("id").number(),
        type=line_type or "event",
        reservation_id=reservation.get("reservation_id").number(),
        description=reservation.get("article_description").text(),
        building=reservation.get("building_name").text() or building,
        organization=organization.name if organization else "",
        contact=source.get("contact_name").text() or source.get("group_contact").text(),
        customer_type=customer_type or "external",
        customer_id=_customer_id(reservation),
        starts=reservation.get("from").moment(),
        ends=reservation.get("to").moment(),
        price=reservation.get("cost").amount(),
        sub_customer=number,
    )
    if len(reservation.bad) == complaints and values.ends < values.starts:
        reservation.get("to").complain(N_("The rental ends before it starts."))
    return values if len(reservation.bad) == complaints else None


def _organization(listed: Node, organizations: dict[int, _Organization]) -> _Organization | None:
    if listed.is_null():
        return None
    found = organizations.get(listed.number())
    if found is None:
        listed.complain(N_("No organisation has this id."))
    return found


def _customer_id(reservation: Node) -> str:
    kind = reservation.get("customer_identifier_type")
    if kind.is_null():
        return NOT_GIVEN
    key = kind.choice(ID_KEYS)
    return reservation.get(key).text() if key else ""


SOURCE = Source(
    "case_json", N_("a case file with exports and account strings as JSON"), _recognises, _read
)
