"""The parts of a case file: organisations, account strings, exports and their rentals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.account_codes import BY_KEY
from data.details import Details, IdKind, OrderLine, Organization, Payment, write
from data.listing import NOT_GIVEN, CustomerType, LineType, ListedLine
from data.sources._json import Node
from data.words import N_

LINE_TYPES: dict[str, LineType] = {
    "event": "event",
    "allocation": "allocation",
    "booking": "booking",
}
CUSTOMER_TYPES: dict[str, CustomerType] = {"external": "external", "internal": "internal"}
ID_KEYS = {"organization_number": "customer_organization_number", "ssn": "customer_ssn"}
"""Which key holds the customer id, by the kind of id that was chosen."""
ID_KINDS: dict[str, IdKind] = {"organization_number": "organization_number", "ssn": "ssn"}
PAYMENTS: dict[str, Payment] = {
    "new": "new",
    "pending": "pending",
    "completed": "completed",
    "voided": "voided",
    "partially_refunded": "partially_refunded",
    "refunded": "refunded",
}


@dataclass(frozen=True, slots=True)
class CodeSet:
    """An account string (konteringsstreng): its name and the codes that are set."""

    name: str
    codes: dict[str, str]


Organizations = Mapping[int, Organization]
"""By Aktiv kommune's id, in the order of the file."""


def require_schema(document: Node) -> None:
    """Complain unless the document has the schema this program knows."""
    schema = document.get("schema")
    if schema.number() != 1:
        schema.complain(N_("This program knows schema 1 only."))


def organizations_of(document: Node) -> Organizations:
    """Return every organisation of a case."""
    listed = map(Node.object, document.get("organizations").elements())
    return {each.get("id").number(): _organization(each) for each in listed}


def _organization(listed: Node) -> Organization:
    contacts = [contact.object() for contact in listed.get("contacts").elements()]
    return Organization(
        id=listed.get("id").number(),
        name=listed.get("name").required_text(),
        number=listed.get("organization_number").text(),
        payer=listed.get("customer_organization_number").text(),
        customer_number=listed.get("customer_number").text(),
        street=listed.get("street").text(),
        zip_code=listed.get("zip_code").text(),
        city=listed.get("city").text(),
        is_active=listed.get("active").flag(otherwise=True),
        contact=next((contact.get("name").text() for contact in contacts), ""),
    )


def code_sets_of(document: Node) -> dict[int, CodeSet]:
    """Return every account string of a case by its id."""
    sets: dict[int, CodeSet] = {}
    for listed in map(Node.object, document.get("account_code_sets").elements()):
        codes = {key: listed.get(key).text() for key in BY_KEY}
        sets[listed.get("id").number()] = CodeSet(
            listed.get("name").required_text(),
            {key: code for key, code in codes.items() if code},
        )
    return sets


def chosen_sets(export: Node, sets: Mapping[int, CodeSet]) -> dict[CustomerType, CodeSet]:
    """Return the account strings of an export by the kind of customer they serve."""
    chosen = export.get("account_code_set")
    found: dict[CustomerType, CodeSet] = {}
    for customer_type in CUSTOMER_TYPES.values():
        choice = chosen.get(customer_type)
        if choice.is_null():
            continue
        code_set = sets.get(choice.number())
        if code_set is None:
            choice.complain(N_("No account string has this id."))
        else:
            found[customer_type] = code_set
    return found


def numbered_rentals(export: Node, numbers: Iterator[int]) -> Iterator[Node]:
    """Yield the rentals of an export, each under the next number."""
    for rental in export.get("reservations").required_elements():
        yield rental.numbered(next(numbers)).object()


def line_of(rental: Node, building: str, organizations: Organizations) -> ListedLine | None:
    """Return a rental as a line with all its details, None when something is complained of."""
    complaints = len(rental.bad)
    organization = _named(rental.get("organization_id"), organizations)
    customer_type = rental.get("customer_type").choice(CUSTOMER_TYPES)
    line_type = rental.get("reservation_type").choice(LINE_TYPES) or "event"
    source = rental.get("source")
    number = rental.get("customer_number").text()
    details = _details(rental, line_type, organization, organizations)
    if organization is not None and customer_type == "external":
        # An external customer is invoiced by the organisation's number of today.
        number = organization.customer_number
    values = ListedLine(
        id=rental.get("id").number(),
        type=line_type,
        reservation_id=rental.get("reservation_id").number(),
        description=rental.get("article_description").text(),
        building=rental.get("building_name").text() or building,
        organization=organization.name if organization else "",
        contact=source.get("contact_name").text() or source.get("group_contact").text(),
        customer_type=customer_type or "external",
        customer_id=_customer_id(rental),
        starts=rental.get("from").moment(),
        ends=rental.get("to").moment(),
        price=rental.get("cost").amount(),
        sub_customer=number,
        details=write(details),
    )
    if len(rental.bad) == complaints and values.ends < values.starts:
        rental.get("to").complain(N_("The rental ends before it starts."))
    return values if len(rental.bad) == complaints else None


def _named(listed: Node, organizations: Organizations) -> Organization | None:
    if listed.is_null():
        return None
    found = organizations.get(listed.number())
    if found is None:
        listed.complain(N_("No organisation has this id."))
    return found


def _customer_id(rental: Node) -> str:
    kind = rental.get("customer_identifier_type")
    if kind.is_null():
        return NOT_GIVEN
    key = kind.choice(ID_KEYS)
    return rental.get(key).text() if key else ""


def _details(
    rental: Node,
    line_type: LineType,
    organization: Organization | None,
    organizations: Organizations,
) -> Details:
    source = rental.get("source")
    application = source.get("application")
    kind = ID_KINDS.get(str(rental.get("customer_identifier_type").value), "")
    other = rental.get(ID_KEYS["organization_number" if kind == "ssn" else "ssn"]).text()
    contacts = {"event": "contact_name", "booking": "group_contact"}
    found = organization or _with_number(
        rental.get("customer_organization_number").text(), organizations
    )
    return Details(
        period=rental.get("description").text(),
        id_kind=kind,
        customer_number=rental.get("customer_number").text(),
        # An identity number that nobody is invoiced by is not stored.
        other_id=other if kind == "ssn" or rental.is_verbatim else "",
        organization=found,
        is_looked_up=organization is None and found is not None,
        contact=source.get(contacts[line_type]).text() if line_type in contacts else "",
        street=application.get("street").text(),
        zip_code=application.get("zip_code").text(),
        city=application.get("city").text(),
        additional_information=source.get("additional_invoice_information").text(),
        is_active=source.get("active").flag(True) and not source.get("deleted").flag(False),
        order_lines=tuple(map(_order_line, rental.get("order_lines").elements())),
        payments=tuple(map(_payment, rental.get("payments").elements())),
    )


def _with_number(number: str, organizations: Organizations) -> Organization | None:
    """Return the first active organisation that has or pays by this number (formats.md 4.1)."""
    if not number:
        return None
    active = (each for each in organizations.values() if each.is_active)
    return next((each for each in active if number in (each.number, each.payer)), None)


def _order_line(listed: Node) -> OrderLine:
    listed.object()
    parent, tax_code = listed.get("parent_mapping_id"), listed.get("tax_code")
    return OrderLine(
        name=listed.get("name").text(),
        article=listed.get("article_code").text(),
        quantity=listed.get("quantity").decimal(Decimal(1)),
        unit_price=listed.get("unit_price").amount() or 0,
        amount=listed.get("amount").amount() or 0,
        tax_code=str(tax_code.number(0)) if type(tax_code.value) is int else tax_code.text(),
        tax_percent=listed.get("tax_percent").decimal(Decimal(0)),
        tax=listed.get("tax").amount() or 0,
        is_main=parent.is_null() or parent.number(0) == 0,
    )


def _payment(listed: Node) -> Payment:
    return listed.object().get("status").choice(PAYMENTS) or "new"
