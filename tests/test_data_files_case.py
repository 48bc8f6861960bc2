"""A whole case file: settings, exports and rentals, or every bad place of it."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from data.details import Details, OrderLine, Organization, read, write
from data.errors import Refused
from data.files.case import read_case
from data.files.options import FileOptions
from data.formats import format_of
from data.sources import LARGEST
from tests.list_files import read_list

ROW: dict[str, Any] = {
    "id": 61001,
    "reservation_type": "event",
    "reservation_id": 8801,
    "cost": "1250.50",
    "from": "2026-10-01 18:00",
    "to": "2026-10-01 20:00",
    "organization_id": 31,
    "customer_type": "external",
    "customer_identifier_type": "organization_number",
    "customer_organization_number": "310366552",
    "customer_ssn": "06827518563",
    "customer_number": "99",
    "article_description": "Hallen:\r\nSal A",
    "description": "1. oktober",
    "source": {
        "contact_name": "Siri Moe",
        "application": {"street": "Veien 1", "zip_code": "9991", "city": "Ås"},
        "additional_invoice_information": "Best. 7",
    },
    "order_lines": [
        {
            "parent_mapping_id": 0,
            "name": "Sal",
            "article_code": "4231",
            "quantity": "2.5",
            "unit_price": "2.675",
            "amount": "100.00",
            "tax_code": 3,
            "tax_percent": 25,
            "tax": "25.00",
        }
    ],
    "payments": [{"status": "pending"}],
}
CASE: dict[str, Any] = {
    "schema": 1,
    "format": "agresso",
    "file": "external",
    "generation_date": "2026-11-09",
    "file_id": 40,
    "order_series": {"internal": 37, "external": 38},
    "config": {
        "output_files": "separated",
        "linebreak": "Windows",
        "voucher_client": "ny",
        "differentiate_org_payer": True,
        "att_3_id": "X",
        "article": "Vare",
        "dim_2": "Ansvar",
    },
    "account_code_sets": [{"id": 1, "name": "Hallen", "article": "4231", "unit_prefix": "I"}],
    "organizations": [
        {
            "id": 31,
            "name": "Ærfugl IL",
            "organization_number": "310366552",
            "customer_number": "10",
            "contacts": [{"name": "Kari"}, {"name": "Odd"}],
        },
        {"id": 32, "name": "Borte IL", "organization_number": "310073318", "active": False},
        {"id": 33, "name": "Betaler IL", "customer_organization_number": "310073318"},
    ],
    "exports": [
        {
            "id": 304,
            "building_name": "Hallen",
            "account_code_set": {"internal": None, "external": 1},
            "reservations": [ROW],
        }
    ],
}
DETAILS = Details(
    period="1. oktober",
    id_kind="organization_number",
    customer_number="99",
    other_id="06827518563",
    organization=Organization(31, "Ærfugl IL", "310366552", customer_number="10", contact="Kari"),
    contact="Siri Moe",
    street="Veien 1",
    zip_code="9991",
    city="Ås",
    additional_information="Best. 7",
    order_lines=(OrderLine("Sal", "4231", Decimal("2.5"), 268, 10000, "3", Decimal(25), 2500),),
    payments=("pending",),
)


def changed(path: str, value: object) -> bytes:
    case = deepcopy(CASE)
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    place: Any = case
    for step in way:
        place = place[step]
    place[last] = value
    if value is ...:
        del place[last]
    return json.dumps(case).encode()


def refused(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_case(content, "case.json")
    return caught.value


FIRST = "exports.0.reservations.0"


def test_a_case_is_a_batch_its_format_and_its_names() -> None:
    case = read_case(json.dumps(CASE).encode(), "case.json")
    assert case.format.key == "agresso"
    assert case.names == (
        "export_external_42.txt",
        "log_external_42.csv",
        "AktivbyLG04_external_42_261109.txt",
    )
    batch = case.batch
    assert (batch.customer_type, batch.generated) == ("external", date(2026, 11, 9))
    assert batch.last_order == 38
    assert batch.options == FileOptions(
        line_break="windows", voucher_client="ny", payer_switch=True, att_3_id="X"
    )
    assert (batch.headings.article, batch.headings.dim_2) == ("Vare", "Ansvar")
    [export] = batch.exports
    assert (export.number, export.building) == (304, "Hallen")
    assert export.codes == {"external": {"article": "4231", "unit_prefix": "I"}}
    [rental] = export.rentals
    assert (rental.id, rental.reservation_id, rental.price) == (61001, 8801, 125050)
    assert rental.starts == datetime(2026, 10, 1, 18)
    assert rental.text == "Hallen:\r\nSal A", "word for word"
    assert rental.details == DETAILS


def test_the_internal_file_is_made_first_and_has_its_own_series() -> None:
    case = read_case(changed("file", "internal"), "case.json")
    assert case.names.file == "export_internal_41.txt"
    assert case.batch.last_order == 37


def test_another_format_can_be_chosen() -> None:
    case = read_case(changed("format", ...), "case.json", format_of("factum"))
    assert case.names.delivered == "FACTUM_external_42_261109.xml"


def test_settings_of_ours_may_be_there() -> None:
    options = read_case(
        changed(
            "config",
            {"orders": "customer", "visma_running_number": "customer_article",
             "visma_quantity": "whole", "output_files": "single", "linebreak": "Linux"},
        ),
        "case.json",
    ).batch.options  # fmt: skip
    assert (options.orders, options.visma_quantity) == ("customer", "whole")
    assert (options.visma_running_number, options.output_files) == ("customer_article", "single")
    assert (options.line_break, options.voucher_client) == ("linux", "BY")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", 2),
        ("format", "ubw_xml"),
        ("file", "both"),
        ("generation_date", "9.11.2026"),
        ("file_id", "40"),
        ("order_series", {}),
        ("config.linebreak", "Mac"),
        ("config.differentiate_org_payer", "ja"),
        ("config.article", 7),
        ("exports.0.id", ...),
        ("exports.0.account_code_set.external", 2),
        ("exports.0.reservations", ...),
        (f"{FIRST}.cost", 1250.5),
        (f"{FIRST}.source.active", "ja"),
        (f"{FIRST}.order_lines", {}),
        (f"{FIRST}.order_lines.0", 7),
        (f"{FIRST}.order_lines.0.quantity", "mange"),
        (f"{FIRST}.order_lines.0.quantity", True),
        (f"{FIRST}.order_lines.0.tax_percent", "25 %"),
        (f"{FIRST}.order_lines.0.tax_code", -1),
        (f"{FIRST}.order_lines.0.amount", 100),
        (f"{FIRST}.order_lines.0.parent_mapping_id", "0"),
        (f"{FIRST}.payments.0.status", "betalt"),
        ("organizations.0.contacts", "Kari"),
        ("organizations.0.active", 1),
    ],
)
def test_a_bad_place_is_named(path: str, value: object) -> None:
    problem = refused(changed(path, value))
    assert problem.code == "F115"
    columns = [cell.column for cell in problem.cells]
    shown = path.replace(".0", "[0]")
    assert any(column.startswith(shown) for column in columns), columns
    assert all(cell.file == "case.json" for cell in problem.cells)


def test_what_is_no_json_or_too_large_is_refused() -> None:
    assert refused(b"{").code == "F118"
    assert refused(b" " * (LARGEST + 1)).code == "F111"


def test_an_organisation_is_looked_up_by_the_number_where_the_row_names_none() -> None:
    case = deepcopy(CASE)
    row = ROW | {"organization_id": None}
    case["exports"][0]["reservations"] = [
        row,
        row | {"id": 2, "customer_organization_number": "310073318"},
        row | {"id": 3, "customer_organization_number": "311026348"},
        row | {"id": 4, "customer_organization_number": None, "customer_identifier_type": "ssn"},
    ]
    [export] = read_case(json.dumps(case).encode(), "case.json").batch.exports
    found = [rental.details.organization for rental in export.rentals]
    assert [each and each.id for each in found] == [31, 33, None, None]
    looked_up = [rental.details.is_looked_up for rental in export.rentals]
    assert looked_up == [True, True, False, False]


def test_the_import_keeps_all_details_of_a_line() -> None:
    case = deepcopy(CASE)
    case["exports"][0]["reservations"][0]["order_lines"][0]["unit_price"] = "2.68"
    [line] = read_list(json.dumps(case).encode()).lines
    assert line.description == "Hallen:⏎Sal A"
    assert read(line.details) == replace(DETAILS, other_id="")
    assert "06827518563" not in line.details, "nobody is invoiced by it"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": {"active": False}}, {"is_active": False}),
        ({"source": {"deleted": True}}, {"is_active": False}),
        ({"source": None}, {"is_active": True, "contact": "", "street": ""}),
        ({"reservation_type": "booking", "source": {"group_contact": "Odd"}}, {"contact": "Odd"}),
        ({"reservation_type": "allocation"}, {"contact": ""}),
        ({"order_lines": None, "payments": None}, {"order_lines": (), "payments": ()}),
        ({"customer_identifier_type": None}, {"id_kind": "", "other_id": "06827518563"}),
        ({"customer_identifier_type": "ssn"}, {"id_kind": "ssn", "other_id": "310366552"}),
        ({"order_lines": [{"name": "x", "parent_mapping_id": 4, "tax_code": "38"}]},
         {"order_lines": (OrderLine("x", "", Decimal(1), 0, 0, "38", is_main=False),)}),
    ],
)  # fmt: skip
def test_details_follow_the_row(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    content = changed(FIRST, ROW | changes)
    [rental] = read_case(content, "case.json").batch.exports[0].rentals
    assert {name: getattr(rental.details, name) for name in expected} == expected
    assert read(write(rental.details)) == rental.details
