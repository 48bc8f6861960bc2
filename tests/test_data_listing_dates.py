"""Dates of a list: all thirteen formats, and which reading the rest of a file leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.listing import DateOrder
from data.listing_cells import CellError
from data.listing_dates import (
    YEAR_FIRST,
    YEAR_LAST,
    Printed,
    Rental,
    Shape,
    moment,
    remaining,
    resolve,
)
from tests.list_files import DATE_FORMATS, MINUTES


def rental(starts: str, ends: str) -> Rental:
    return moment(starts), moment(ends)


def left(
    *rentals: Rental, shape: Shape = YEAR_LAST, said: DateOrder | None = None
) -> tuple[DateOrder, ...]:
    return remaining(shape, rentals, said)


@given(point=MINUTES, form=st.sampled_from(sorted(DATE_FORMATS)))
def test_every_format_means_its_date(point: datetime, form: str) -> None:
    read = moment(point.strftime(f"{form} %H:%M"))
    assert isinstance(read, Printed)
    assert read.readings[DATE_FORMATS[form]] == point


@given(point=MINUTES, form=st.sampled_from(sorted(DATE_FORMATS)))
def test_a_file_is_settled_or_asks_and_never_means_another_day(point: datetime, form: str) -> None:
    order = DATE_FORMATS[form]
    printed = moment(point.strftime(f"{form} %H:%M"))
    orders = [
        kept for shape in (YEAR_LAST, YEAR_FIRST) for kept in left((printed, printed), shape=shape)
    ]
    assert order in orders or resolve([(printed, printed)], orders)[id(printed)] == point
    if len(orders) == 1:
        assert resolve([(printed, printed)], orders)[id(printed)] == point


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("31.10.2026 21:30", (21, 30, 0)),
        ("31.10.2026 21.30", (21, 30, 0)),
        ("31.10.2026 9:05", (9, 5, 0)),
        ("31.10.2026 21:30:15", (21, 30, 15)),
        ("31.10.2026  21:30", (21, 30, 0)),
        ("31.10.2026\u00a021:30", (21, 30, 0)),
        ("31.10.2026 kl. 21.30", (21, 30, 0)),
        ("31.10.2026, 21:30", (21, 30, 0)),
    ],
)
def test_times_are_read_as_people_print_them(printed: str, time: tuple[int, int, int]) -> None:
    read = moment(printed)
    assert isinstance(read, Printed)
    assert read.readings == {"dmy": datetime(2026, 10, 31, *time)}


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "i går",
        "31.10.2026",
        "31.10.26 21:30",
        "31.10/2026 21:30",
        "31-10/2026 21:30",
        "10/31-2026 21:30",
        "31.02.2026 21:30",
        "13.13.2026 21:30",
        "31.10.2026 24:00",
        "31.10.2026 21:60",
        "31.10.2126 21:30",
        "٣١.١٠.٢٠٢٦ 21:30",
        "46326",
    ],
)
def test_what_is_no_date_with_a_time_is_refused(printed: str) -> None:
    with pytest.raises(CellError):
        moment(printed)


@pytest.mark.parametrize("year", [1, 1899, 2100, 9999])
def test_a_real_date_of_another_age_is_refused(year: int) -> None:
    with pytest.raises(CellError):
        moment(datetime(year, 12, 31, 23, 59, 59, 999_999))


def test_day_slash_month_dash_year_is_never_ambiguous() -> None:
    assert left(rental("03/04-2026 10:00", "03/04-2026 11:00")) == ("dmy",)


def test_the_international_form_is_never_ambiguous() -> None:
    points = rental("2026-03-04T10:00", "2026-03-04T11:00")
    assert left(points, shape=YEAR_FIRST) == ("ymd",)


def test_one_month_above_twelve_settles_the_file() -> None:
    unsettled = rental("03/04/2026 10:00", "03/04/2026 11:00")
    assert left(unsettled, rental("30/04/2026 10:00", "30/04/2026 11:00")) == ("dmy",)
    assert left(unsettled, rental("04/30/2026 10:00", "04/30/2026 11:00")) == ("mdy",)


def test_an_end_before_its_start_settles_the_file() -> None:
    # By day first 11 April to 5 May; by month first 4 November to 5 May of the same year.
    assert left(rental("11/04/2026 10:00", "05/05/2026 10:00")) == ("dmy",)


def test_a_rental_that_is_backwards_either_way_settles_nothing() -> None:
    backwards = rental("03/04/2026 10:00", "03/04/2026 09:00")
    assert left(backwards) == YEAR_LAST
    assert left(backwards, rental("11/04/2026 10:00", "05/05/2026 10:00")) == ("dmy",)


def test_a_day_that_is_its_own_month_needs_no_settling() -> None:
    assert left(rental("10/10/2026 10:00", "10/10/2026 11:00")) == ("dmy",)


def test_dates_with_the_year_in_front_are_ambiguous_too() -> None:
    points = rental("2026-03-04 10:00", "2026-03-04 11:00")
    assert left(points, shape=YEAR_FIRST) == ("ymd", "ydm")
    assert left(points, shape=YEAR_FIRST, said="ydm") == ("ydm",)
    assert left(points, shape=YEAR_FIRST, said="dmy") == ("ymd", "ydm")


def test_what_is_said_never_outweighs_what_the_file_proves() -> None:
    assert left(rental("31/10/2026 10:00", "31/10/2026 11:00"), said="mdy") == ("dmy",)


def test_rows_that_contradict_each_other_leave_the_order_of_most_of_them() -> None:
    first = rental("10/31/2026 10:00", "10/30/2026 11:00")
    other = rental("29/10/2026 10:00", "04/05/2026 11:00")
    assert left(first, other) == ("mdy",)
    times = resolve([first, other], ["mdy"])
    assert [times[id(point)] for point in other] == [None, datetime(2026, 4, 5, 11)]


def test_both_shapes_may_stand_in_one_file() -> None:
    points = rental("31.10.2026 10:00", "2026-10-31 11:00")
    assert left(points) == ("dmy",)
    assert left(points, shape=YEAR_FIRST) == ("ymd",)


def test_real_dates_need_no_settling() -> None:
    point = datetime(2026, 3, 4, 10)
    assert left((point, point + timedelta(hours=1))) == ()
    assert moment(point) == point
