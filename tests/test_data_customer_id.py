"""The judgement of customer ids: what is valid, what blocks, what is only pointed out."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.no import orgnr

from data.customer_id import STATES, Judgement, judge
from data.identity_number import has_right_check_digits
from data.listing import NOT_GIVEN, CustomerType

OCTOBER = date(2026, 10, 17)
ORGANIZATION = "999999999"
"""Right by its check digit and given to nobody."""
PERSON = "30108299920"
"""One of the official examples of the series from 2032."""
NINE_DIGITS = st.text("0123456789", min_size=9, max_size=9)
TYPES: st.SearchStrategy[CustomerType] = st.sampled_from(("external", "internal"))
ANY_ID = st.one_of(
    st.text(max_size=14),
    st.text("0123456789 .-E+,\u00a0", max_size=14),
    st.text("0123456789", min_size=5, max_size=12),
    st.just(NOT_GIVEN),
)


def external(raw: str, day: date = OCTOBER, test_mode: bool = False) -> Judgement:
    return judge(raw, "external", 420000, day, test_mode)


def code(raw: str, customer_type: CustomerType = "external", test_mode: bool = False) -> str:
    return judge(raw, customer_type, 420000, OCTOBER, test_mode).code


def completed(nine: str) -> str:
    """Return nine digits with two that make them right in one of the series; some always do."""
    fitting = (f"{nine}{last:02}" for last in range(100))
    return next(number for number in fitting if has_right_check_digits(number))


@pytest.mark.parametrize(
    ("raw", "kind", "canonical"),
    [
        (ORGANIZATION, "organization", ORGANIZATION),
        ("999 999 999", "organization", ORGANIZATION),
        ("999.999.999", "organization", ORGANIZATION),
        ("999\u00a0999\u202f999", "organization", ORGANIZATION),
        (" 999999999\u00a0", "organization", ORGANIZATION),
        (PERSON, "person", PERSON),
        ("301082 99920", "person", PERSON),
        ("301082-99920", "person", PERSON),
        ("02013299997", "person", "02013299997"),
        ("30108299920", "person", "30108299920"),
        ("30108299939", "person", "30108299939"),
    ],
)
def test_a_right_id_of_an_external_customer_is_valid(raw: str, kind: str, canonical: str) -> None:
    judgement = external(raw)
    assert (judgement.level, judgement.kind, judgement.canonical) == ("ok", kind, canonical)


@pytest.mark.parametrize("raw", ["20451", "204518", "012345", "204 518"])
def test_an_internal_customer_has_a_resource_number(raw: str) -> None:
    judgement = judge(raw, "internal", 100, OCTOBER, False)
    assert (judgement.code, judgement.kind) == ("ok_resource", "resource")
    assert judgement.canonical == raw.replace(" ", "")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        *(("", "missing"), ("  ", "missing"), ("-", "missing"), (NOT_GIVEN, "not_given")),
        *(("1234567", "wrong_length"), ("1234", "wrong_length"), ("123456789012", "wrong_length")),
        *(("999999998", "wrong_check_digit"), ("30108299921", "wrong_check_digit")),
        *(("30108299910", "wrong_check_digit"), ("1019012345", "ten_digits")),
        *(("2,45076E+10", "scientific"), ("2.45E10", "scientific"), ("3e+10", "scientific")),
        *(("99999999x", "letters"), ("Ola Nordmann", "letters"), ("NO999999999", "letters")),
        *(("９９９９９９９９９", "letters"), ("٩٩٩٩٩٩٩٩٩", "letters"), ("99999999²", "letters")),
        *(("999/999/999", "letters"), ("999,999,999", "letters"), ("-999999999", "letters")),
        *(("20451.0", "letters"), ("999999999.00", "letters")),
        *(("20451", "external_with_resource_number"), ("204518", "external_with_resource_number")),
        *(("00000000000", "impossible_date"), ("123456785", "unusual_first_digit")),
        *(("000000000", "unusual_first_digit"), ("311000004", "test_series")),
    ],
)
def test_each_fault_of_an_external_customer_has_its_code(raw: str, expected: str) -> None:
    assert code(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        *(("", "missing_resource"), (NOT_GIVEN, "missing_resource")),
        *((ORGANIZATION, "internal_with_external_id"), (PERSON, "internal_with_external_id")),
        *(("111111111", "internal_with_external_id"), ("1019012345", "ten_digits")),
        *(("1234567", "wrong_length"), ("2,45E+5", "scientific"), ("20451x", "letters")),
    ],
)
def test_each_fault_of_an_internal_customer_has_its_code(raw: str, expected: str) -> None:
    assert code(raw, "internal") == expected


@pytest.mark.parametrize(
    ("raw", "live", "test"),
    [
        ("311000004", "test_series", "ok_organization"),
        ("123456785", "unusual_first_digit", "ok_organization"),
        ("311000005", "wrong_check_digit", "wrong_check_digit"),
        ("15507600333", "h_number", "ok_person"),
        ("55507608360", "h_number", "ok_person"),
        ("12829499914", "test_series", "ok_person"),
        ("52829400197", "test_series", "ok_person"),
        ("12829499915", "wrong_check_digit", "wrong_check_digit"),
        ("17912099997", "test_series", "under_18"),
        (ORGANIZATION, "ok_organization", "ok_organization"),
        (PERSON, "ok_person", "ok_person"),
    ],
)
def test_the_test_series_is_accepted_in_test_mode_only(raw: str, live: str, test: str) -> None:
    assert code(raw) == live
    assert code(raw, test_mode=True) == test


@pytest.mark.parametrize("first", "89")
def test_numbers_of_the_health_services_own_series_block_in_every_mode(first: str) -> None:
    number = completed(f"{first}12345678")
    assert code(number) == code(number, test_mode=True) == "fh_number"


@pytest.mark.parametrize(
    "digits", ["310290101", "151390105", "156590101", "155390103", "001090101"]
)
def test_a_date_that_does_not_exist_blocks_though_the_check_digits_are_right(digits: str) -> None:
    number = completed(digits)
    assert code(number) == code(number, test_mode=True) == "impossible_date"


@given(st.integers(0, 999))
def test_d_numbers_are_valid(individual: int) -> None:
    number = completed(f"551076{individual:03}")
    assert external(number).code == "ok_person"


@pytest.mark.parametrize(
    ("number", "born", "last_day_under_18"),
    [
        ("05840399895", "2003-04-05", date(2021, 4, 4)),
        ("45840375084", "2003-04-05", date(2021, 4, 4)),
        ("05440355678", "2003-04-05", date(2021, 4, 4)),
        ("29820850090", "2008-02-29", date(2026, 2, 28)),
    ],
)
def test_age_is_counted_on_the_rental_day(number: str, born: str, last_day_under_18: date) -> None:
    of_age = last_day_under_18 + timedelta(days=1)
    young = judge(number, "external", 100, last_day_under_18, True)
    assert (young.code, young.level, young.kind) == ("under_18", "attention", "person")
    assert judge(number, "external", 100, of_age, True).code == "ok_person"
    assert judge(number, "external", 100, date.fromisoformat(born), True).code == "under_18"


def test_nobody_is_young_before_birth_in_the_new_series_or_from_2032() -> None:
    assert external("02013299997", date(2026, 10, 17)).code == "ok_person"
    assert external("30108299939", date(2026, 10, 17)).code == "ok_person"
    born_2020 = "17912099997"
    assert external(born_2020, date(2031, 12, 31), test_mode=True).code == "under_18"
    assert external(born_2020, date(2032, 1, 1), test_mode=True).code == "ok_person"


@given(ANY_ID, TYPES, st.booleans(), st.sampled_from((None, 0)))
def test_a_free_line_needs_no_id(
    raw: str, customer_type: CustomerType, test_mode: bool, price: int | None
) -> None:
    judgement = judge(raw, customer_type, price, OCTOBER, test_mode)
    assert (judgement.code, judgement.level) == ("free", "free")


@given(ANY_ID, TYPES, st.booleans())
def test_a_credit_is_judged_but_never_blocks(
    raw: str, customer_type: CustomerType, test_mode: bool
) -> None:
    payable, credit = (
        judge(raw, customer_type, price, OCTOBER, test_mode) for price in (45000, -45000)
    )
    assert (payable.kind, payable.canonical) == (credit.kind, credit.canonical)
    if payable.level == "blocked":
        assert (credit.code, credit.level) == (f"{payable.code}_on_credit", "attention")
        assert STATES[credit.code].error_code == STATES[payable.code].error_code
    else:
        assert credit == payable


@given(ANY_ID, TYPES, st.booleans(), st.sampled_from((None, 0, 1, -1)))
def test_every_judgement_is_declared_and_its_canonical_form_is_digits(
    raw: str, customer_type: CustomerType, test_mode: bool, price: int | None
) -> None:
    judgement = judge(raw, customer_type, price, OCTOBER, test_mode)
    assert judgement.level == STATES[judgement.code].level
    assert set(judgement.canonical) <= set("0123456789")
    assert (judgement.level != "ok") or judgement.canonical
    if judgement.canonical:
        assert judgement == judge(judgement.canonical, customer_type, price, OCTOBER, test_mode)


@given(ANY_ID, st.booleans())
def test_the_kinds_of_customer_never_share_a_valid_id(raw: str, test_mode: bool) -> None:
    levels = {judge(raw, kind, 1, OCTOBER, test_mode).level for kind in ("external", "internal")}
    assert "blocked" in levels


@given(NINE_DIGITS)
def test_organisation_numbers_agree_with_stdnum(digits: str) -> None:
    assert (code(digits) != "wrong_check_digit") == orgnr.is_valid(digits)


@given(NINE_DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_organisation_number_blocks(
    digits: str, place: int, change: int
) -> None:
    number = next(
        (digits[:8] + last for last in "0123456789" if orgnr.is_valid(digits[:8] + last)), ""
    )
    assume(number)
    wrong = f"{number[:place]}{(int(number[place]) + change) % 10}{number[place + 1 :]}"
    assert code(wrong) == code(wrong, test_mode=True) == "wrong_check_digit"


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_of_an_identity_number_blocks(nine: str, place: int, change: int) -> None:
    number = completed(nine)
    wrong = f"{number[:place]}{(int(number[place]) + change) % 10}{number[place + 1 :]}"
    assert code(wrong) == code(wrong, test_mode=True) == "wrong_check_digit"


def test_every_state_has_words_that_fit_its_place() -> None:
    for state in STATES.values():
        assert 0 < len(state.short) <= 11, state.code
        assert 0 < len(state.sentence) <= 78, state.code
        assert 0 < len(state.remedy) <= 78, state.code
        assert (state.error_code == "") == (state.level in {"ok", "free"}), state.code


def test_error_codes_are_in_range_and_tell_the_states_apart() -> None:
    known = [state for state in STATES.values() if not state.code.endswith("_on_credit")]
    codes = Counter(state.error_code for state in known if state.error_code)
    assert set(codes.values()) == {1}
    assert all(code.startswith("F2") and code not in {"F204", "F205"} for code in codes)
    assert STATES["missing"].error_code == "F201"
    assert STATES["wrong_check_digit"].error_code == "F202"
    assert STATES["test_series"].error_code == "F203"
    assert STATES["under_18"].error_code == "F206"
    assert STATES["missing_resource"].error_code == "F207"
