"""Account strings are entered, changed and retired, each time with its entry in the journal."""

from __future__ import annotations

import pytest

from data.account_strings import AccountStrings
from data.accounts import AccountHit, strings
from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import AccountString, JournalRow
from tests.lists import CODES, bring, export_all, hall, line


def told(close: Close) -> str:
    return str(close.journal.entries(limit=1)[0].text)


def of_the_hall(close: Close) -> AccountHit:
    bring(close, line(1))
    return next(hit for hit in strings("external") if hit.name == "Hallen")


@pytest.fixture
def part(close: Close) -> AccountStrings:
    return close.account_strings


def test_a_string_is_added_for_a_building_or_for_several(
    close: Close, part: AccountStrings
) -> None:
    bring(close, line(1))
    hit = part.add("4231 Hallen", "external", "hallen", {**CODES, "dim_4": " "})
    part.add("Felles", "internal", "", CODES)

    assert hit.codes == {**CODES, "project_number": "9"}
    assert (hit.building, hit.missing) == ("Hallen", ())
    assert told(close) == (
        "account string Felles (internal) for -: article 4231, service 38110,"
        " project_number 9, unit_number 4410, unit_prefix I"
    )
    assert [hit.name for hit in strings()] == ["4231 Hallen", "Felles", "Hallen", "Hallen"]


def test_a_change_says_what_was_and_what_is(close: Close, part: AccountStrings) -> None:
    hit = of_the_hall(close)
    assert hit.missing
    part.change(hit.id, name=hit.name, building="Hallen", codes=CODES)
    part.change(hit.id, name="4239 Hallen", building="", codes={**CODES, "article": "4239"})

    assert told(close) == (
        "account string 4239 Hallen (external) changed:"
        " article 4231 -> 4239; Hallen -> 4239 Hallen; Hallen -> -"
    )
    assert next(h for h in strings("external")).codes["article"] == "4239"


def test_the_same_again_writes_nothing(close: Close, part: AccountStrings) -> None:
    hit = of_the_hall(close)
    part.change(hit.id, name=hit.name, building="Hallen", codes=CODES)
    before = JournalRow.select().count()
    part.change(hit.id, name="HALLEN", building="hallen", codes={**CODES, "project_number": "9"})
    assert JournalRow.select().count() == before


@pytest.mark.parametrize(
    ("name", "building", "codes", "says"),
    [
        ("Hallen", "Hallen", CODES, "F415 .*«Hallen»"),
        ("ab", "Hallen", CODES, "F416 .*3 to 60"),
        ("x" * 61, "Hallen", CODES, "F416"),
        ("Nye", "Halen", CODES, "F319 .*nearest is Hallen"),
        ("Nye", "Hallen", {**CODES, "service": ""}, "F414 .*«Nye».*service"),
        ("Nye", "Hallen", {**CODES, "dim_7": "12345"}, "F412 .*«Nye».*dim_7"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_added(
    close: Close, part: AccountStrings, name: str, building: str, codes: dict[str, str], says: str
) -> None:
    of_the_hall(close)
    before = JournalRow.select().count(), AccountString.select().count()
    with pytest.raises(UsageProblem, match=says):
        part.add(name, "external", building, codes)
    assert (JournalRow.select().count(), AccountString.select().count()) == before


def test_another_strings_name_is_not_taken(close: Close, part: AccountStrings) -> None:
    hit = of_the_hall(close)
    part.add("Felles", "external", "", CODES)
    with pytest.raises(UsageProblem, match=r"F415 .*«Felles»"):
        part.change(hit.id, name="felles", building="Hallen", codes=CODES)
    part.add("Felles", "internal", "", CODES)


def test_a_string_out_of_use_stays_with_its_exports_and_can_come_back(
    close: Close, part: AccountStrings
) -> None:
    hit = of_the_hall(close)
    number = export_all(close, hall(close))
    with pytest.raises(Problem, match="F418"):
        part.deactivate(hit.id, " ")
    part.deactivate(hit.id, "bygget er stengt")

    assert told(close).endswith("Hallen (external) out of use: bygget er stengt")
    assert strings("external") == []
    assert close.exports.export(number).external == "Hallen"
    with pytest.raises(UsageProblem, match="F417"):
        part.change(hit.id, name="Hallen", building="Hallen", codes=CODES)
    again = part.add("hallen", "external", "Hallen", CODES)
    assert (again.id, again.name) == (hit.id, "Hallen")


def test_an_identity_number_in_a_code_is_masked_in_the_journal(
    close: Close, part: AccountStrings
) -> None:
    part.add("Felles", "external", "", {**CODES, "invoice_instruction": "ring 15897412345"})
    assert "158974*****" in told(close)
    assert "15897412345" not in told(close)
