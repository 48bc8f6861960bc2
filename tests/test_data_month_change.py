"""Point 5: a month against the one before and the same one last year, and the plot of a year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.views import PointView
from tests.lists import bring, hall, line


def in_month(year: int, month: int, **fields: Any) -> dict[str, Any]:
    begins = datetime(year, month, 3, 10)
    return {"starts": begins, "ends": datetime(year, month, 3, 12), "exported": "401", **fields}


def point(close: Close) -> PointView:
    return close.control.view(hall(close)).points[4]


def told(close: Close) -> list[str]:
    return [str(each).replace("\u00a0", " ") for each in point(close).details]


def test_each_comparison_says_both_sums_the_change_and_who_explains_it(close: Close) -> None:
    bring(
        close,
        line(1, 4_081_250, **in_month(2026, 9)),
        line(2, 100_000, **in_month(2026, 9, organization="Korpset")),
        line(3, 4_000_000, **in_month(2025, 10)),
        line(4, 4_081_250),
        line(5, 600_000, organization="Bjørgvin Turn"),
    )

    found = point(close)

    assert (found.state, str(found.summary)) == ("ok", "+12,0 %, limit 15 %")
    assert told(close) == [
        "September 41 812,50 (2), now 46 812,50 (2): +5 000,00",
        "October 2025 40 000,00 (1), now 46 812,50 (2): +6 812,50",
        "+12,0 % on September: Bjørgvin Turn +6 000,00 (new), Korpset -1 000,00 (gone)",
        "+17,0 % on October 2025: Bjørgvin Turn +6 000,00 (new), Ærfugl IL +812,50",
        "Highest of 13 months: October 46 812,50.",
    ]


@pytest.mark.parametrize(
    ("last_month", "last_year", "state", "summary"),
    [
        (100_000, 100_000, "ok", "0,0 %, limit 15 %"),
        (86_000, None, "attention", "+16,3 %, limit 15 %"),
        (100_000, 79_000, "attention", "+26,6 % on last year, limit 25 %"),
        (100_000, None, "ok", "limit 15 %"),
        (None, 100_000, "attention", "no month to compare with"),
        (None, None, "attention", "no month to compare with"),
    ],
)
def test_a_change_beyond_either_limit_asks_for_an_answer(
    close: Close, last_month: int | None, last_year: int | None, state: str, summary: str
) -> None:
    before = {1: (last_month, 2026, 9), 2: (last_year, 2025, 10)}
    lines = [
        line(number, price, **in_month(year, month))
        for number, (price, year, month) in before.items()
        if price
    ]
    bring(close, line(3, 100_000), *lines)
    assert point(close).state == state
    assert summary in str(point(close).summary)


def test_the_limit_on_last_year_is_a_setting(close: Close) -> None:
    bring(
        close,
        line(1, 100_000, **in_month(2026, 9)),
        line(2, 79_000, **in_month(2025, 10)),
        line(3, 100_000),
    )
    assert point(close).state == "attention"
    close.settings.change({"limits.year_percent": 30})
    assert point(close).state == "ok"


def test_the_plot_has_thirteen_months_that_of_the_basis_last(close: Close) -> None:
    bring(
        close,
        line(1, 900, **in_month(2025, 9)),
        line(2, 100, **in_month(2025, 10)),
        line(3, 200, **in_month(2026, 1)),
        line(4, 300, **in_month(2026, 1)),
        line(5, 400, building="Øya", **in_month(2026, 1)),
        line(6, 700),
    )
    plot = point(close).plot
    assert [month.first for month in plot[::12]] == [date(2025, 10, 1), date(2026, 10, 1)]
    assert [month.total for month in plot] == [100, 0, 0, 500, 0, 0, 0, 0, 0, 0, 0, 0, 700]
    assert plot[3].lines == 2


@pytest.mark.parametrize("price", [0, None])
def test_months_without_money_are_not_drawn(close: Close, price: int | None) -> None:
    bring(close, line(1, price, **in_month(2026, 9)), line(2, 700))
    assert point(close).plot == ()


def test_a_new_list_of_last_month_is_seen(close: Close) -> None:
    bring(close, line(1, 100_000, **in_month(2026, 9)), line(2, 100_000))
    assert point(close).state == "ok"
    bring(close, line(1, 50_000, **in_month(2026, 9)), line(2, 100_000), file="ny.csv")
    assert "+100,0 %" in str(point(close).summary)
