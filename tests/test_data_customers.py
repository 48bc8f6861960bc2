"""The customers of a basis across buildings and months: what is asked, and what is not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from data.close import Close
from data.views import Finding, Scope
from tests.lists import OTHER_CLUB, TO, bring, export_all, hall, line

PERSON, OTHER_PERSON = "12829499914", "06895099991"
UNIT: dict[str, Any] = {"customer_type": "internal", "customer_id": "204518"}
BEFORE: dict[str, Any] = {"starts": datetime(2026, 3, 3, 10), "ends": datetime(2026, 3, 3, 12)}
LONG_AGO: dict[str, Any] = {"starts": datetime(2025, 9, 3, 10), "ends": datetime(2025, 9, 3, 12)}


def asked(close: Close, *kinds: str, scope: Scope | None = None) -> list[Finding]:
    """Return the questions about customers, of some kinds or of all."""
    every = {
        "two_ids", "one_id_two_names", "near_equal_names", "kind_clash", "sub_customers",
        "unit_register",
    }  # fmt: skip
    findings = close.control.view(scope or hall(close)).points[0].findings
    return [found for found in findings if found.kind in (kinds or every)]


def sentence(found: Finding) -> str:
    return str(found.text).replace("\u00a0", " ")


def test_case_07_one_customer_with_two_ids_is_asked_about(close: Close) -> None:
    bring(close, line(1), line(2), line(3, customer_id=OTHER_CLUB))

    (found,) = asked(close)

    assert (found.kind, found.lines, found.stops) == ("two_ids", (1, 2, 3), False)
    assert sentence(found) == (
        "F204 Ærfugl IL has several customer ids: 310 366 552 (2 lines, here),"
        " 310 073 318 (1 line, here). Which is right?"
    )
    assert close.control.view(hall(close)).points[0].state == "attention"


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"building": "Øya"}, "1 line, Øya"),
        ({"building": "Øya", "exported": "401", **BEFORE}, "1 line, Øya"),
        ({"exported": "401", **BEFORE}, "1 line, here before"),
        ({"organization": "ÆRFUGL I.L."}, "1 line, here"),
        ({"organization": "Aerfugl Idrettslag", "building": "Øya"}, "1 line, Øya"),
    ],
)
def test_two_ids_are_found_in_other_buildings_and_months(
    close: Close, other: dict[str, Any], place: str
) -> None:
    bring(close, line(1), line(2, customer_id=OTHER_CLUB, **other))
    (found,) = asked(close)
    assert found.kind == "two_ids"
    assert 1 in found.lines
    assert f"310 073 318 ({place})" in sentence(found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {"customer_id": OTHER_CLUB, **LONG_AGO, "exported": "1"}, id="long ago"),
        pytest.param({}, {"organization": "Fjellklatrerne", "customer_id": OTHER_CLUB}, id="other"),
        pytest.param(
            {"organization": "", "contact": "Kari Ås", "customer_id": PERSON},
            {"organization": "", "contact": "Kari Ås", "customer_id": OTHER_PERSON},
            id="two persons of one name",
        ),
        pytest.param(
            {"customer_id": PERSON}, {"customer_id": OTHER_PERSON}, id="invoiced through persons"
        ),
        pytest.param({}, {"customer_id": "", "price": 0}, id="a free line without id"),
        pytest.param({"price": 0}, {"customer_id": OTHER_CLUB, "price": 0}, id="both free"),
        pytest.param(
            {"organization": "", "contact": "Kari"},
            {"organization": "", "contact": "Ola Nordmann"},
            id="two contacts of one organisation",
        ),
        pytest.param({}, {"organization": "Ærfugl idrettslag, avd. ski"}, id="a longer name"),
        pytest.param(
            UNIT, {"organization": "", "contact": "Ærfugl IL", "customer_id": PERSON},
            id="a unit and a person",
        ),
    ],
)  # fmt: skip
def test_nothing_is_asked_where_nothing_is_odd(
    close: Close, first: dict[str, Any], second: dict[str, Any]
) -> None:
    bring(close, line(1, **first), line(2, **second))
    assert asked(close) == []


def test_two_identity_numbers_say_nothing_but_a_number_of_each_kind_does(close: Close) -> None:
    bring(close, line(1), line(2, customer_id=PERSON))
    (found,) = asked(close)
    assert found.kind == "two_ids"
    assert PERSON not in sentence(found)
    assert "*****" in sentence(found)


def test_case_07_one_id_under_two_names_is_asked_about(close: Close) -> None:
    bring(close, line(1), line(2, organization="Bjørgvin Turn", building="Øya"))

    (found,) = asked(close)

    assert (found.kind, found.lines) == ("one_id_two_names", (1,))
    assert sentence(found) == (
        "F204 310 366 552 is used for several names: «Ærfugl IL» (1 line, here),"
        " «Bjørgvin Turn» (1 line, Øya). Whose is it?"
    )


def test_a_person_s_number_under_two_names_is_told_without_the_number(close: Close) -> None:
    person: dict[str, Any] = {"organization": "", "customer_id": PERSON}
    bring(close, line(1, contact="Kari Ås", **person), line(2, contact="Per Nilsen", **person))
    (found,) = asked(close)
    assert found.kind == "one_id_two_names"
    assert PERSON not in sentence(found) + found.subject


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("Ærfugl IL", "Ærfugl Idrettslag"),
        ("Ærfugl IL", "AERFUGL I.L."),
        ("Ærfugl IL", "Ærfugl-IL"),
        ("Storlia Skolekorps", "Storlia Skulekorps"),
        ("Nattbris Opplevelser AS", "Nattbris Opplevelser"),
        ("Kor & Korps", "Kor og korps"),
        ("Sandviken Turnforening", "Sandvikne TF"),
    ],
)
def test_a_name_without_an_id_is_offered_that_of_its_other_spelling(
    close: Close, known: str, unknown: str
) -> None:
    bring(
        close,
        line(1, organization=known, building="Øya"),
        line(2, organization=unknown, customer_id=""),
    )
    (found,) = asked(close)
    assert (found.kind, found.lines) == ("near_equal_names", (2,))
    assert f"«{unknown}» (1 line, here) has no usable id; «{known}» has 310 366 552" in sentence(
        found
    )


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("Lag 1", "Lag 2"),
        ("Klubben G14", "Klubben G15"),
        ("Storåsen FAU", "Storåsen SFO"),
        ("Austlia IL", "Vestlia IL"),
        ("Nordlys Bygg AS", "Nordlys Eiendom AS"),
        ("Ærfugl IL", "Ærfugl kor"),
        ("Ærfugl IL", "Ærfugl IL"),
    ],
)
def test_names_that_tell_customers_apart_are_not_near(
    close: Close, known: str, unknown: str
) -> None:
    bring(close, line(1, organization=known), line(2, organization=unknown, customer_id=""))
    assert asked(close) == []


def test_a_free_line_under_another_spelling_is_told_where_the_customer_pays(close: Close) -> None:
    free = line(2, 0, organization="Ærfugl Idrettslag", customer_id="")
    bring(close, line(1, building="Øya"), free)
    assert asked(close) == []

    bring(close, line(1, building="Øya"), free, line(3), file="ny.csv")
    (found,) = asked(close)
    assert (found.kind, found.lines) == ("near_equal_names", (2, 3))


def test_departments_of_one_organisation_are_told_once_with_their_numbers(close: Close) -> None:
    bring(
        close,
        line(1, organization="Ærfugl IL – fotball", sub_customer="10"),
        line(2, organization="Ærfugl IL – fotball", sub_customer="10"),
        line(3, organization="Ærfugl IL – ski", sub_customer="20"),
    )
    (found,) = asked(close)
    assert (found.kind, found.lines) == ("sub_customers", (1, 2, 3))
    assert "becomes 2 invoices, by sub-customer: 10 (2 lines), 20 (1 line)" in sentence(found)


def test_a_customer_that_is_internal_in_another_building_is_asked_about(close: Close) -> None:
    bring(close, line(1, organization="Kulturskolen", building="Øya", **UNIT))
    bring(close, line(2, organization="Kulturskolen"), file="hallen.csv")
    (found,) = asked(close)
    assert (found.kind, found.lines) == ("kind_clash", (2,))
    assert "external (1 line, here) and internal (1 line, Øya)" in sentence(found)


def test_what_another_building_exports_changes_no_question(close: Close) -> None:
    bring(close, line(1), line(2, customer_id=OTHER_CLUB, building="Øya"))
    (before,) = asked(close)
    assert before.kind == "two_ids"

    export_all(close, close.basis.scope("Øya", TO), "Øya")

    (after,) = asked(close)
    assert after.key == before.key
    assert after.offered is not None  # what was answered over there counts here


def test_a_new_list_is_seen_in_the_other_buildings(close: Close) -> None:
    bring(close, line(1), line(2, building="Øya"))
    assert asked(close) == []
    bring(close, line(2, building="Øya", customer_id=OTHER_CLUB), file="ny.csv")
    assert [found.kind for found in asked(close)] == ["two_ids"]


def test_a_line_that_is_held_back_asks_nothing(close: Close) -> None:
    bring(close, line(1), line(2, customer_id=OTHER_CLUB))
    close.basis.hold(hall(close), [2], "avklares")
    assert asked(close) == []
