"""The nine points, who answers for them, and when an answer no longer holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.listing import ListedAccountString, ListedTotal
from data.models import SignOff
from data.views import ControlView, PointView
from tests.lists import bring, export_all, hall, line, sign_everything

IDS, PRICES, FREE, TWICE, MONTH, TOTAL, LATE, STRINGS, COPY = range(1, 10)


def point(close: Close, number: int) -> PointView:
    return close.control.view(hall(close)).points[number - 1]


def bridge(view: ControlView) -> list[tuple[str, int, int]]:
    return [(row.sign, row.lines, row.total) for row in view.bridge]


def test_point_1_stops_on_exactly_the_payable_lines_whose_id_blocks(close: Close) -> None:
    bring(
        close,
        line(1, 500, customer_id=""),
        line(2, 500),
        line(3, 0, customer_id="Ikke angitt"),
        line(4, None, customer_id=""),
        line(5, 700, customer_id="310366553"),
        line(6, -100, customer_id=""),
    )

    found = point(close, IDS)

    assert (found.state, found.lines, found.is_signed) == ("blocked", (1, 5), False)


def test_holding_the_faulty_lines_lets_the_house_go_on(close: Close) -> None:
    bring(close, line(1, 500, customer_id=""), line(2, 500))
    close.basis.hold(hall(close), [1], "id mangler")

    view = close.control.view(hall(close))

    assert view.points[0].is_signed
    assert bridge(view) == [("", 2, 1000), ("-", 1, 500), ("=", 1, 500)]


def test_an_odd_id_waits_for_an_answer_with_a_reason(close: Close) -> None:
    bring(close, line(1, -500, customer_id=""), line(2, 500))
    assert point(close, IDS).state == "attention"

    with pytest.raises(Problem, match="F332"):
        close.control.sign(hall(close), IDS, " ")
    close.control.sign(hall(close), IDS, "kredit uten kunde, avklart")

    assert point(close, IDS).is_signed


def test_a_blocked_point_cannot_be_signed(close: Close) -> None:
    bring(close, line(1, 500, customer_id=""))
    with pytest.raises(Problem, match="F330"):
        close.control.sign(hall(close), IDS, "det går bra")
    assert SignOff.select().count() == 0


@pytest.mark.parametrize("number", [TWICE, TOTAL, STRINGS, COPY])
def test_what_the_program_answers_for_is_not_signed_by_hand(close: Close, number: int) -> None:
    bring(close, line(1))
    with pytest.raises(Problem, match="F331"):
        close.control.sign(hall(close), number, "ja")


def test_points_have_numbers_from_1_to_9(close: Close) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem, match="F314"):
        close.control.sign(hall(close), 10, "ja")
    assert [found.number for found in close.control.view(hall(close)).points] == list(range(1, 10))


def test_without_free_late_or_double_lines_the_program_answers_itself(close: Close) -> None:
    bring(close, line(1))
    for number in (IDS, FREE, TWICE, LATE, STRINGS):
        found = point(close, number)
        assert found.signed is not None
        assert (found.state, found.signed.operator) == ("ok", "machine"), number


def test_a_signature_is_suspended_when_its_lines_change_and_never_erased(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    close.control.sign(hall(close), PRICES, "etter prislisten")
    close.control.sign(hall(close), FREE, "barn og unge")

    bring(close, line(1, 900), line(2, 0), file="ny.csv")

    prices, free = point(close, PRICES).signed, point(close, FREE).signed
    assert prices is not None
    assert free is not None
    assert (prices.state, prices.operator, prices.reason) == (
        "suspended", "Kari Nes", "etter prislisten",
    )  # fmt: skip
    assert free.state == "valid"
    assert not point(close, PRICES).is_signed


def test_a_new_line_suspends_and_a_held_one_does_not(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    close.control.sign(hall(close), PRICES, "etter prislisten")

    close.basis.hold(hall(close), [1], "avklares")
    assert point(close, PRICES).is_signed

    close.basis.release(hall(close), [1])
    assert point(close, PRICES).is_signed

    bring(close, line(1, 500), line(2, 600), line(3, 700), file="ny.csv")
    assert not point(close, PRICES).is_signed


def test_a_withdrawn_signature_stays_with_who_and_why(close: Close) -> None:
    bring(close, line(1, 500))
    close.control.sign(hall(close), PRICES, "ok")
    with pytest.raises(Problem, match="F332"):
        close.control.withdraw(hall(close), PRICES, "")

    close.control.withdraw(hall(close), PRICES, "feil hus")

    row = SignOff.get()
    assert (row.reason, row.withdrawn_by, row.withdrawn_reason) == ("ok", "Kari Nes", "feil hus")
    assert not point(close, PRICES).is_signed
    with pytest.raises(Problem, match="F333"):
        close.control.withdraw(hall(close), PRICES, "igjen")


@pytest.mark.parametrize(
    ("total", "count", "state"),
    [
        (1500, 2, "ok"),
        (1500, 3, "ok"),
        (1500, None, "ok"),
        (1400, 2, "blocked"),
        (1500, 5, "blocked"),
        (1400, None, "blocked"),
    ],
)
def test_the_control_total_is_compared_on_sum_and_count(
    close: Close, total: int, count: int | None, state: str
) -> None:
    bring(close, line(1, 500), line(2, 1000), line(3, 0))

    close.control.enter_total(hall(close), total, count)

    found = point(close, TOTAL)
    assert found.state == state
    assert found.is_signed == (state == "ok")
    assert close.control.view(hall(close)).difference == 1500 - total
    assert "difference" in str(found.details[0])


def test_a_total_checked_on_the_sum_alone_says_so(close: Close) -> None:
    bring(close, line(1, 500))
    close.control.enter_total(hall(close), 500, None)
    assert "sum only" in str(point(close, TOTAL).summary)


def test_the_control_total_speaks_of_the_whole_list(close: Close) -> None:
    bring(close, line(1, 500), line(2, 1000))
    close.basis.hold(hall(close), [2], "avklares")

    close.control.enter_total(hall(close), 1500, 2)

    assert point(close, TOTAL).is_signed


def test_a_typed_total_is_suspended_by_two_errors_that_even_out(close: Close) -> None:
    bring(close, line(1, 500), line(2, 500))
    close.control.enter_total(hall(close), 1000, 2)

    bring(close, line(1, 700), line(2, 300), file="ny.csv")

    found = point(close, TOTAL)
    assert found.state == "ok"
    assert not found.is_signed
    close.control.enter_total(hall(close), 1000, 2)
    assert point(close, TOTAL).is_signed


def test_the_newest_control_total_counts(close: Close) -> None:
    listed = ListedTotal("Hallen", date(2026, 10, 31), 26, 2_946_246)
    bring(close, line(1, 500), totals=(listed,))
    assert point(close, TOTAL).state == "blocked"

    close.control.enter_total(hall(close), 500, 1)

    assert point(close, TOTAL).is_signed


def test_a_second_id_for_one_reservation_stops(close: Close) -> None:
    bring(close, line(1, reservation_id=7), line(2, reservation_id=7), line(3))
    assert (point(close, TWICE).state, point(close, TWICE).lines) == ("blocked", (1, 2))

    close.basis.hold(hall(close), [2], "dublett")

    assert point(close, TWICE).is_signed


def test_the_same_reservation_number_of_another_type_is_no_duplicate(close: Close) -> None:
    bring(close, line(1, reservation_id=7), line(2, reservation_id=7, type="allocation"))
    assert point(close, TWICE).is_signed


def test_a_reservation_that_was_exported_before_stops(close: Close) -> None:
    bring(close, line(1, reservation_id=7))
    export_all(close, hall(close))

    bring(close, line(1, reservation_id=7), line(2, reservation_id=7), file="ny.csv")

    assert (point(close, TWICE).state, point(close, TWICE).lines) == ("blocked", (2,))


def test_last_month_is_compared_and_the_largest_change_named(close: Close) -> None:
    september = {"starts": datetime(2026, 9, 3, 10), "ends": datetime(2026, 9, 3, 12)}
    bring(close, line(1, 10_000, **september))
    export_all(close, hall(close, date(2026, 9, 30)))
    bring(close, line(2, 11_000), file="oktober.csv")
    assert point(close, MONTH).state == "ok"

    bring(close, line(2, 11_000), line(3, 1_000, organization="Turn"), file="mer.csv")

    found = point(close, MONTH)
    assert found.state == "attention"
    assert "+20,0 %" in str(found.summary)
    assert any("Turn" in str(detail) for detail in found.details)


def test_late_lines_and_lines_across_the_month_are_listed(close: Close) -> None:
    bring(
        close,
        line(1, 100, starts=datetime(2026, 9, 26), ends=datetime(2026, 9, 26, 2)),
        line(2, 200, starts=datetime(2026, 9, 30, 22), ends=datetime(2026, 10, 1, 2)),
        line(3, 400, starts=datetime(2026, 10, 31, 22), ends=datetime(2026, 11, 1)),
        line(4, 800),
    )

    found = point(close, LATE)

    assert (found.state, found.lines) == ("attention", (1, 2))
    assert any("ends after the to-date" in str(detail) for detail in found.details)


def test_a_missing_account_string_stops_the_kind_that_needs_it(close: Close) -> None:
    only = ListedAccountString("Hallen", "external", "Hallen", {})
    internal: dict[str, Any] = {"customer_type": "internal", "customer_id": "204518"}
    bring(close, line(1), line(2, **internal), account_strings=(only,))

    found = point(close, STRINGS)

    assert (found.state, found.lines) == ("blocked", (2,))


def test_the_list_is_ready_only_when_every_point_is_answered(close: Close) -> None:
    bring(close, line(1), line(2, 0))
    sign_everything(close, hall(close))
    view = close.control.view(hall(close))
    assert (view.signed, view.is_ready) == (8, False)

    close.archive.take(hall(close))

    assert close.control.view(hall(close)).is_ready


def test_a_copy_of_other_lines_does_not_count(close: Close) -> None:
    bring(close, line(1))
    close.archive.take(hall(close))
    assert point(close, COPY).is_signed

    bring(close, line(1, 99), file="ny.csv")

    assert not point(close, COPY).is_signed


def test_a_building_without_lines_is_signed_as_nothing(close: Close) -> None:
    bring(
        close,
        line(1, building="Ørneset"),
        totals=(ListedTotal("Hallen", date(2026, 10, 31), 0, 0),),
    )
    close.control.sign_nothing(hall(close))
    assert close.control.nothing_signed_by(hall(close)) == "Kari Nes"

    with pytest.raises(Problem, match="F334"):
        close.control.sign_nothing(close.basis.scope("Ørneset", date(2026, 10, 31)))


def test_the_view_is_worked_out_once_for_an_unchanged_store(close: Close) -> None:
    bring(close, line(1))
    first = close.control.view(hall(close))
    assert close.control.view(hall(close)) is first
    close.basis.hold(hall(close), [1], "nei")
    assert close.control.view(hall(close)) is not first
