"""invoices over a whole month, and the report as a file."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from data.snapshot import short_digest
from tests.command_line import CommandLine

MONTH, HOUSE, TO = "2026-10", "Tømmervika kulturhus", "31.10.2026"
BASIS = ("--building", HOUSE, "--to", TO)


@pytest.fixture
def demo(fakturaklar: CommandLine, demo_store: Path) -> CommandLine:
    fakturaklar.use(demo_store)
    fakturaklar.patch.chdir(fakturaklar.folder)
    return fakturaklar


def who(row: dict[str, str]) -> tuple[str, ...]:
    return row["customer"], row["customer_id"], row["kind"]


def test_a_month_holds_the_customers_of_every_building(demo: CommandLine) -> None:
    month = demo.json("invoices", "--month", MONTH)
    of_house = demo.json("invoices", *BASIS)
    by_customer = {who(row): row for row in month["invoices"]}
    assert month["count"] == len(by_customer) > of_house["count"]
    for row in of_house["invoices"]:
        whole = by_customer[who(row)]
        assert whole["total"] == row["whole_total"]
        here = [part for part in row["buildings"] if part["building"] == HOUSE]
        assert Decimal(row["total"]) == sum(Decimal(part["total"]) for part in here)
    shared = [row for row in month["invoices"] if row["orders"] > 1]
    assert shared
    assert Decimal(month["total"]) == sum(Decimal(row["total"]) for row in month["invoices"])


def test_a_building_without_a_last_day_is_asked_about(demo: CommandLine) -> None:
    for call in (("--building", HOUSE), ("--season", "Høst", "--to", TO)):
        answer = demo("invoices", *call)
        assert (answer.status, answer.err[:4]) == (2, "F789")


def test_ids_of_a_month_are_masked_unless_asked_for(demo: CommandLine) -> None:
    masked = demo("invoices", "--month", MONTH, "--json")
    full = demo("invoices", "--month", MONTH, "--json", "--full-ids")
    assert "*****" in masked.out
    assert "*****" not in full.out
    assert "invoices" in demo("journal").out


@pytest.mark.parametrize(
    ("key", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("txt", b"")]
)
def test_a_report_is_written_once_and_its_digest_told(
    demo: CommandLine, key: str, begins: bytes
) -> None:
    made = demo.json("report", *BASIS, "--format", key)
    path = Path(made["file"])
    assert (path.parent, path.name) == (
        demo.folder,
        f"kontroll-tommervika-kulturhus-2026-10-31.{key}",
    )
    content = path.read_bytes()
    assert content.startswith(begins)
    assert hashlib.sha256(content).hexdigest() == made["sha256"]
    assert short_digest(made["sha256"], 16) in demo("journal", "--building", HOUSE).out
    again = demo("report", *BASIS, "--format", key)
    assert (again.status, again.err[:4]) == (2, "F712")


def test_a_report_in_an_unknown_format_is_refused(demo: CommandLine) -> None:
    answer = demo("report", *BASIS, "--format", "docx")
    assert (answer.status, answer.err[:4]) == (2, "F347")
    assert not list(demo.folder.glob("kontroll-*"))
