"""Account strings: found by part of the house's name, taken only when the name is one."""

from __future__ import annotations

import pytest

from data.accounts import AccountHit, fitting, hits, strings, the_one_of
from data.close import Close
from data.errors import UsageProblem
from tests.lists import bring, line


def known(*names: str) -> list[AccountHit]:
    return [AccountHit(number, name, "external", {}, name) for number, name in enumerate(names)]


def test_fewer_than_three_letters_name_no_house() -> None:
    assert fitting("me", known("Meyermarken")) == []
    assert [hit.name for hit in fitting("MEY", known("Meyermarken", "Åsen"))] == ["Meyermarken"]


def test_any_part_of_the_name_finds_it() -> None:
    assert [hit.name for hit in fitting("marken", known("Meyermarken"))] == ["Meyermarken"]


def test_the_whole_name_is_enough_though_another_one_holds_it() -> None:
    assert the_one_of(known("Hallen", "Storhallen"), "hallen", "external").name == "Hallen"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ha", "at least three letters"),
        ("hall", "several account strings: Hallen, Storhallen"),
        ("Hålen", "no account string for external customers. Nearest: Hallen"),
    ],
)
def test_a_name_that_is_not_one_string_says_why(text: str, says: str) -> None:
    with pytest.raises(UsageProblem, match=f"F502 .*{says}"):
        the_one_of(known("Hallen", "Storhallen"), text, "external")


def test_strings_of_the_store_stand_in_norwegian_order(close: Close) -> None:
    for number, name in enumerate(("Åsen", "Ærfugl", "Øya", "Bakken"), 1):
        bring(close, line(number, building=name), file=f"{name}.csv")

    names = [hit.name for hit in strings("internal")]

    assert names == ["Bakken", "Ærfugl", "Øya", "Åsen"]
    assert [hit.name for hit in hits("øya", "external")] == ["Øya"]


def test_a_string_is_told_by_its_article_first() -> None:
    codes = {"invoice_instruction": "Leie", "service": "38010", "article": "4231"}
    hit = AccountHit(1, "Hallen", "external", codes, "Hallen")
    assert (hit.told_by(), hit.told_by(1)) == ("4231 38010", "4231")
    assert AccountHit(1, "Hallen", "external", {}, "Hallen").told_by() == ""
