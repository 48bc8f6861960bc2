"""Batches for invoice files: one that is right, changed where a test wants it, or any at all."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import strategies as st

from data.details import NONE, Details, OrderLine, Organization, Payment
from data.errors import Problem
from data.files.batch import Batch, ExportPart, Record, Rental, Written
from data.files.options import FileOptions, Headings
from data.formats import Format, format_of, formats
from data.listing import LineType
from tests.hostile import HOSTILE

CODES = {
    "responsible_code": "1620",
    "article": "4231",
    "service": "38110",
    "object_number": "305",
    "project_number": "9",
    "unit_number": "441",
    "unit_prefix": "i",
    "invoice_instruction": "Leie av hall",
}
CLUB = Organization(31, "Ærfugl IL", "310366552", customer_number="10", contact="Siri Moe")
EVENT = Rental(
    id=61001,
    type="event",
    reservation_id=8801,
    building="Hallen",
    text="Hallen: Sal A",
    customer_type="external",
    customer_id="310366552",
    organization="Ærfugl IL",
    contact="Siri Moe",
    starts=datetime(2026, 10, 3, 10),
    ends=datetime(2026, 10, 3, 13),
    price=125050,
    details=Details(organization=CLUB, contact="Siri Moe"),
)
LINE = OrderLine("Sal", "4231", Decimal(5), 42000, 210000, "3", Decimal(25), 52500)


def rental(number: int = 0, **changes: Any) -> Rental:
    """Return the event, later and under another number, with some fields changed.

    A field of the details is changed under its own name.
    """
    known = {field.name for field in fields(Details)}
    kept = changes.pop("organization_name", EVENT.organization)
    details = {name: changes.pop(name) for name in [*changes] if name in known}
    moved = replace(
        EVENT,
        id=EVENT.id + number,
        reservation_id=EVENT.reservation_id + number,
        starts=EVENT.starts + timedelta(days=number),
        ends=EVENT.ends + timedelta(days=number),
        details=replace(EVENT.details, **details),
        organization=kept,
    )
    return replace(moved, **changes)


def line(**changes: Any) -> OrderLine:
    """Return the order line with some fields changed."""
    return replace(LINE, **changes)


def part(*rentals: Rental, number: int = 304, **codes: str) -> ExportPart:
    """Return an export with both kinds of account string, some codes changed."""
    chosen = CODES | codes
    return ExportPart(number, "Hallen", {"external": chosen, "internal": chosen}, rentals)


def batch(*parts: ExportPart | Rental, headings: str = "", **changes: Any) -> Batch:
    """Return the external batch of these exports; settings go by their names."""
    rentals = tuple(each for each in parts if isinstance(each, Rental))
    exports = tuple(each for each in parts if isinstance(each, ExportPart))
    known = {field.name for field in fields(FileOptions)}
    options = {name: changes.pop(name) for name in [*changes] if name in known}
    values: dict[str, Any] = {
        "customer_type": "external",
        "generated": date(2026, 11, 9),
        "exports": exports or (part(*rentals),),
        "last_order": 38001450,
        "options": FileOptions(**options),
        "headings": Headings(**{name: name.upper() for name in headings.split()}),
    }
    return Batch(**values | changes)


def write(key: str, made: Batch) -> Written:
    """Return the file of a format, which must read back as it was written."""
    layout = format_of(key)
    written = layout.write(made)
    read = layout.read(written.content, made.options)
    assert read.amount == layout.carried(written)
    assert len(read.orders) == len(written.orders)
    return written


def records(key: str, made: Batch) -> tuple[Record, ...]:
    """Return the records of the file of a batch."""
    return format_of(key).read(write(key, made).content, made.options).records


def values(record: Record) -> dict[str, str]:
    """Return the fields of a record by name."""
    return {field.name: field.text for field in record.fields}


def of_kind(key: str, kind: str, made: Batch) -> list[dict[str, str]]:
    """Return the fields of the records of one kind."""
    return [values(record) for record in records(key, made) if record.kind == kind]


def refusal(key: str, made: Batch) -> Problem:
    """Return why a batch is not written."""
    with pytest.raises(Problem) as caught:
        format_of(key).write(made)
    return caught.value


ALL: tuple[Format, ...] = formats()
KEYS = tuple(layout.key for layout in ALL)

TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        *HOSTILE, "", "Åsgård «Sal»", 'Lag "A"; nord', "a\r\nb\tc", "&amp; <b>", "1E5", " 5 ",
        "x" * 300, "…€—", "A\u030asgard",
    ]
)  # fmt: skip
CODE = st.sampled_from(["", "4231", "åæø", "38", " 12", "9999", "7", "x\ny", "…"])
PRICES = st.sampled_from([None, 0, -1, 1, 5, 99999999, 100000000, 12345, 12500, 10**14, 10**18])
IDS = st.sampled_from(
    ["310366552", "310 073 318", "41022", "410233", "06827518563", "12885840750", "00123", "1234"]
)
SAFE_IDS = ("310366552", "41022", "06827518563")
ORDER_LINES = st.builds(
    OrderLine,
    name=TEXTS,
    article=CODE,
    quantity=st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(8), Decimal("0.125")]),
    unit_price=st.integers(0, 10**6),
    amount=st.sampled_from([0, 1, 12345, 42000]),
    tax_code=st.sampled_from(["", "3", "38"]) | CODE,
    tax_percent=st.sampled_from([Decimal(0), Decimal(25), Decimal("12.5")]),
    tax=st.integers(0, 10**5),
    is_main=st.booleans(),
)
ORGANIZATIONS = st.builds(
    Organization,
    id=st.integers(1, 9),
    name=TEXTS,
    number=st.sampled_from(["", "310366552"]),
    payer=st.sampled_from(["", "310073318"]),
    customer_number=st.sampled_from(["", "10", "Å-7"]),
    street=TEXTS,
    zip_code=TEXTS,
    city=TEXTS,
    contact=TEXTS,
)
DETAILS = st.builds(
    Details,
    period=TEXTS,
    id_kind=st.sampled_from(["", "", "", "", "organization_number"]),
    customer_number=st.sampled_from(["", "10", "9"]),
    other_id=st.sampled_from(["", "310366552"]),
    organization=st.none() | ORGANIZATIONS,
    is_looked_up=st.booleans(),
    contact=TEXTS,
    street=TEXTS,
    zip_code=TEXTS,
    city=TEXTS,
    additional_information=TEXTS,
    is_active=st.sampled_from([True, True, True, True, False]),
    order_lines=st.lists(ORDER_LINES, max_size=3).map(tuple),
    payments=st.lists(st.sampled_from(get_args(Payment)), max_size=2).map(tuple),
)
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 10, 31))


def rentals(safe: bool) -> st.SearchStrategy[Rental]:
    """Return any rental; a safe one has an id and amounts that every layout can carry."""
    return st.builds(
        Rental,
        id=st.integers(1, 10**6),
        type=st.sampled_from(get_args(LineType)),
        reservation_id=st.integers(1, 10**6),
        building=TEXTS,
        text=TEXTS,
        customer_type=st.sampled_from(["external", "external", "external", "internal"]),
        customer_id=st.sampled_from(SAFE_IDS) if safe else IDS,
        organization=TEXTS,
        contact=TEXTS,
        starts=MOMENTS,
        ends=MOMENTS,
        price=st.integers(1, 10**7) | st.sampled_from([None, -5, 0]) if safe else PRICES,
        details=st.just(NONE) | DETAILS.map(_carried) if safe else DETAILS,
    )


def _carried(details: Details) -> Details:
    lines = tuple(
        replace(
            each,
            quantity=Decimal(int(each.quantity)),
            article="4231",
            tax_code="3",
        )
        for each in details.order_lines
    )
    return replace(details, id_kind="", order_lines=lines)


SETTINGS = st.builds(
    FileOptions,
    output_files=st.sampled_from(["separated", "single"]),
    line_break=st.sampled_from(["linux", "windows"]),
    orders=st.sampled_from(["export", "customer"]),
    payer_switch=st.booleans(),
    organization_value=CODE,
    voucher_client=CODE,
    voucher_type=CODE,
    att_1_id=CODE,
    visma_running_number=st.sampled_from(["customer", "customer_article"]),
    visma_quantity=st.sampled_from(["hundredths", "whole"]),
)
HEADINGS = st.builds(Headings, **{field.name: CODE for field in fields(Headings)})


@st.composite
def batches(draw: st.DrawFn, safe: bool = False) -> Batch:
    """Draw a batch of up to three exports."""
    codes = (
        st.just(CODES) if safe else st.fixed_dictionaries({}, optional=dict.fromkeys(CODES, CODE))
    )
    drawn = draw(st.lists(rentals(safe), min_size=1, max_size=5, unique_by=lambda each: each.id))
    parts = draw(st.integers(1, 3))
    exports = tuple(
        ExportPart(number, "Hallen", {"external": draw(codes), "internal": draw(codes)}, tuple(own))
        for number, own in enumerate((drawn[at::parts] for at in range(parts)), start=1)
    )
    return Batch(
        customer_type=draw(st.sampled_from(["external", "external", "internal"])),
        generated=draw(st.dates(date(2026, 1, 1), date(2027, 12, 31))),
        exports=exports,
        last_order=draw(st.sampled_from([1, 38001450, 999999997])),
        options=draw(SETTINGS),
        headings=draw(HEADINGS),
    )
