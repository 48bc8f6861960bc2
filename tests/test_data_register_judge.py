"""What the register says of a customer: always for attention, and never without its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.register.judge import CODES, FindingKind, is_unlike, judge_unit
from data.register.unit import Unit
from tests.test_house import modules_after
from tests.units import FIFTH, FIRST, SECOND, unit

DAY = date(2026, 11, 1)
CLUB = unit(FIRST)
SUB = unit(FIFTH, "ÆRFUGL IL AVD BALL", "BEDR", parent=FIRST)


def told(name: str, entry: Unit | None, parent: Unit | None = None) -> tuple[str, str]:
    """Return code and sentence of a finding; two empty texts where there is none."""
    number = str(entry.number) if entry else str(SECOND)
    found = judge_unit(number, name, entry, parent, DAY)
    if found is None:
        return "", ""
    assert found.number == number
    assert "01.11.2026" in str(found.text), "the register's date stands beside every judgement"
    return found.code, str(found.text)


def test_a_club_that_is_as_it_should_be_gives_no_remark() -> None:
    assert told("Ærfugl IL", CLUB) == ("", "")
    assert told("", CLUB) == ("", "")


def test_without_a_register_nothing_is_said() -> None:
    assert judge_unit(str(FIRST), "Ærfugl IL", None, None, None) is None


def test_case_08_a_number_that_is_not_found_is_a_warning_with_the_ways_it_may_be_so() -> None:
    code, text = told("Ærfugl IL", None)
    assert code == "F205"
    assert text.startswith("300 000 010 is not in the unit register of 01.11.2026: ")
    for way in ("deleted", "newer", "sub-unit"):
        assert way in text


@pytest.mark.parametrize(
    ("entry", "code", "says"),
    [
        (replace(CLUB, bankrupt=True), "F220", "is listed as bankrupt"),
        (replace(CLUB, winding_up=True), "F221", "is listed as being wound up"),
    ],
)
def test_the_bankrupt_and_the_dissolved_are_told(entry: Unit, code: str, says: str) -> None:
    assert told("Ærfugl IL", entry)[0] == code
    assert f"300 000 002 (ÆRFUGL IL) {says}" in told("Ærfugl IL", entry)[1]
    found = told("Ærfugl ball", SUB, entry)
    assert found[0] == code
    assert f"belongs to 300 000 002 (ÆRFUGL IL), which {says}" in found[1]


def test_bankrupt_goes_before_wound_up() -> None:
    assert told("Ærfugl IL", unit(FIRST, bankrupt=True, winding_up=True))[0] == "F220"


def test_a_sub_unit_names_the_main_unit_to_invoice() -> None:
    code, text = told("Ærfugl IL", SUB, CLUB)
    assert code == "F222"
    assert text.endswith("Invoice its main unit 300 000 002 (ÆRFUGL IL).")
    assert told("Ærfugl IL", SUB)[1].endswith("Invoice its main unit 300 000 002.")
    assert told("Ball", unit(FIFTH, "BALL", "AAFY"))[1].endswith("Invoice its main unit.")


def test_a_part_of_a_municipality_is_no_sub_unit() -> None:
    part = unit(FIRST, "ØRSTA OPPVEKST", "ORGL", parent=SECOND)
    assert told("Oppvekst", part, unit(SECOND, "ØRSTA KOMMUNE", bankrupt=True)) == ("", "")


def test_both_names_are_shown_where_they_differ() -> None:
    code, text = told("Bjørgvin Svømming", unit(FIRST, "BJØRGVIN TURN"))
    assert code == "F223"
    assert "is BJØRGVIN TURN in" in text
    assert "«Bjørgvin Svømming» on the line" in text


def test_another_name_is_told_beside_what_is_graver() -> None:
    code, text = told("Grendalaget", unit(FIRST, bankrupt=True))
    assert code == "F220"
    assert text.endswith("The line says «Grendalaget».")
    assert told("Grendalaget", SUB, CLUB)[1].endswith("The line says «Grendalaget».")


def test_a_sub_unit_may_be_called_as_its_main_unit_is() -> None:
    hall = unit(FIFTH, "BALLHALLEN", "BEDR", parent=FIRST)
    assert "The line says" not in told("Ærfugl IL", hall, CLUB)[1]


def test_every_kind_has_a_code_of_its_own() -> None:
    kinds: tuple[FindingKind, ...] = (
        "not_found", "bankrupt", "winding_up", "sub_unit", "name_differs",
    )  # fmt: skip
    assert set(CODES) == set(kinds)
    assert len(set(CODES.values())) == len(CODES)


def test_identity_numbers_in_names_are_not_told() -> None:
    number = "01819012345"
    for entry in (unit(FIRST, f"TURN {number}"), unit(FIRST, f"TURN {number}", bankrupt=True)):
        assert number not in told(f"Grendalaget {number}", entry)[1]


LIKE = [
    ("Ærfugl IL", "ÆRFUGL IDRETTSLAG"),
    ("Bjørgvin Turn", "BJØRGVIN TURN- OG IDRETTSFORENING"),
    ("BTIL", "BJØRGVIN TURN OG IDRETTSLAG"),
    ("Grendalaget", "NORDNES GRENDALAG"),
    ("Nes, Kari", "KARI NES"),
    ("Acme AS", "ACME HOLDING ASA"),
    ("Sportsklubben Varg", "VARG SK"),
    ("Nordnes", "NORDNES KOMMUNE"),
    ("Café Ø", "CAFE Ø AS"),
    ("Fjord Kraft", "FJORDKRAFT AS"),
    ("Havørn ballklub", "HAVØRN BALLKLUBB"),
    ("Stiftelsen Å", "Å STIFTELSE"),
    ("...", "ÆRFUGL IL"),
]
UNLIKE = [
    ("Bjørgvin Turn", "BJØRGVIN SVØMMING"),
    ("Ås IL", "ÅSANE IL"),
    ("Varg IL", "ULV IL"),
    ("Kulturskolen", "NORDNES KOMMUNE"),
    ("Kari Nes", "OLA NES"),
    ("Ærfugl IL", "HAVØRN IL"),
    ("Ås", "ÆS"),
]


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_what_people_call_a_club_is_its_name(one: str, other: str) -> None:
    assert not is_unlike(one, other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_another_organisation_is_another(one: str, other: str) -> None:
    assert is_unlike(one, other)


WORDS = st.lists(
    st.sampled_from(["ærfugl", "havørn", "turn", "ås", "il", "as", "nes", "og", "ballklubb"]),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip
NAMES = st.one_of(st.text(max_size=20), WORDS.map(" ".join))


@given(NAMES, NAMES)
def test_it_does_not_matter_which_name_is_whose(one: str, other: str) -> None:
    assert is_unlike(one, other) == is_unlike(other, one)


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert not is_unlike(name, name)


@given(WORDS, st.randoms(use_true_random=False))
def test_case_order_and_signs_do_not_count(words: list[str], random: object) -> None:
    shuffled = sorted(words, key=lambda _word: random.random())  # type: ignore[attr-defined]
    assert not is_unlike(" ".join(words), ", ".join(shuffled).upper())


@given(WORDS, WORDS)
def test_a_name_with_words_added_is_like_the_name(words: list[str], more: list[str]) -> None:
    assert not is_unlike(" ".join(words), " ".join([*more, *words]))


def test_judging_knows_no_store_and_no_reading() -> None:
    loaded = modules_after("import data.register.judge")
    assert loaded.isdisjoint({"peewee", "sqlite3", "data.sqlite", "ijson", "gzip"})
