"""What the sample knows of its rentals beyond the list: enough for every invoice format."""

from __future__ import annotations

from collections import defaultdict

import pytest

from data import details
from data.files.batch import Batch, ExportPart, Rental, Written
from data.files.options import Headings
from data.files.rental import rental_of
from data.formats import format_of, formats
from data.sample import Municipality, municipality
from tests.test_data_sample import TODAY

SHORT = {"responsible_code": "4231", "object_number": "512", "article": "4231"}
"""Codes that the narrow fields of the older layouts can hold."""


@pytest.fixture(scope="module")
def sample() -> Municipality:
    return municipality(TODAY, lines=1200)


def batch(sample: Municipality) -> Batch:
    """Return September, which is clean, as its exports would hand it to a format."""
    month = sample.months[-2]
    codes = {
        (string.building, string.customer_type): {**string.codes, **SHORT}
        for string in month.reading.account_strings
    }
    by_building: dict[str, list[Rental]] = defaultdict(list)
    for line in month.reading.lines:
        by_building[line.building].append(rental_of(line))
    parts = tuple(
        ExportPart(
            number,
            building,
            {"external": codes[building, "external"], "internal": codes[building, "internal"]},
            tuple(rentals),
        )
        for number, (building, rentals) in enumerate(by_building.items(), 1)
    )
    headings = Headings(article="Artikkel", dim_1="Ansvar", dim_2="Tjeneste", dim_3="Objekt")
    return Batch("external", TODAY, parts, 38_001_450, headings=headings)


def written(sample: Municipality, key: str) -> Written:
    layout, wanted = format_of(key), batch(sample)
    made = layout.write(wanted)
    assert layout.read(made.content, wanted.options).amount == layout.carried(made)
    return made


@pytest.mark.parametrize("key", [layout.key for layout in formats()])
def test_every_format_can_carry_the_sample(sample: Municipality, key: str) -> None:
    made = written(sample, key)
    assert made.orders
    assert made.lines == sum(
        bool(rental.price) and rental.customer_type == "external"
        for part in batch(sample).exports
        for rental in part.rentals
    )


def test_formats_with_articles_and_tax_show_them(sample: Municipality) -> None:
    text = written(sample, "factum").content.decode("latin-1")
    assert "Lydanlegg" in text
    assert "<Avgift>75</Avgift>" in text
    assert "Rydding og vask" in text
    assert written(sample, "agresso").tax == 75_00 * text.count("<Avgift>75</Avgift>")


def test_formats_with_addresses_show_them(sample: Municipality) -> None:
    text = written(sample, "visma").content.decode("latin-1")
    assert any(street in text for street in ("Skolevegen", "Strandgata", "Øvregata", "Åsveien"))


def test_articles_cost_what_the_list_asks_with_tax_or_without_any(sample: Municipality) -> None:
    kinds = set()
    for line in (line for month in sample.months[-3:] for line in month.reading.lines):
        known = details.read(line.details)
        if known.order_lines:
            tax = sum(each.tax for each in known.order_lines)
            assert sum(each.amount for each in known.order_lines) + tax == line.price
            kinds.add(bool(tax))
    assert kinds == {True, False}


def test_an_organisation_is_known_by_the_same_number_everywhere(sample: Municipality) -> None:
    known: dict[tuple[str, str], int] = {}
    for line in (line for month in sample.months for line in month.reading.lines):
        organization = details.read(line.details).organization
        if organization is not None:
            assert organization.name == line.organization
            assert organization.customer_number == line.sub_customer
            key = (line.customer_id, line.sub_customer)
            assert known.setdefault(key, organization.id) == organization.id
    assert len(set(known.values())) == len(known) > 10


def test_only_months_that_the_program_exports_say_more_than_their_list() -> None:
    sample = municipality(TODAY)
    for month in sample.months[:-3]:
        assert not any(line.details for line in month.reading.lines)
    for month in sample.months[-3:]:
        known = sum(bool(line.details) for line in month.reading.lines)
        assert len(month.reading.lines) // 5 < known < len(month.reading.lines) // 2


def test_a_history_of_two_months_is_short_but_whole() -> None:
    assert len(municipality(TODAY, lines=600, months=2).months) == 2
