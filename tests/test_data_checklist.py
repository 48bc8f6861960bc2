"""Whose answer counts for what is found now: across buildings, limits, months and reversals."""

from __future__ import annotations

import pytest

from data.close import Close
from data.errors import Problem
from data.listing import ListedTotal
from data.models import ControlTotal
from data.views import PointView, Scope
from tests.lists import TO, bring, hall, line

PRICES, FREE, TWICE, TOTAL = 2, 3, 4, 6


def point(close: Close, number: int, scope: Scope | None = None) -> PointView:
    return close.control.view(scope or hall(close)).points[number - 1]


def test_a_mark_in_another_building_decides_on_a_shared_reservation(close: Close) -> None:
    bring(close, line(1, reservation_id=7), line(2, reservation_id=7, building="Øya"))
    island = close.basis.scope("Øya", TO)

    close.basis.hold(island, [2], "dublett")
    assert point(close, TWICE).is_signed

    close.basis.release(island, [2])
    assert point(close, TWICE).state == "blocked"


def test_what_becomes_a_finding_after_a_signature_without_a_word_asks_again(close: Close) -> None:
    bring(close, line(1, 100_000), line(2, 100_000))
    close.control.sign(hall(close), PRICES, "")
    assert point(close, PRICES).is_signed

    close.settings.change({"limits.high_price": 50_000})

    found = point(close, PRICES)
    assert found.signed is not None
    assert (found.state, found.signed.state) == ("attention", "suspended")
    close.control.sign(hall(close), PRICES, "avtalt")
    assert point(close, PRICES).is_signed


def test_a_withdrawn_answer_stays_withdrawn_when_its_point_stops(close: Close) -> None:
    bring(close, line(1, -500, customer_id=""), line(2, 500))
    close.control.sign(hall(close), 1, "avklart")
    close.control.withdraw(hall(close), 1, "likevel ikke")

    bring(close, line(1, -500, customer_id=""), line(2, 500, customer_id=""), file="ny.csv")

    found = point(close, 1)
    assert found.signed is not None
    assert (found.state, found.signed.state) == ("blocked", "withdrawn")


def test_only_the_lines_that_were_looked_at_are_signed(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    seen = close.control.view(hall(close))
    bring(close, line(1, 700), line(2, 400), file="kollegas.csv")

    with pytest.raises(Problem, match="F335"):
        close.control.sign(hall(close), PRICES, "sett", seen)

    close.control.sign(hall(close), PRICES, "sett", close.control.view(hall(close)))
    assert point(close, PRICES).is_signed


def test_signing_one_point_leaves_what_was_seen_of_the_next_as_it_is(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    seen = close.control.view(hall(close))
    close.control.sign(hall(close), PRICES, "sett", seen)
    close.control.sign(hall(close), FREE, "barn og unge", seen)
    assert point(close, FREE).is_signed


def test_rows_of_the_list_are_no_answer_to_aktiv_kommune_s_own_count(close: Close) -> None:
    listed = ListedTotal("Hallen", TO, 2, 500)
    bring(close, line(1, 500), line(2, 0), totals=(listed,))
    assert point(close, TOTAL).state == "blocked"

    close.control.enter_total(hall(close), 500, 2)

    assert point(close, TOTAL).is_signed


def export_with_the_imported_total(close: Close, scope: Scope) -> int:
    for found in close.control.view(scope).points:
        if found.signer == "operator" and found.check != "archived_copy":
            close.control.sign(scope, found.number, "kontrollert")
    return close.exports.commit(close.exports.prepare(scope), "Hallen", "Hallen").number


def test_an_imported_total_counts_again_after_a_reversal(close: Close) -> None:
    bring(close, line(1, 500), totals=(ListedTotal("Hallen", TO, 1, 500),))
    number = export_with_the_imported_total(close, hall(close))
    assert ControlTotal.select().where(ControlTotal.export == number).count() == 1

    close.exports.reverse(number, "feil")

    assert point(close, TOTAL).is_signed
    assert not point(close, PRICES).is_signed


def test_a_newer_total_is_not_pushed_aside_by_a_reversal(close: Close) -> None:
    bring(close, line(1, 500), totals=(ListedTotal("Hallen", TO, 1, 500),))
    number = export_with_the_imported_total(close, hall(close))
    bring(close, line(1, 500), totals=(ListedTotal("Hallen", TO, 1, 700),), file="ny.csv")

    close.exports.reverse(number, "feil")

    assert close.control.view(hall(close)).expected_total == 700


def test_a_season_s_export_suspends_the_answers_for_the_whole_building(close: Close) -> None:
    bring(close, line(1, 500, season="Høst"), line(2, 600, season="Vår"), line(3, 700))
    autumn = close.basis.scope("Hallen", TO, "Høst")
    for scope in (autumn, hall(close)):
        close.control.enter_total(scope, close.control.view(scope).tally.total, None)
        for found in close.control.view(scope).points:
            if found.signer == "operator" and found.check != "archived_copy":
                close.control.sign(scope, found.number, "kontrollert")

    close.exports.commit(close.exports.prepare(autumn), "Hallen", "Hallen")

    whole = close.control.view(hall(close))
    assert whole.tally.lines == 1
    answers = {
        found.signed.state for found in whole.points if found.number in (2, 5) and found.signed
    }
    assert answers == {"suspended"}
    assert not point(close, TOTAL).is_signed
    with pytest.raises(Problem, match="F504"):
        close.exports.prepare(hall(close))


def test_a_building_whose_lines_are_all_held_back_is_signed_as_nothing(close: Close) -> None:
    bring(close, line(1, 500))
    with pytest.raises(Problem, match="F334"):
        close.control.sign_nothing(hall(close))
    close.basis.hold(hall(close), [1], "venter på id")

    close.control.sign_nothing(hall(close))
    (row,) = close.months.overview(close.months.current()).buildings
    assert row.state == "nothing"

    close.basis.release(hall(close), [1])
    (row,) = close.months.overview(close.months.current()).buildings
    assert row.state != "nothing"


def test_another_kind_of_customer_pays_by_another_list(close: Close) -> None:
    internal = {"customer_type": "internal", "customer_id": "204518"}
    bring(close, line(1, 500), line(2, 0))
    close.control.sign(hall(close), PRICES, "etter prislisten")
    close.control.sign(hall(close), FREE, "barn og unge")

    bring(close, line(1, 500, **internal), line(2, 0, **internal), file="ny.csv")

    assert not point(close, PRICES).is_signed
    assert not point(close, FREE).is_signed
