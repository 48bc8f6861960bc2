"""The candidate lines: what a list shows, what it adds up to, and marks."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import Any

import pytest

from data.basis import Selection
from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import JournalRow
from data.sqlite import database
from data.views import LineFilter, Order, Scope
from tests.conftest import Clock
from tests.lists import TO, bring, export_all, hall, line


def shown(close: Close, **chosen: object) -> list[int]:
    wanted = LineFilter(hall(close), **chosen)  # type: ignore[arg-type]
    return sorted(row.id for row in close.basis.pager(wanted).first(99))


def test_the_to_date_holds_the_whole_day_and_no_second_more(close: Close) -> None:
    last = datetime(2026, 10, 31, 23, 59)
    bring(close, line(1, ends=last), line(2, ends=datetime(2026, 11, 1)))

    assert shown(close) == [1]


def test_what_earlier_months_left_behind_belongs_to_the_basis(close: Close) -> None:
    bring(close, line(1, starts=datetime(2026, 3, 1), ends=datetime(2026, 3, 2)))

    assert shown(close) == [1]


def test_a_future_to_date_is_refused(close: Close) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem, match="F312"):
        hall(close, date(2026, 11, 30))


def test_an_unknown_building_names_the_nearest(close: Close) -> None:
    bring(close, line(1, building="Meyermarken"))
    with pytest.raises(UsageProblem, match="Meyermarken"):
        close.basis.scope("Meyermarka", TO)


def test_buildings_are_found_by_any_part_of_the_name_with_norwegian_letters(close: Close) -> None:
    bring(close, line(1, 500, building="Øvre Åsgård hall"), line(2, building="Oslohallen"))

    found = close.basis.buildings("ÅSG", TO)

    assert [(hit.building, hit.lines, hit.total) for hit in found] == [("Øvre Åsgård hall", 1, 500)]
    assert close.basis.buildings("asg", TO) == []
    assert [hit.building for hit in close.basis.buildings("", TO)] == [
        "Oslohallen",
        "Øvre Åsgård hall",
    ]


def test_the_filter_answers_what_the_choice_gives(close: Close) -> None:
    bring(
        close,
        line(1, 100),
        line(2, 200, starts=datetime(2026, 9, 26, 10), ends=datetime(2026, 9, 26, 12)),
        line(3, 400, starts=datetime(2026, 11, 1, 10), ends=datetime(2026, 11, 1, 12)),
        line(4, 800, exported="412"),
    )

    assert close.basis.selection(hall(close)) == Selection(2, 300, 1, 200, 1, 400, 1, 800)


def test_a_season_takes_its_lines_and_the_events_without_one(close: Close) -> None:
    bring(close, line(1, season="Høst 2026"), line(2, season="Vår 2027"), line(3))
    building = hall(close)

    assert close.basis.seasons(building.building_id) == ["Høst 2026", "Vår 2027"]
    autumn = Scope(building.building_id, building.building, TO, "Høst 2026")
    assert [row.id for row in close.basis.lines(autumn)] == [1, 3]


def test_a_season_long_over_is_offered_only_while_a_line_of_it_is_open(close: Close) -> None:
    over: dict[str, Any] = {"starts": datetime(2024, 5, 1, 18), "ends": datetime(2024, 5, 1, 20)}
    bring(
        close,
        line(1, season="Vår 2024", exported="401", **over),
        line(2, season="Høst 2024", **over),
    )

    assert close.basis.seasons(hall(close).building_id) == ["Høst 2024"]


def test_customer_type_and_search_narrow_the_list_but_not_the_basis(close: Close) -> None:
    bring(
        close,
        line(1, organization="Ærfugl IL"),
        line(2, organization="Oppvekst sør", customer_type="internal", customer_id="204518"),
        line(3, organization="100 % [Sal]"),
    )

    assert shown(close, customer_type="internal") == [2]
    assert shown(close, find="ærfugl") == [1]
    assert shown(close, find="sør opp") == [2]
    assert shown(close, find="310 366 552") == [1, 3]
    assert shown(close, find="100 %") == [3]
    assert shown(close, find="_") == []
    assert len(close.basis.lines(hall(close))) == 3


def test_the_tally_adds_up(close: Close) -> None:
    bring(
        close, line(1, 1000), line(2, 0), line(3, None), line(4, -300), line(5, 10, customer_id="")
    )
    close.basis.hold(hall(close), [5], "mangler id")

    tally = close.basis.tally(LineFilter(hall(close)))

    assert (tally.lines, tally.total, tally.payable, tally.free) == (5, 710, 2, 2)
    assert (tally.credit, tally.credit_total) == (1, -300)
    assert (tally.marked, tally.marked_total) == (4, 700)
    assert (tally.ids_ok, tally.ids_blocked) == (2, 0)
    assert tally.payable + tally.free + tally.credit == tally.lines


def test_a_credit_is_held_back_only_with_a_reason_too(close: Close) -> None:
    bring(close, line(1, -45_000), line(2, 0))

    with pytest.raises(Problem, match="F320"):
        close.basis.hold(hall(close), [1, 2], "")
    assert close.basis.hold(hall(close), [2], "") == 1, "a free line needs none"
    assert close.basis.hold(hall(close), [1], "meldt til økonomi") == 1


def test_holding_a_payable_line_needs_a_reason_and_writes_it_down(close: Close) -> None:
    bring(close, line(1, 1000), line(2, 0))
    basis = hall(close)

    with pytest.raises(Problem, match="F320"):
        close.basis.hold(basis, [1], "  ")
    assert close.basis.hold(basis, [2], "") == 1
    assert close.basis.hold(basis, [1], "feil id") == 1

    (entry, *_) = close.journal.entries()
    assert "feil id" in str(entry.text)
    assert (close.basis.lines(hall(close))[0].held_by) == "Kari Nes"


def test_marking_what_is_marked_already_is_no_change(close: Close) -> None:
    bring(close, line(1))
    entries = JournalRow.select().count()

    assert close.basis.release(hall(close), [1]) == 0
    assert JournalRow.select().count() == entries


def test_marks_of_exported_lines_or_other_buildings_cannot_be_taken(close: Close) -> None:
    bring(close, line(1), line(2, building="Ørneset"))
    other = close.basis.scope("Ørneset", TO)
    export_all(close, hall(close))

    assert close.basis.hold(hall(close), [1], "for sent") == 0
    assert close.basis.hold(hall(close), [2], "feil hus") == 0
    assert not close.basis.lines(other)[0].held


def test_the_next_finding_jumps_over_what_is_in_order(close: Close) -> None:
    bring(
        close,
        line(1, 900),
        line(2, 800, customer_id=""),
        line(3, 700),
        line(4, 600, customer_id="1"),
    )
    chosen, order = LineFilter(hall(close)), Order()

    first = close.basis.next_finding(chosen, order, 1, True)
    assert first is not None
    assert first.id == 2
    after = close.basis.next_finding(chosen, order, 2, True)
    assert after is not None
    assert after.id == 4
    assert close.basis.next_finding(chosen, order, 4, True) is None
    back = close.basis.next_finding(chosen, order, 3, False)
    assert back is not None
    assert back.id == 2


def test_a_line_that_is_no_number_is_none(close: Close) -> None:
    assert close.basis.line(99) is None


def test_a_finding_that_is_held_back_is_jumped_over(close: Close) -> None:
    bring(close, *(line(n, 1000 - n, customer_id="") for n in (1, 2, 3)))
    close.basis.hold(hall(close), [2], "venter på ID")

    found = close.basis.next_finding(LineFilter(hall(close)), Order(), 1, True)

    assert found is not None
    assert found.id == 3


def test_a_list_of_named_lines_shows_no_others(close: Close) -> None:
    bring(close, *(line(n) for n in range(1, 5)))

    assert shown(close, ids=(4, 2)) == [2, 4]
    assert shown(close, ids=()) == []
    assert close.basis.tally(LineFilter(hall(close), ids=(2,))).lines == 1


def test_who_looks_at_a_whole_id_is_written_down_without_the_id(close: Close) -> None:
    bring(close, line(1, customer_id="12829499914"))

    assert close.basis.customer_id_in_full(1) == "128294 99914"

    entry = close.journal.entries(limit=1)[0]
    assert str(entry.text) == "looked at the whole customer id of line 1"
    assert (entry.operator, entry.building) == ("Kari Nes", "Hallen")
    assert not JournalRow.select().where(JournalRow.details.contains("99914")).exists()


def test_a_line_that_is_not_there_shows_nobody_an_id(close: Close) -> None:
    with pytest.raises(UsageProblem, match="F325"):
        close.basis.customer_id_in_full(7)
    assert close.journal.head() == 0


def test_what_is_held_back_is_on_no_collective_invoice(close: Close) -> None:
    bring(close, line(1, 500), line(2, 300), line(3, 0))
    close.basis.hold(hall(close), [2], "pris avklares")

    (invoice,) = close.collective.of_building(hall(close))

    assert ([row.id for row in invoice.lines], invoice.total) == ([1], 500)


def test_a_season_that_the_building_does_not_have_is_refused(close: Close) -> None:
    bring(close, line(1, season="Høst 2026"), line(2))
    with pytest.raises(UsageProblem, match=r"F318 .*Hsøt.*Høst 2026"):
        close.basis.scope("Hallen", TO, "Hsøt")
    assert close.basis.scope("Hallen", TO, "Høst 2026").season == "Høst 2026"


def test_a_program_that_runs_over_midnight_takes_the_new_day(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem, match="F312"):
        hall(close, date(2026, 11, 6))
    clock.move(days=1)
    assert hall(close, date(2026, 11, 6)).to == date(2026, 11, 6)


@pytest.mark.parametrize("printed", ["310366552", "310 366 552", "310.366.552"])
def test_an_id_is_found_however_it_is_printed_and_typed(close: Close, printed: str) -> None:
    bring(close, line(1, customer_id=printed))
    for typed in ("310366552", "310 366 552", "310 366", "366552"):
        assert shown(close, find=typed) == [1], typed


@pytest.mark.parametrize(
    "text",
    ["a" * 60_000, "a b c " * 3000, " ".join(map(str, range(500))), "%", "_", "\\", "\x00",
     "\udc80", "'; DROP TABLE line; --", '"', "[a]", "\u202e"],
)  # fmt: skip
def test_nothing_that_is_typed_in_a_search_breaks_it(close: Close, text: str) -> None:
    bring(close, line(1))
    assert shown(close, find=text) == []
    assert close.basis.buildings(text, TO) == []
    with pytest.raises(UsageProblem, match="F319"):
        close.basis.scope(text, TO)


def test_more_lines_than_a_question_takes_parameters_are_marked_at_once(close: Close) -> None:
    many = tuple(range(1, 20_000))
    database.connection().setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 2000)
    bring(close, *(line(number, 0) for number in many))
    assert close.basis.hold(hall(close), many, "") == len(many)
    assert close.basis.tally(LineFilter(hall(close), ids=many)).marked == 0
