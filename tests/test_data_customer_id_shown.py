"""Customer ids as people see them: grouped, and masked where they may name a person."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.customer_id import mask, show
from data.listing import NOT_GIVEN


@pytest.mark.parametrize(
    ("text", "hidden", "full"),
    [
        ("311000004", "311 000 004", "311 000 004"),
        ("311.000.004", "311 000 004", "311 000 004"),
        ("15897499999", "158974 *****", "158974 99999"),
        ("158974 99999", "158974 *****", "158974 99999"),
        ("1589799999", "15897 *****", "15897 99999"),
        ("204518", "204518", "204518"),
        ("2,45076E+10", "2,45076E+10", "2,45076E+10"),
        ("2,4507699999E+10", "2,45076*****E+10", "2,4507699999E+10"),
        ("x15897499999", "x158974*****", "x15897499999"),
        ("158974999991", "158974******", "158974999991"),
        ("1234567", "1234567", "1234567"),
        (NOT_GIVEN, NOT_GIVEN, NOT_GIVEN),
        ("", "", ""),
    ],
)
def test_an_id_is_shown_grouped_and_hides_what_names_a_person(
    text: str, hidden: str, full: str
) -> None:
    assert show(text) == hidden
    assert show(text, full=True) == full


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("15897499999", "158974*****"),
        ("Kari 158974 99999, Per 158974-99999.", "Kari 158974 *****, Per 158974-*****."),
        ("nr1589799999x", "nr15897*****x"),
        ("١٥٨٩٧٤٩٩٩٩٩", "١٥٨٩٧٤*****"),
        ("311000004 og 204518", "311000004 og 204518"),
        ("48309 48306 1 234,50 31.10.2026 48309", "48309 48306 1 234,50 31.10.2026 48309"),
    ],
)
def test_free_text_loses_what_may_be_an_identity_number(text: str, hidden: str) -> None:
    assert mask(text) == hidden
    assert mask(hidden) == hidden


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from(("", " ", "-", ".")))
def test_the_last_five_digits_never_show(digits: str, separator: str) -> None:
    assume(digits[6:] not in digits[:6])
    written = digits[:6] + separator + digits[6:]
    assert digits[6:] not in mask(f"({written})")
    assert digits[6:] not in show(written)
    assert digits[6:] not in show(digits[1:])
