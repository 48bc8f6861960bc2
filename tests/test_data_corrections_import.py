"""What a newer list does to corrections, and the law that holds through any sequence of acts."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import correctable
from data.close import Close
from data.errors import Problem
from data.listing import ListedLine
from data.models import Correction, Line
from data.views import Finding, LineRow
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, bring, hall, line

THIRD = "310010979"


def row(close: Close, line_id: int = 1) -> LineRow:
    found = close.basis.line(line_id)
    assert found is not None
    return found


def states(close: Close, line_id: int = 1) -> list[str]:
    return [each.state for each in close.corrections.of_line(line_id)]


def findings(close: Close) -> list[Finding]:
    points = close.control.view(hall(close)).points
    return [
        finding
        for point in points
        for finding in point.findings
        if finding.kind == "correction_reopened"
    ]


FIRST = line(1, 100, customer_id="310366551")
OTHER = line(2, 100)


def corrected(close: Close, clock: Clock, first: ListedLine = FIRST) -> None:
    bring(close, first, OTHER)
    close.corrections.correct([1], "customer_id", CLUB, "application", "søknad")
    clock.move(minutes=1)


def test_a_list_that_brings_our_value_closes_the_correction(close: Close, clock: Clock) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, customer_id="310 366 552"), OTHER, file="b.csv")

    assert states(close) == ["closed"]
    assert (row(close).customer_id, row(close).corrected) == ("310 366 552", ())
    assert findings(close) == []
    texts = [str(entry.text) for entry in close.journal.entries(limit=2)]
    assert "corrected in Aktiv kommune too, 1: 310 366 551 -> 310 366 552" in texts
    assert close.corrections.last(hall(close)) is None


def test_a_list_that_says_the_same_as_before_leaves_ours(close: Close, clock: Clock) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, price=200), OTHER, file="b.csv")

    assert states(close) == ["standing"]
    assert (row(close).customer_id, row(close).id_code, row(close).price) == (
        CLUB, "ok_organization", 200
    )  # fmt: skip


def test_a_third_value_applies_and_asks(close: Close, clock: Clock) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, customer_id=OTHER_CLUB), OTHER, file="b.csv")

    assert states(close) == ["reopened"]
    assert row(close).customer_id == OTHER_CLUB
    (finding,) = findings(close)
    assert str(finding.text) == (
        "1 Ærfugl IL: corrected from 310 366 551 to 310 366 552, then the list changed:"
        " Aktiv kommune says 310 073 318."
    )
    point = close.control.view(hall(close)).points[0]
    assert point.state == "attention"
    assert 1 in point.lines


def test_the_question_is_answered_by_signing_or_by_correcting_again(
    close: Close, clock: Clock
) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, customer_id=OTHER_CLUB), OTHER, file="b.csv")
    close.control.sign(hall(close), 1, "kontrollert med kunden")
    assert close.control.view(hall(close)).points[0].is_signed

    close.corrections.correct([1], "customer_id", CLUB, "customer", "ringte igjen")
    assert findings(close) == []
    assert states(close) == ["standing", "reopened"]

    close.corrections.undo(hall(close))
    assert len(findings(close)) == 1


def test_a_price_that_changed_again_asks_under_prices(close: Close, clock: Clock) -> None:
    bring(close, line(1, 100_00), OTHER)
    close.corrections.correct([1], "price", 150_00, "accounting", "avtalt")
    bring(close, line(1, 120_00), OTHER, file="b.csv")

    assert (row(close).price, states(close)) == (120_00, ["reopened"])
    (point,) = [
        point
        for point in close.control.view(hall(close)).points
        if any(each.kind == "correction_reopened" for each in point.findings)
    ]
    assert point.check == "prices"


def test_another_customer_on_the_line_does_not_get_the_former_ones_id(
    close: Close, clock: Clock
) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, organization="Bjørgvin Turn"), OTHER, file="b.csv")
    assert (row(close).customer_id, states(close)) == ("310366551", ["reopened"])
    assert close.control.view(hall(close)).points[0].state == "blocked"


@pytest.mark.parametrize("now", [{"organization": "ÆRFUGL  IL"}, {"contact": "Ola"}])
def test_another_spelling_or_contact_is_no_other_customer(
    close: Close, clock: Clock, now: dict[str, Any]
) -> None:
    corrected(close, clock)
    bring(close, replace(FIRST, **now), OTHER, file="b.csv")
    assert (row(close).customer_id, states(close)) == (CLUB, ["standing"])


@pytest.mark.parametrize(
    ("says", "state", "counts"),
    [("310366551", "standing", CLUB), (CLUB, "closed", CLUB), (THIRD, "reopened", THIRD)],
)
def test_a_line_that_was_gone_and_is_back_is_held_against_ours(
    close: Close, clock: Clock, says: str, state: str, counts: str
) -> None:
    corrected(close, clock)
    bring(close, OTHER, file="b.csv")
    assert Line.get_by_id(1).gone
    bring(close, replace(FIRST, customer_id=says), OTHER, file="c.csv")
    assert (row(close).customer_id, states(close)) == (counts, [state])


def test_ids_stay_hidden_in_findings_and_journal(close: Close, clock: Clock) -> None:
    person, other = "12829499914", "24829499765"
    bring(close, line(1, 100, customer_id=person))
    close.corrections.correct([1], "customer_id", CLUB, "customer", "klubben betaler")
    bring(close, line(1, 100, customer_id=other), file="b.csv")
    texts = [str(entry.text) for entry in close.journal.entries()]
    texts += [str(finding.text) for finding in findings(close)]
    assert findings(close)
    assert not [text for text in texts if person in text or other in text]


# The law.

IDS = ["", "310366551", CLUB, OTHER_CLUB, THIRD]
KINDS = ["external", "internal"]
PRICES = [None, 0, 100, 200, -100]
VALUES: dict[str, list[Any]] = {"customer_id": IDS, "customer_type": KINDS, "price": PRICES}

lines_of_two = st.tuples(
    *(
        st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})
        for _ in range(2)
    )
)
corrections = st.sampled_from(sorted(VALUES)).flatmap(
    lambda field: st.tuples(
        st.just("correct"),
        st.sets(st.sampled_from([1, 2]), min_size=1).map(sorted),
        st.just(field),
        st.sampled_from(VALUES[field]),
    )
)
acts = st.lists(
    st.one_of(
        corrections,
        corrections,
        st.tuples(st.just("undo")),
        st.tuples(st.just("import"), lines_of_two, st.sampled_from([1, 2])),
    ),
    max_size=12,
)


def test_any_sequence_leaves_the_source_as_listed_and_one_value_that_counts() -> None:
    numbers = count(1)

    @given(lines_of_two, acts)
    @settings(max_examples=60, deadline=None)
    def holds(listed: tuple[dict[str, Any], ...], acts: list[tuple[Any, ...]]) -> None:
        close = Close(None, "Kari Nes", test_mode=True)
        now = dict(enumerate(listed, 1))

        def import_now(ids: list[int]) -> None:
            lines = [line(number, **now[number]) for number in ids]
            bring(close, *lines, file=f"{next(numbers)}.csv")

        import_now([1, 2])
        for act in acts:
            if act[0] == "import":
                now |= dict(enumerate(act[1], 1))
                # The second list holds one line or both: what is missing from it is gone.
                import_now([1, 2][: act[2]])
            else:
                try_to(close, act)
            assert_law(close, now)
        import_now([1, 2])
        assert_law(close, now)
        assert close.journal.verify() is None
        close.shut()

    holds()


def try_to(close: Close, act: tuple[Any, ...]) -> None:
    try:
        if act[0] == "undo":
            close.corrections.undo(hall(close))
        else:
            _name, ids, field, value = act
            close.corrections.correct(ids, field, value, "customer", "avtalt")
    except Problem:
        pass


def assert_law(close: Close, listed: dict[int, dict[str, Any]]) -> None:
    """Source as last listed; one standing correction a field at the most; ours counts, or it."""
    for stored in Line.select():
        if not stored.gone:
            assert {name: getattr(stored, f"source_{name}") for name in VALUES} == {
                name: listed[stored.id][name] for name in VALUES
            }
        for field in VALUES:
            standing = [
                each
                for each in close.corrections.of_line(stored.id)
                if each.state == "standing" and each.field == field
            ]
            assert len(standing) <= 1
            ours = getattr(stored, field)
            if standing:
                assert shown_is(stored, field, standing[0].value)
                assert ours != getattr(stored, f"source_{field}")
            else:
                assert ours == getattr(stored, f"source_{field}")
    assert Correction.select().where(Correction.batch == 0).count() == 0


def shown_is(stored: Line, field: str, shown: object) -> bool:
    return str(correctable.shown(field, getattr(stored, field))) == str(shown)
