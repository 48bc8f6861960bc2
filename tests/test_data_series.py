"""Order numbers: taken in order, never twice, never past the end of the series."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.close import Close
from data.errors import Problem, UsageProblem
from data.files.series import HIGHEST, OrderSeries, Series, claim
from data.listing import CustomerType
from data.models import FileOrder, InvoiceFile, JournalRow
from data.store import change

BERGEN = {
    "series.external.first": 37_000_000,
    "series.external.last": 37_999_999,
    "series.external.used": 37_000_411,
}


def file_with(number: int, kind: CustomerType = "external") -> None:
    """Keep an order under that number, as a generated file would."""
    file = InvoiceFile.create(
        generation=1, request=f"{kind}-{number}", month=date(2026, 10, 1), customer_type=kind,
        format="agresso", name="2611091", log_name="log", delivered_name="2611091", content=b"",
        log=b"", sha256="",
        log_sha256="", options="{}", generated_on=date(2026, 11, 9), orders=1, lines=1, amount=100,
        operator="Kari Nes", at=datetime(2026, 11, 9, tzinfo=UTC),
    )  # fmt: skip
    FileOrder.create(file=file, number=number, customer="", customer_id="", lines=1, amount=100)


@given(st.integers(1, 10**6), st.integers(0, 500), st.lists(st.integers(0, 60), max_size=12))
def test_claims_follow_each_other_and_stop_at_the_end(
    first: int, size: int, counts: list[int]
) -> None:
    series = Series(first, first + size, first - 1)
    given_out: list[int] = []
    for count in counts:
        if count > series.left:
            with pytest.raises(Problem, match="F605"):
                claim(OrderSeries(external=series), "external", count)
            continue
        numbers = claim(OrderSeries(external=series), "external", count)
        given_out += numbers
        if numbers:
            series = Series(series.first, series.last, numbers[-1])
    assert given_out == list(range(first, first + len(given_out)))
    assert len(given_out) <= size + 1


def test_a_new_store_begins_as_aktiv_kommune_does(close: Close) -> None:
    assert close.settings.claim_orders("external", 1) == 2
    assert close.settings.options().series == OrderSeries(external=Series(1, HIGHEST, 2))


def test_a_claim_belongs_to_the_transaction_that_makes_the_file(close: Close) -> None:
    close.settings.change(dict(BERGEN))
    entries = JournalRow.select().count()

    def broken_off() -> None:
        with change():
            assert close.settings.claim_orders("external", 3) == 37_000_412
            raise Problem("F604", "the disk is full")

    with pytest.raises(Problem, match="F604"):
        broken_off()
    assert close.settings.claim_orders("external", 3) == 37_000_412
    assert close.settings.claim_orders("external", 1) == 37_000_415
    assert close.settings.claim_orders("internal", 0) == 2
    assert close.settings.options().series.internal.used == 1
    assert JournalRow.select().count() == entries, "the file's own entry tells of its numbers"


def test_a_series_that_is_too_short_says_what_is_left_and_uses_nothing(close: Close) -> None:
    close.settings.change({**BERGEN, "series.external.last": 37_000_413})
    with pytest.raises(Problem, match=r"F605 .*2 numbers left up to 37000413, and 3 are needed"):
        close.settings.claim_orders("external", 3)
    assert close.settings.claim_orders("external", 2) == 37_000_412


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"series.external.used": 1_000}, "series.external.used is 1000"),
        ({"series.external.last": 37_000_000, "series.external.used": 37_000_001}, "used"),
        ({"series.external.last": 36_999_999}, "series.external.last"),
        ({"series.external.first": 0}, "series.external.first"),
        ({"series.external.last": HIGHEST + 1}, "series.external.last"),
        ({"series.internal.used": 0, "series.internal.first": 5}, "series.internal.used"),
    ],
)
def test_a_series_that_cannot_be_is_refused_by_key(
    close: Close, values: dict[str, object], key: str
) -> None:
    close.settings.change(dict(BERGEN))
    with pytest.raises(UsageProblem, match=f"F910 .*{key}"):
        close.settings.change(values)
    assert close.settings.options().series.external.used == 37_000_411


def test_a_number_that_stands_on_an_order_is_never_given_out_again(close: Close) -> None:
    close.settings.change(dict(BERGEN))
    first = close.settings.claim_orders("external", 2)
    file_with(first + 1)

    with pytest.raises(UsageProblem, match=r"F910 series\.external\.used is 37000412.*37000413"):
        close.settings.change({"series.external.used": first})
    # Each kind has its own: what one used binds the other to nothing.
    close.settings.change({"series.internal.used": 40})
    close.settings.change({"series.external.used": 37_000_500})
    assert close.settings.claim_orders("external", 1) == 37_000_501


def test_nothing_used_yet_is_one_below_the_first(close: Close) -> None:
    close.settings.change(
        {
            "series.internal.first": 38_000_000,
            "series.internal.last": 38_999_999,
            "series.internal.used": 37_999_999,
        }
    )
    assert close.settings.claim_orders("internal", 1) == 38_000_000
