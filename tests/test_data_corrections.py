"""Corrections: what is refused, what is kept, what is undone, and what the journal says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import Correction, JournalRow
from data.views import LineFilter, LineRow
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, bring, export_all, hall, line

PERSON = "12829499914"


def row(close: Close, line_id: int = 1) -> LineRow:
    found = close.basis.line(line_id)
    assert found is not None
    return found


def test_a_correction_changes_what_counts_and_keeps_what_the_source_says(close: Close) -> None:
    bring(close, line(1, customer_id=""), line(2))
    scope = hall(close)
    assert close.control.view(scope).points[0].state == "blocked"

    assert (
        close.corrections.correct([1], "customer_id", CLUB, "application", "står i søknaden") == 1
    )

    corrected = row(close)
    assert (corrected.customer_id, corrected.source_customer_id) == (CLUB, "")
    assert corrected.id_level == "ok"
    assert corrected.corrected == ("customer_id",)
    assert [hit.id for hit in close.basis.pager(LineFilter(scope, find=CLUB)).first(9)] == [1, 2]
    assert close.control.view(scope).points[0].state == "ok"


def test_the_journal_tells_old_and_new_value_whence_and_why(close: Close) -> None:
    bring(close, line(1, customer_id=""), line(2, customer_id=""))
    close.corrections.correct([1, 2], "customer_id", PERSON, "customer", "ringte")
    close.corrections.correct([2], "price", 12_300, "accounting", "avtalt")
    close.corrections.correct([2], "customer_type", "internal", "register", "eget hus")

    texts = [str(entry.text) for entry in close.journal.entries(limit=3)]

    assert texts == [
        "corrected 2: E -> I (the unit register): eget hus",
        "corrected 2: 100,00 -> 123,00 (accounting): avtalt",
        "corrected 1, 2: - -> 128294 ***** (the customer): ringte",
    ]
    assert not JournalRow.select().where(JournalRow.details.contains(PERSON)).exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("customer_id", "310366551", "F202"),
        ("customer_id", "204518", "F213"),
        ("customer_id", "", "F201"),
        ("customer_id", CLUB, "F353"),
        ("customer_id", "310 366 552", "F353"),
        ("customer_type", "external", "F353"),
        ("customer_type", "both", "F355"),
        ("price", 10_000, "F353"),
        ("price", -100, "F354"),
        ("price", "100", "F356"),
        ("organization", "Ærfugl", "F350"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_changed(
    close: Close, field: str, value: str | int, code: str
) -> None:
    bring(close, line(1, 10_000))
    before = row(close)
    with pytest.raises(Problem, match=code):
        close.corrections.correct([1], field, value, "application", "skrevet feil")
    assert row(close) == before
    assert not Correction.select().exists()


def test_whence_and_why_are_asked_for(close: Close) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem, match="F351"):
        close.corrections.correct([1], "price", 5, "rumour", "hørt")
    with pytest.raises(Problem, match="F357"):
        close.corrections.correct([1], "price", 5, "customer", " ")


def test_lines_that_are_exported_gone_or_unknown_are_not_corrected(close: Close) -> None:
    bring(close, line(1), line(2, building="Ørneset"), line(3, building="Ørneset"))
    export_all(close, hall(close))
    bring(close, line(3, building="Ørneset"), file="b.csv")

    for ids in ([1], [2], [99], [3, 99], []):
        with pytest.raises(Problem, match="F352"):
            close.corrections.correct(ids, "price", 5, "customer", "avtalt")
    assert row(close, 3).price == 10_000


def test_a_credit_may_be_corrected_to_another_credit(close: Close) -> None:
    bring(close, line(1, -500))
    close.corrections.correct([1], "price", -700, "accounting", "avtalt")
    assert row(close).price == -700


def test_an_id_is_kept_in_digits_however_it_was_typed(close: Close) -> None:
    bring(close, line(1, customer_id=""))
    close.corrections.correct([1], "customer_id", "310 366 552", "application", "søknad")
    assert row(close).customer_id == CLUB


def test_a_free_line_held_without_a_reason_is_marked_when_it_gets_a_price(close: Close) -> None:
    bring(close, line(1, 0), line(2, 0))
    close.basis.hold(hall(close), [1], "")
    close.basis.hold(hall(close), [2], "pris avklares")
    close.corrections.correct([1, 2], "price", 500, "accounting", "skulle koste")
    assert [each.held for each in close.basis.lines(hall(close))] == [False, True]


# Undoing.


def test_undo_takes_back_the_last_act_and_keeps_its_rows(close: Close, clock: Clock) -> None:
    bring(close, line(1, customer_id=""), line(2, customer_id=""), line(3))
    close.corrections.correct([1, 2], "customer_id", CLUB, "application", "søknad")
    clock.move(minutes=1)
    close.corrections.correct([3], "price", 500, "customer", "avtalt")

    last = close.corrections.last(hall(close))
    assert last is not None
    assert (last.lines, last.field, str(last.now), str(last.then)) == (
        (3,), "price", "5,00", "100,00"
    )  # fmt: skip
    assert close.corrections.undo(hall(close), last.batch) == 1
    assert row(close, 3).price == 10_000
    assert close.corrections.undo(hall(close)) == 2
    assert [row(close, each).customer_id for each in (1, 2)] == ["", ""]
    assert row(close).id_level == "blocked"
    assert close.corrections.last(hall(close)) is None
    with pytest.raises(Problem, match="F358"):
        close.corrections.undo(hall(close))

    (kept,) = close.corrections.of_line(3)
    assert (kept.state, kept.ended_by, kept.reason) == ("undone", "Kari Nes", "avtalt")
    assert str(close.journal.entries(limit=1)[0].text) == (
        "undid the correction of 1, 2: 310 366 552 -> -"
    )


def test_undoing_a_second_correction_lets_the_first_count_again(close: Close) -> None:
    bring(close, line(1, 100))
    close.corrections.correct([1], "price", 200, "customer", "avtalt")
    close.corrections.correct([1], "price", 300, "customer", "avtalt på ny")
    close.corrections.undo(hall(close))
    assert row(close).price == 200
    close.corrections.undo(hall(close))
    assert row(close).price == 100


def test_saying_what_the_source_says_is_an_undoing(close: Close) -> None:
    bring(close, line(1, 100))
    close.corrections.correct([1], "price", 200, "customer", "avtalt")
    close.corrections.correct([1], "price", 300, "customer", "avtalt på ny")
    close.corrections.correct([1], "price", 100, "accounting", "likevel ikke")

    assert row(close).price == 100
    assert [each.state for each in close.corrections.of_line(1)] == ["undone", "undone"]
    assert close.corrections.last(hall(close)) is None


def test_a_batch_that_was_not_shown_is_not_undone(close: Close) -> None:
    bring(close, line(1), line(2))
    close.corrections.correct([1], "price", 5, "customer", "avtalt")
    seen = close.corrections.last(hall(close))
    assert seen is not None
    close.corrections.correct([2], "price", 5, "customer", "avtalt")
    with pytest.raises(Problem, match="F359"):
        close.corrections.undo(hall(close), seen.batch)


def test_what_is_exported_keeps_its_correction(close: Close) -> None:
    bring(close, line(1, customer_id=""))
    close.corrections.correct([1], "customer_id", CLUB, "customer", "ringte")
    number = export_all(close, hall(close))
    assert close.corrections.last(hall(close)) is None
    with pytest.raises(Problem, match="F358"):
        close.corrections.undo(hall(close))
    close.exports.reverse(number, "feil")
    assert close.corrections.last(hall(close)) is not None
    assert row(close).customer_id == CLUB


def test_one_act_over_two_buildings_is_undone_in_both(close: Close) -> None:
    bring(close, line(1, customer_id=""), line(2, customer_id="", building="Ørneset"))
    close.corrections.correct([1, 2], "customer_id", CLUB, "register", "samme klubb")
    last = close.corrections.last(hall(close))
    assert last is not None
    assert (last.lines, last.elsewhere) == ((1, 2), 1)
    named = {entry.building for entry in close.journal.entries(limit=2)}
    assert named == {"Hallen", "Ørneset"}
    close.corrections.undo(hall(close))
    assert row(close, 2).customer_id == ""


def test_the_bridge_shows_what_was_corrected(close: Close) -> None:
    bring(close, line(1, 100), line(2, 100))
    close.corrections.correct([1], "price", 150, "customer", "avtalt")
    steps = [(step.sign, step.lines, step.total) for step in close.control.view(hall(close)).bridge]
    assert steps == [("", 2, 200), ("+", 1, 50), ("-", 0, 0), ("=", 2, 250)]


def test_a_correction_may_be_looked_up_for_every_line_of_a_basis(close: Close) -> None:
    bring(close, line(1, customer_id=""), line(2))
    close.corrections.correct([1], "customer_id", PERSON, "customer", "ringte")
    found = close.corrections.standing(hall(close))
    assert list(found) == [1]
    (each,) = found[1]
    assert (str(each.before), each.value, each.origin) == ("empty", "128294 *****", "customer")


def test_reasons_hide_identity_numbers(close: Close) -> None:
    bring(close, line(1))
    close.corrections.correct([1], "price", 5, "customer", f"sier {PERSON}")
    assert PERSON not in close.corrections.of_line(1)[0].reason


def test_a_newer_list_leaves_ours_where_it_says_what_it_said(close: Close) -> None:
    first = line(1, customer_id="")
    bring(close, first)
    close.corrections.correct([1], "customer_id", CLUB, "application", "søknad")
    bring(close, replace(first, description="Hallen: Sal B"), file="b.csv")
    assert row(close).customer_id == CLUB
    assert row(close).description == "Hallen: Sal B"
    assert OTHER_CLUB not in row(close).customer_id


def test_case_12_an_internal_customer_without_a_resource_number_is_stopped_and_put_right(
    close: Close,
) -> None:
    kulturskolen: dict[str, Any] = {"organization": "Kulturskolen", "customer_type": "internal"}
    bring(close, line(1, customer_id="", **kulturskolen), line(2, customer_id=CLUB, **kulturskolen))
    point = close.control.view(hall(close)).points[0]
    assert (point.state, point.lines) == ("blocked", (1, 2))
    assert [row(close, each).id_code for each in (1, 2)] == [
        "missing_resource",
        "internal_with_external_id",
    ]

    with pytest.raises(Problem, match="F212"):
        close.corrections.correct([1], "customer_id", OTHER_CLUB, "customer", "ringte")
    close.corrections.correct([1], "customer_id", "204518", "accounting", "ressursliste")
    close.corrections.correct([2], "customer_type", "external", "application", "foreningen leier")

    assert [row(close, each).id_level for each in (1, 2)] == ["ok", "ok"]
    assert close.control.view(hall(close)).points[0].state != "blocked"


def test_case_11_a_test_number_is_no_correction_outside_test_mode(clock: Clock) -> None:
    close = Close(None, "Kari Nes", test_mode=False, clock=clock)
    bring(close, line(1, customer_id=""))
    for number, code in ((CLUB, "F203"), (PERSON, "F203")):
        with pytest.raises(Problem, match=code):
            close.corrections.correct([1], "customer_id", number, "customer", "ringte")
    close.shut()
