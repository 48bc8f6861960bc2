"""What was decided about a question is offered the next time it is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.decisions import origin_of
from data.models import Decision
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, bring, hall, line

SEPTEMBER = date(2026, 9, 30)
IN_SEPTEMBER: dict[str, Any] = {
    "starts": datetime(2026, 9, 3, 10),
    "ends": datetime(2026, 9, 3, 12),
}
REASON = "behold to fakturaer, avklart med kunden"


def offers(close: Close, to: date) -> list[str]:
    point = close.control.view(hall(close, to)).points[0]
    return [str(found.offered) for found in point.findings if found.offered]


@pytest.fixture
def decided(close: Close) -> Close:
    """Return a store where a customer's two ids were answered for in September."""
    bring(
        close,
        line(1, **IN_SEPTEMBER),
        line(2, customer_id=OTHER_CLUB, **IN_SEPTEMBER),
        line(3),
        line(4, customer_id=OTHER_CLUB),
    )
    close.control.sign(hall(close, SEPTEMBER), 1, REASON)
    return close


def test_a_decision_is_kept_with_its_source(decided: Close) -> None:
    row = Decision.get()
    assert (row.kind, row.reason, row.origin, row.operator) == (
        "two_ids", REASON, "customer", "Kari Nes",
    )  # fmt: skip
    assert "Ærfugl IL" in row.question
    assert CLUB not in row.subject
    assert row.sign_off.check == "customer_ids"


def test_the_same_question_next_month_carries_the_answer(decided: Close) -> None:
    (offered,) = offers(decided, hall(decided).to)
    assert offered == f"as last time: {REASON} (Kari Nes, 05.11.2026)"
    assert str(decided.control.view(hall(decided)).points[0].reasons[0]) == offered


def test_who_takes_the_offer_confirms_the_decision(decided: Close, clock: Clock) -> None:
    clock.move(days=1)
    # As the screen in bokmål would hand it over.
    decided.control.sign(hall(decided), 1, f"som sist: {REASON} (Kari Nes, 05.11.2026)")

    (offered,) = offers(decided, hall(decided).to)
    assert offered == f"as last time: {REASON} (Kari Nes, 06.11.2026)"
    assert Decision.select().order_by(Decision.id.desc()).first().origin == "customer"


def test_a_withdrawn_signature_takes_its_decisions_along(decided: Close) -> None:
    decided.control.withdraw(hall(decided, SEPTEMBER), 1, "feil")
    assert offers(decided, hall(decided).to) == []
    assert Decision.select().count() == 1


def test_the_decision_before_counts_again_after_a_withdrawal(decided: Close) -> None:
    decided.control.sign(hall(decided), 1, "bruk det første")
    assert "bruk det første" in offers(decided, hall(decided).to)[0]
    decided.control.withdraw(hall(decided), 1, "likevel ikke")
    assert REASON in offers(decided, hall(decided).to)[0]


def test_a_decision_is_seen_at_once_in_another_building(close: Close) -> None:
    bring(
        close,
        line(1),
        line(2, customer_id=OTHER_CLUB),
        line(3, building="Øya"),
        line(4, building="Øya", customer_id=OTHER_CLUB),
    )
    to = hall(close).to
    assert offers(close, to) == []
    island = close.basis.scope("Øya", to)

    close.control.sign(island, 1, REASON)
    assert len(offers(close, to)) == 1

    close.control.withdraw(island, 1, "feil")
    assert offers(close, to) == []


def test_a_changed_fact_is_asked_anew(decided: Close) -> None:
    third = line(5, customer_id="312345676")
    bring(decided, line(3), line(4, customer_id=OTHER_CLUB), third, file="ny.csv")
    point = decided.control.view(hall(decided)).points[0]
    assert [found.kind for found in point.findings if found.subject] == ["two_ids"]
    assert offers(decided, hall(decided).to) == []


def test_a_point_without_a_question_leaves_no_decision(close: Close) -> None:
    bring(close, line(1, 500), line(2, -100, customer_id=""))
    close.control.sign(hall(close), 1, "kredit, avklart")
    close.control.sign(hall(close), 2, "avtalt pris")
    assert Decision.select().where(Decision.kind == "missing_on_credit").count() == 0


@pytest.mark.parametrize(
    ("reason", "origin"),
    [
        ("kontrollert i registeret", "register"),
        ("checked in the register", "register"),
        ("avklart med kunden", "customer"),
        ("regnskap sier to fakturaer", "accounting"),
        ("står i søknaden", "application"),
        ("slik skal det være", "operator"),
    ],
)
def test_the_source_is_read_from_the_reason(reason: str, origin: str) -> None:
    assert origin_of(reason) == origin
