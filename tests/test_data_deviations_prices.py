"""Prices that stand out, and those that must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks import BY_NUMBER
from data.deviations import found
from data.facts import Facts, Limits
from data.views import LineRow
from tests.priced import earlier, facts, row

CLUB_RATE, COMPANY_RATE = 62_500, 168_000
"""What two hours of Sal A cost a club and a company."""


def kinds(given_facts: Facts, check: str = "prices") -> dict[str, list[tuple[int, ...]]]:
    told: dict[str, list[tuple[int, ...]]] = {}
    for finding in found(given_facts, check):
        told.setdefault(finding.kind, []).append(finding.lines)
    return told


def only_text(given_facts: Facts, check: str = "prices") -> str:
    [finding] = found(given_facts, check)
    return str(finding.text).replace("\u00a0", " ")


def known_hall() -> list[LineRow]:
    """Return a year of a club, a company and others in one hall."""
    company = earlier(
        *[COMPANY_RATE] * 4, organization="Fjell AS", customer_id="310073318"
    )  # fmt: skip
    return [*earlier(*[CLUB_RATE] * 12), *company]


def other(**fields: Any) -> dict[str, Any]:
    """Return who has never been here before."""
    return {"organization": "Ny Kunde AS", "customer_id": "311000004", **fields}


# What the same customer paid.


def test_a_price_unlike_the_customer_s_own_says_what_was_paid_how_often_and_since_when() -> None:
    text = only_text(facts(row(1, 72_500), before=earlier(*[60_000] * 8)))

    assert text == (
        "1 Ærfugl IL: paid 600,00 in Sal A 8 times since 02.2026, now 725,00 (+20,8 %)."
    )


@pytest.mark.parametrize("price", [66_000, 54_000, 60_000])
def test_the_yearly_adjustment_of_a_price_list_passes(price: int) -> None:
    assert not kinds(facts(row(1, price), before=earlier(*[60_000] * 8)))


@pytest.mark.parametrize(
    ("paid", "price"),
    [
        ([60_000, 60_000, 90_000, 60_000, 90_000, 60_000], 90_000),
        ([90_000, 60_000, 60_000, 60_000], 90_000),
        ([60_000, 60_000], 90_000),
        ([], 90_000),
    ],
    ids=["asked twice", "asked last", "no habit yet", "never here"],
)
def test_a_price_with_a_precedent_or_without_a_habit_is_no_deviation(
    paid: list[int], price: int
) -> None:
    assert not kinds(facts(row(1, price), before=earlier(*paid)))


def test_one_slip_in_an_earlier_month_excuses_nothing() -> None:
    paid = [60_000, 90_000, 60_000, 60_000]
    assert kinds(facts(row(1, 90_000), before=earlier(*paid))) == {"own_price": [(1,)]}


@pytest.mark.parametrize(
    "unlike",
    [
        {"minutes": 60},
        {"description": "Hallen: Sal B"},
        {"customer_id": "310073318"},
    ],
    ids=["duration", "resource", "customer"],
)
def test_another_use_has_another_price(unlike: dict[str, Any]) -> None:
    assert not kinds(facts(row(1, 72_500, **unlike), before=earlier(*[60_000] * 4)))


def test_a_building_s_new_name_and_spaces_in_an_id_make_no_other_customer() -> None:
    line = row(1, 72_500, description="Storhallen: Sal A", customer_id="310 366 552")
    assert kinds(facts(line, before=earlier(*[60_000] * 4))) == {"own_price": [(1,)]}


def test_without_an_id_the_name_is_the_customer() -> None:
    nameless = {"customer_id": "", "organization": "", "contact": "Per Ås"}
    line = row(1, 72_500, **(nameless | {"customer_id": "Ikke angitt"}))
    assert kinds(facts(line, before=earlier(*[60_000] * 4, **nameless))) == {"own_price": [(1,)]}


def test_a_first_month_is_held_against_the_rest_of_its_own_list() -> None:
    weeks = [row(number, 46_875) for number in (1, 8, 15)]
    assert kinds(facts(*weeks, row(22, 59_375))) == {"own_price": [(22,)]}


def test_one_line_of_the_year_before_and_two_of_the_list_make_a_habit_together() -> None:
    lines = [row(1), row(8), row(15, 90_000)]
    assert kinds(facts(*lines, before=earlier(60_000))) == {"own_price": [(15,)]}


def test_what_is_held_back_is_not_judged_but_still_a_precedent() -> None:
    weeks = [replace(row(number, 46_875), held=True) for number in (1, 8, 15)]
    assert kinds(facts(*weeks, row(22, 59_375))) == {"own_price": [(22,)]}
    assert not kinds(facts(row(1), row(2), row(3), replace(row(4, 90_000), held=True)))


def test_a_new_price_list_is_told_once_and_what_it_does_not_explain_beside_it() -> None:
    clubs = [{"organization": f"Lag {n}", "customer_id": f"31007{n:04}"} for n in range(12)]
    before = [each for club in clubs for each in earlier(*[60_000] * 3, **club)]
    now = [row(n, 72_000 + n % 2 * 700, **club) for n, club in enumerate(clubs, 1)]
    odd = replace(now[4], price=90_000)

    told = found(facts(*now[:4], odd, *now[5:], before=before), "prices")

    assert [each.lines for each in told] == [(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12), (5,)]
    assert str(told[0].text).replace("\u00a0", " ") == (
        "1 Lag 0 and others: 11 lines cost +21 % against what the same customers paid,"
        " this one 727,00 instead of 600,00. A new price list?"
    )
    held = [replace(line, held=line.id < 4) for line in now]
    keys = {each.key for each in found(facts(*held, before=before), "prices")}
    assert keys == {each.key for each in found(facts(*now, before=before), "prices")}
    assert not found(facts(*(replace(line, held=True) for line in now), before=before), "prices")
    assert len(found(facts(*now[:9], before=before), "prices")) == 9


# What the resource usually costs.


def test_a_price_far_from_every_usual_one_says_median_spread_and_how_many_lines() -> None:
    text = only_text(facts(row(1, 504_000, minutes=120, **other()), before=known_hall(),
                           limits=Limits(high_price=10**9)))  # fmt: skip

    assert text == (
        "1 Ny Kunde AS: 5 040,00, 2 520,00 an hour in Sal A; usual is 312,50"
        " (312,50 to 312,50) by 16 lines of 12 months."
    )


def test_a_rental_of_one_hour_says_its_price_once() -> None:
    unusual = facts(row(1, 252_000, minutes=60, **other()), before=known_hall(),
                    limits=Limits(high_price=10**9))  # fmt: skip
    assert only_text(unusual) == (
        "1 Ny Kunde AS: 2 520,00 for one hour in Sal A; usual is 312,50"
        " (312,50 to 312,50) by 16 lines of 12 months."
    )
    high = only_text(facts(row(1, 600_000, minutes=60)))
    assert high.endswith(": 6 000,00 is above 5 000,00, for one hour in Sal A.")


def test_too_cheap_for_every_group_stands_out_as_well() -> None:
    assert kinds(facts(row(1, 20_000, **other()), before=known_hall())) == {
        "usual_price": [(1,)]
    }  # fmt: skip


@pytest.mark.parametrize("price", [CLUB_RATE, COMPANY_RATE, 2 * COMPANY_RATE, 104_000, 31_250])
def test_who_pays_like_any_of_the_groups_is_left_alone(price: int) -> None:
    assert not kinds(facts(row(1, price, **other()), before=known_hall()))


def test_what_was_asked_before_excuses_an_unusual_price_and_the_rest_of_the_list_does_not() -> None:
    before = [*known_hall(), *earlier(10_000, **other())]
    assert not kinds(facts(row(1, 10_500, **other()), before=before))
    weeks = [row(number, 20_000, **other()) for number in range(1, 5)]
    assert kinds(facts(*weeks, before=known_hall())) == {
        "usual_price": [(number,) for number in range(1, 5)]
    }


def test_a_price_within_the_spread_of_the_middle_half_is_left_alone() -> None:
    before = [*earlier(*[20_000] * 5), *earlier(*[200_000] * 5)]
    assert not kinds(facts(row(1, 60_000, **other()), before=before))


def test_few_prices_make_nothing_usual() -> None:
    assert not kinds(facts(row(1, 480_000, **other()), before=earlier(*[CLUB_RATE] * 7)))


def test_where_no_price_comes_back_the_spread_decides() -> None:
    spread = [
        line
        for place, price in enumerate(range(50_000, 90_000, 5_000))
        for line in earlier(price, organization=f"Kunde {place}", customer_id=f"31007{place:04}")
    ]
    assert not kinds(facts(row(1, 100_000, **other()), before=spread))
    assert kinds(facts(row(1, 200_000, **other()), before=spread)) == {"usual_price": [(1,)]}


# Free and paid.


def test_free_among_paid_says_how_often_it_paid_what() -> None:
    text = only_text(facts(row(1, 0), before=earlier(*[60_000] * 6, 0)), "free_lines")

    assert text == (
        "1 Ærfugl IL: free in Sal A, but paid 6 of 7 times since 03.2026, 600,00 most often (6)."
    )


def test_paid_among_free_says_how_often_it_was_free() -> None:
    text = only_text(facts(row(1, 60_000), before=earlier(*[0] * 4)))

    assert text == "1 Ærfugl IL: 600,00 in Sal A, but free 4 of 4 times since 06.2026."


@pytest.mark.parametrize("price", [0, None, 60_000])
def test_who_goes_free_now_and_then_is_left_alone(price: int | None) -> None:
    before = earlier(*[60_000] * 4, 0, 0, 0, 0)
    assert not kinds(facts(row(1, price), before=before), "free_lines")
    assert not kinds(facts(row(1, price), before=before))


def test_the_rest_of_the_list_tells_too_who_pays() -> None:
    lines = [row(1), row(2), row(3), row(4, None)]
    assert kinds(facts(*lines), "free_lines") == {"free_among_paid": [(4,)]}
    outcome = BY_NUMBER[3].run(facts(*lines, row(5, 0, **other())))
    assert str(outcome.summary) == "2 free, 1 unusual"
    assert outcome.lines == (4, 5)


# One line alone.


def test_a_high_price_and_a_credit_are_always_told() -> None:
    before = earlier(*[600_000] * 9)
    assert kinds(facts(row(1, 600_000), before=before)) == {"high_price": [(1,)]}
    assert kinds(facts(row(1, 500_000))) == {}
    assert only_text(facts(row(1, -45_000))) == "1 Ærfugl IL: credit -450,00"


def test_odd_øre_stand_out_where_prices_are_whole_kroner() -> None:
    before = earlier(*range(40_000, 64_000, 1_000))
    text = only_text(facts(row(1, 59_987, **other()), before=before))

    assert text == (
        "1 Ny Kunde AS: 599,87 is no multiple of 1,00; 24 of 24 prices of 12 months are."
    )
    off = Limits(odd_ore=False)
    assert not kinds(facts(row(1, 59_987, **other()), before=before, limits=off))


@pytest.mark.parametrize("minutes", [90, 30])
def test_half_an_hour_of_a_whole_price_is_not_odd(minutes: int) -> None:
    before = earlier(*range(20_000, 44_000, 1_000), minutes=60)
    half = row(1, 31_500 * minutes // 60, minutes=minutes, **other())
    assert half.price is not None
    assert half.price % 100 == 50
    assert not kinds(facts(half, before=before))


def test_an_ending_that_is_common_in_the_building_is_not_odd() -> None:
    before = earlier(*[46_875] * 12, *[60_000] * 12)
    assert not kinds(facts(row(1, 46_875, **other()), before=before))


def test_an_ending_that_came_a_few_times_is_not_odd() -> None:
    regular = [line for _ in range(9) for line in earlier(*[60_000] * 12)]
    before = [*regular, *earlier(10_075, 20_075, 30_075)]
    assert not kinds(facts(row(1, 50_075, **other()), before=before))
    assert kinds(facts(row(1, 50_074, **other()), before=before)) == {"odd_amount": [(1,)]}


# Laws.

prices = st.sampled_from([None, -5_000, 0, 20_000, 46_875, 60_000, 60_013, 90_000, 700_000])
lines = st.lists(
    st.builds(
        lambda price, who, room, minutes, held, day: (price, who, room, minutes, held, day),
        prices, st.integers(0, 2), st.sampled_from("AB"), st.sampled_from([60, 120]),
        st.booleans(), st.integers(1, 28),
    ),
    max_size=30,
)  # fmt: skip


def built(first: int, drawn: list[tuple[Any, ...]]) -> list[LineRow]:
    return [
        row(
            first + place, price, held=held, description=f"Hallen: Sal {room}", minutes=minutes,
            starts=datetime(2026, 10, day, 18), organization=f"Lag {who}", customer_id="",
            type="allocation" if place % 3 else "event",
        )
        for place, (price, who, room, minutes, held, day) in enumerate(drawn)
    ]  # fmt: skip


@given(lines, lines, st.randoms())
def test_the_order_of_the_lines_changes_no_finding(
    now: list[tuple[Any, ...]], then: list[tuple[Any, ...]], random: Any
) -> None:
    listed, before = built(1, now), built(500, then)
    shuffled, shuffled_before = listed[:], before[:]
    random.shuffle(shuffled)
    random.shuffle(shuffled_before)
    for check in ("prices", "free_lines", "duplicates"):
        once = {each.key for each in found(facts(*listed, before=before), check)}
        again = {each.key for each in found(facts(*shuffled, before=shuffled_before), check)}
        assert once == again


@given(lines, lines, st.data())
def test_holding_a_line_brings_no_new_finding_about_prices(
    now: list[tuple[Any, ...]], then: list[tuple[Any, ...]], data: Any
) -> None:
    listed, before = built(1, now), built(500, then)
    which = data.draw(st.sets(st.sampled_from(listed)) if listed else st.just(set()))
    held = [replace(line, held=True) if line in which else line for line in listed]
    for check in ("prices", "free_lines"):
        after = {each.key for each in found(facts(*held, before=before), check)}
        assert after <= {each.key for each in found(facts(*listed, before=before), check)}
