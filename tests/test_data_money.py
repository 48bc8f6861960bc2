"""Amounts: what is read, what is refused and why, and that nothing is lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UsageProblem
from data.money import from_decimal, parse_amount, plain, show, to_decimal

ORE = st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1234", 123400),
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("1312.5", 131250),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,50", 123450),
        ("1.234,50", 123450),
        ("1.234.567,5", 123456750),
        ("1 234 567", 123456700),
        ("1 234.50", 123450),
        (" 0,07\u00a0", 7),
        ("-450", -45000),
        ("\u2212450,00", -45000),
        ("-1 234,50", -123450),
        ("-0", 0),
        ("1234,500", 123450),
        ("1234.5000", 123450),
        ("0.500", 50),
        ("1,2300", 123),
        ("999999999999,99", 99999999999999),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, ore: int) -> None:
    assert parse_amount(text) == ore


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "kr 100", "100,-", "100 kr", "1e3", "1E3", "NaN", "inf", "1_000", "0x10"),
        *(
            "١٢٣",
            "²",
            "１２",
            "+100",
            "--1",
            "- 450",
            "–450",
            "(450)",
            "450-",
            ",50",
            "100,",
            "1,2,3",
        ),
        *("12 34", "1234 567", "1 23", "1.234.567", "1,234.50", "1.234 567,00", "1  234", "1\n234"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_amount(text)
    assert refused.value.code == "F310"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1.234", "Did you mean 1\u00a0234,00 or 1,23? Write the øre."),
        ("1,234", "Did you mean 1\u00a0234,00 or 1,23? Write the øre."),
        ("12.000", "Did you mean 12\u00a0000,00 or 12,00? Write the øre."),
        ("-1.500", "Did you mean -1\u00a0500,00 or -1,50? Write the øre."),
    ],
)
def test_thousands_or_decimals_is_asked_about(text: str, question: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_amount(text)
    assert refused.value.code == "F311"
    assert str(refused.value.phrase) == question


@pytest.mark.parametrize("text", ["1234,567", "0.001", "1 234,505", "1.234,567", "1.2340001"])
def test_parts_of_an_ore_are_refused(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_amount(text)
    assert refused.value.code == "F316"


@pytest.mark.parametrize("text", ["1000000000000", "9" * 5000])
def test_an_amount_beyond_reason_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_amount(text)
    assert refused.value.code == "F317"


def test_a_refusal_repeats_the_text_without_its_controls() -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_amount("\x1b[2J100")
    assert "\x1b" not in str(refused.value)
    assert "␛[2J100" in str(refused.value)


def test_amounts_are_shown_with_hard_spaces() -> None:
    assert show(123450) == "1\u00a0234,50"
    assert show(-45000) == "-450,00"
    assert show(-5) == "-0,05"
    assert show(0) == "0,00"
    assert plain(123450) == "1234.50"
    assert plain(-5) == "-0.05"


@given(ORE)
def test_what_is_shown_reads_back_to_the_same(ore: int) -> None:
    assert parse_amount(show(ore)) == ore
    assert parse_amount(plain(ore)) == ore
    assert parse_amount(show(ore).replace("\u00a0", ".")) == ore
    assert from_decimal(to_decimal(ore)) == ore


@given(st.text(st.sampled_from("0123456789 .,-\u2212\u00a0\u202feE_+٣"), max_size=14))
def test_an_accepted_text_has_the_digits_of_its_amount(text: str) -> None:
    try:
        ore = parse_amount(text)
    except UsageProblem:
        return
    written = "".join(sign for sign in text if sign in "0123456789")
    assert str(abs(ore)).strip("0") == written.strip("0")


@given(st.integers(), st.integers(min_value=3, max_value=8))
def test_a_decimal_with_parts_of_an_ore_is_never_rounded(number: int, places: int) -> None:
    value = Decimal(number * 10 + 1).scaleb(-places)
    with pytest.raises(ValueError, match=r"øre|amount"):
        from_decimal(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e12", "-1e999999"])
def test_a_decimal_that_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        from_decimal(Decimal(value))


def test_a_decimal_in_scientific_notation_is_only_a_number() -> None:
    assert from_decimal(Decimal("1.5E+3")) == 150000
    assert to_decimal(-5) == Decimal("-0.05")
