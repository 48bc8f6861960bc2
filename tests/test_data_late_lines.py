"""Point 7: late lines, lines that came back, month ends, midnights and the nights of the clocks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.views import PointView
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line

SEPTEMBER = date(2026, 9, 30)


def rented(begin: datetime, end: datetime) -> dict[str, Any]:
    return {"starts": begin, "ends": end}


def in_september(day: int) -> dict[str, Any]:
    return rented(datetime(2026, 9, day, 18), datetime(2026, 9, day, 20))


def point(close: Close, to: date = date(2026, 10, 31)) -> PointView:
    return close.control.view(hall(close, to)).points[6]


def told(close: Close) -> list[str]:
    return [str(each).replace("\u00a0", " ") for each in point(close).details]


def test_case_03_a_late_booking_of_an_exported_month_is_told_apart(
    close: Close, clock: Clock
) -> None:
    clock.now = datetime(2026, 10, 5, 7, tzinfo=clock.now.tzinfo)
    bring(close, line(1, **in_september(3)))
    export_all(close, hall(close, SEPTEMBER))
    clock.move(days=30)
    late = (line(2, 50_000, **in_september(26)), line(3, 35_000, **in_september(27)))
    bring(close, line(1, **in_september(3)), *late, line(4), file="oktober.csv")

    found = point(close)

    assert (found.state, found.lines) == ("attention", (2, 3))
    assert told(close) == [
        "2 lines of September (850,00) came after the export of 05.10.2026 and go with October."
    ]
    assert "850,00" in str(found.summary)


def test_a_line_that_its_month_s_export_left_behind_is_simply_late(
    close: Close, clock: Clock
) -> None:
    clock.now = datetime(2026, 10, 5, 7, tzinfo=clock.now.tzinfo)
    bring(close, line(1, **in_september(3)))
    number = export_all(close, hall(close, SEPTEMBER))
    clock.move(days=30)
    close.exports.reverse(number, "feil")
    assert told(close) == [
        "1 line of September (100,00) was not exported with it and goes with October."
    ]


def test_the_export_of_another_season_does_not_make_a_line_late(close: Close, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 5, 7, tzinfo=clock.now.tzinfo)
    bring(close, line(1, season="Høst", **in_september(3)))
    autumn = close.basis.scope("Hallen", SEPTEMBER, "Høst")
    export_all(close, autumn)
    clock.move(days=30)
    bring(
        close,
        line(1, season="Høst", **in_september(3)),
        line(2, season="Vår", **in_september(4)),
        line(3, season="Høst", **in_september(5)),
        file="mer.csv",
    )
    assert [found.lines for found in point(close).findings] == [(2,), (3,)]
    assert ["came after the export" in each for each in told(close)] == [False, True]


def test_a_held_line_comes_back_with_who_held_it_and_why(close: Close) -> None:
    bring(close, line(1, 50_000, **in_september(3)), line(2))
    close.basis.hold(hall(close, SEPTEMBER), [1], "venter på kunde-ID")

    found = point(close)

    assert (found.state, found.lines) == ("attention", (1,))
    assert told(close) == ["1 line (500,00) was held in September by Kari Nes: venter på kunde-ID"]


def test_case_19_a_night_across_the_month_s_end_belongs_to_the_month_it_ends_in(
    close: Close,
) -> None:
    bring(
        close,
        line(1, **rented(datetime(2026, 9, 30, 22), datetime(2026, 10, 1, 2))),
        line(2, **rented(datetime(2026, 9, 30, 22), datetime(2026, 10, 1))),
        line(3, **rented(datetime(2026, 10, 31, 22), datetime(2026, 11, 1, 2))),
        line(4, **rented(datetime(2026, 10, 31, 22), datetime(2026, 11, 1))),
        line(5, **rented(datetime(2026, 11, 1), datetime(2026, 11, 1, 2))),
    )

    assert (point(close).state, point(close).lines) == ("attention", (1, 2))
    assert told(close) == [
        (
            "1 Ærfugl IL began Wednesday 30.09.2026 at 22.00 and ends Thursday 01.10.2026 at 02.00:"
            " belongs to October."
        ),
        (
            "2 Ærfugl IL began Wednesday 30.09.2026 at 22.00 and ends Thursday 01.10.2026 at 00.00:"
            " belongs to October."
        ),
        "3 lines end after the to-date (300,00) and wait for next month.",
        "4 Ærfugl IL ends Sunday 01.11.2026 at 00.00: belongs to November.",
        "3 Ærfugl IL ends Sunday 01.11.2026 at 02.00: belongs to November.",
    ]


def test_what_ends_after_the_month_asks_nothing(close: Close) -> None:
    bring(close, line(1), line(2, **rented(datetime(2026, 10, 31, 22), datetime(2026, 11, 1, 2))))
    assert (point(close).state, point(close).is_signed) == ("ok", True)
    assert len(told(close)) == 2


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        (datetime(2026, 10, 25, 1), datetime(2026, 10, 25, 3), "01.00-03.00 may be 3 hours"),
        (datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 2, 30), "22.00-02.30 may be 5,5 hours"),
        (datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 4), "01.00-04.00 may be 2 hours"),
    ],
)
def test_case_18_the_nights_in_which_clocks_are_set_are_told(
    close: Close, starts: datetime, ends: datetime, hours: str
) -> None:
    bring(close, line(1, **rented(starts, ends)))
    assert any(hours in each for each in told(close))
    assert ends.strftime("%d.%m.%Y") in " ".join(told(close))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (datetime(2026, 10, 25, 3), datetime(2026, 10, 25, 5)),
        (datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 2)),
        (datetime(2026, 10, 18, 1), datetime(2026, 10, 18, 3)),
    ],
)
def test_other_nights_have_the_hours_they_seem_to_have(
    close: Close, starts: datetime, ends: datetime
) -> None:
    bring(close, line(1, **rented(starts, ends)))
    assert told(close) == []


def test_the_night_of_the_clocks_asks_for_no_signature(close: Close) -> None:
    bring(close, line(1, **rented(datetime(2026, 10, 25, 1), datetime(2026, 10, 25, 3))))
    assert (point(close).state, point(close).is_signed) == ("ok", True)


def test_case_21_a_to_date_within_the_month_is_asked_about(close: Close) -> None:
    bring(close, line(1))
    found = point(close, date(2026, 10, 15))
    assert (found.state, found.signer) == ("attention", "operator")
    assert str(found.details[0]) == (
        "31.10.2026 is the last day of October; this list goes to 15.10.2026."
    )


def test_a_line_that_comes_late_after_the_signature_asks_again(close: Close) -> None:
    bring(close, line(1), line(2, **in_september(3)))
    close.control.sign(hall(close), 7, "tas med i denne måneden")
    assert point(close).is_signed

    bring(close, line(1), line(2, **in_september(3)), line(3, **in_september(4)), file="ny.csv")

    signed = point(close).signed
    assert signed is not None
    assert signed.state == "suspended"
    assert {change.line for change in signed.changes} >= {3}
