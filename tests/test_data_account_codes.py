"""The codes of an account string: one table of widths and headings, held to the layout."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.account_codes import BY_KEY, CODES, checked, complaint, missing, with_defaults
from data.errors import UsageProblem
from data.files.options import Headings
from tests.lists import CODES as GIVEN

AGRESSO = {
    "article": (283, 297), "dim_4": (886, 893), "dim_6": (906, 909), "dim_7": (910, 913),
    "unit_number": (914, 925), "dim_value_2": (926, 937), "dim_value_3": (938, 949),
    "dim_value_4": (950, 961), "dim_value_5": (962, 973), "dim_value_6": (974, 985),
    "dim_value_7": (986, 997), "invoice_instruction": (1061, 1180), "service": (870, 877),
    "object_number": (878, 885), "project_number": (894, 905),
}  # fmt: skip
"""First and last position of each code in the Agresso layout (formats.md 3.2)."""


def test_no_code_is_wider_than_its_place_in_the_file() -> None:
    widths = {key: last - first + 1 for key, (first, last) in AGRESSO.items()}
    assert {key: BY_KEY[key].width for key in widths} == widths
    assert BY_KEY["responsible_code"].width == 6, "Aktiv kommune's form takes six of eight"


def test_every_heading_switches_one_code_on() -> None:
    headings = [code.heading for code in CODES if code.heading]
    assert sorted(headings) == sorted(item.name for item in fields(Headings))


def test_what_the_manual_requires_is_missed_but_for_the_project() -> None:
    assert missing({}) == ("article", "service", "unit_number", "unit_prefix")
    assert missing({"article": " ", "service": "1", "unit_number": "1"}) == (
        "article",
        "unit_prefix",
    )
    assert with_defaults({})["project_number"] == "9"


def test_codes_are_kept_trimmed_and_only_those_that_are_set() -> None:
    kept = checked("Hallen", {**GIVEN, "article": " 4231 ", "dim_4": "  "})
    assert kept == {**GIVEN, "project_number": "9"}


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        ("artikel", "1", "F411 .*«Hallen».*artikel.*Possible: article"),
        ("article", "1" * 16, "F412 .*«Hallen».*article.*16 signs.*15"),
        ("dim_6", "12345", "F412 .*dim_6.*room for 4"),
        ("unit_prefix", "Ł", "F413 .*unit_prefix holds «Ł»"),
        ("invoice_instruction", "to\nlinjer", "F413 .*invoice_instruction"),
        ("service", "  ", "F414 .*service must have a value"),
    ],
)
def test_a_wrong_code_is_refused_by_string_and_code(code: str, text: str, says: str) -> None:
    with pytest.raises(UsageProblem, match=says):
        checked("Hallen", {**GIVEN, code: text})


@given(st.sampled_from(CODES), st.text(st.characters(max_codepoint=0x17F), max_size=130))
def test_what_is_not_complained_of_fits_its_place_in_the_file(code: object, text: str) -> None:
    assert hasattr(code, "key")
    if complaint("Hallen", code.key, text) is None:
        assert len(text.strip().encode("latin-1")) <= BY_KEY[code.key].width
