"""The month overview: where each building stands."""

from __future__ import annotations

from datetime import date, datetime

from data.close import Close
from data.listing import ListedTotal
from data.month import Month
from data.views import BuildingRow
from tests.conftest import Clock
from tests.lists import TO, bring, export_all, hall, line, sign_everything

OCTOBER = Month(2026, 10)


def building(close: Close, name: str = "Hallen", month: Month = OCTOBER) -> BuildingRow:
    rows = close.months.overview(month).buildings
    return next(row for row in rows if row.building == name)


def test_the_month_being_closed_is_the_one_before_today(close: Close) -> None:
    assert close.months.current() == OCTOBER
    assert close.months.deadline(OCTOBER).due == date(2026, 11, 10)


def test_a_building_goes_from_not_started_to_exported(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    assert building(close).state == "not_started"

    close.control.sign(hall(close), 2, "ok")
    assert (building(close).state, building(close).operator) == ("in_progress", "Kari Nes")

    sign_everything(close, hall(close))
    close.archive.take(hall(close))
    assert (building(close).state, building(close).signed) == ("signed", 9)

    export_all(close, hall(close))
    row = building(close)
    assert (row.state, row.lines, row.total, row.exports) == ("exported", 2, 500, (1,))

    close.exports.reverse(1, "feil")
    assert building(close).state == "in_progress"


def test_a_held_line_is_a_beginning(close: Close) -> None:
    bring(close, line(1))
    close.basis.hold(hall(close), [1], "venter")
    assert building(close).state == "in_progress"


def test_a_total_that_differs_stops_the_building_and_says_by_how_much(close: Close) -> None:
    bring(close, line(1, 500), totals=(ListedTotal("Hallen", TO, 1, 85_000),))
    row = building(close)
    assert row.state == "stopped"
    assert row.reason is not None
    assert "845,00" in str(row.reason)


def test_findings_count_the_lines_that_block(close: Close) -> None:
    bring(close, line(1, 500, customer_id=""), line(2, 500, customer_id="1"), line(3))
    assert building(close).findings == 2


def test_nothing_to_invoice_is_signed_and_reopens_when_a_line_comes(close: Close) -> None:
    bring(close, totals=(ListedTotal("Hallen", TO, 0, 0),))
    close.control.sign_nothing(hall(close))
    assert building(close).state == "nothing"

    bring(close, line(1), file="likevel.csv")

    assert building(close).state != "nothing"


def test_late_lines_do_not_reopen_an_exported_month(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    export_all(close, hall(close))
    bring(close, line(1), line(2, 700), file="sent.csv")

    assert building(close).state == "exported"
    november = building(close, month=Month(2026, 11))
    assert (november.lines, november.total) == (1, 700)


def test_a_running_month_counts_to_today(close: Close) -> None:
    bring(close, line(1, starts=datetime(2026, 11, 3, 10), ends=datetime(2026, 11, 3, 12)))
    assert building(close, month=Month(2026, 11)).lines == 1
    assert building(close).lines == 0


def test_the_export_of_one_season_leaves_the_rest_of_the_month_to_be_closed(close: Close) -> None:
    bring(close, line(1, 500, season="Høst"), line(2, 700, season="Vår"))
    export_all(close, close.basis.scope("Hallen", TO, "Høst"))

    row = building(close)
    assert (row.state, row.lines, row.total) == ("in_progress", 2, 1200)
    assert (row.exported_lines, row.exported_total) == (1, 500)
    assert [waiting.building for waiting in close.ready.view(OCTOBER).waiting] == ["Hallen"]

    export_all(close, close.basis.scope("Hallen", TO, "Vår"))
    row = building(close)
    assert (row.state, row.lines, row.total, row.exports) == ("exported", 2, 1200, (1, 2))


def test_an_export_to_the_middle_of_the_month_leaves_the_second_half(close: Close) -> None:
    bring(close, line(1, 500), line(20, 700))
    export_all(close, hall(close, date(2026, 10, 15)))

    row = building(close)
    assert (row.state, row.lines, row.exported_lines) == ("in_progress", 2, 1)

    export_all(close, hall(close))
    assert building(close).state == "exported"


def test_the_sums_of_a_month_are_those_of_its_exports_and_of_what_is_open(close: Close) -> None:
    bring(close, line(1, 500), line(20, 700), line(2, 900, building="Øya"))
    export_all(close, hall(close, date(2026, 10, 15)))

    month = close.months.overview(OCTOBER)

    assert (month.lines, month.total) == (3, 2100)
    assert (month.exported_total, month.remaining) == (500, 1600)
