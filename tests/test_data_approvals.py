"""What one operator asks for and another one allows, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import Approval, JournalRow, Line
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, bring, hall, line

WRONG = "310366553"
"""The club's number with a wrong check digit."""
PERSON = "15897412345"


def as_ola(close: Close) -> Close:
    """Let Ola Hauge sit down at the same store."""
    close.journal.operator = "Ola Hauge"
    return close


def codes(close: Close) -> dict[int, tuple[str, str]]:
    return {row.id: (row.id_code, row.id_level) for row in close.basis.lines(hall(close))}


def journal(close: Close) -> list[str]:
    return [str(entry.text) for entry in reversed(close.journal.entries())]


def test_case_11_a_wrong_check_digit_is_accepted_by_two_operators(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG), line(2), line(3, -500, customer_id=WRONG))
    assert codes(close)[1] == ("wrong_check_digit", "blocked")

    asked = close.approvals.ask_for_id(1, "kunden har vist nummeret")
    assert codes(close)[1] == ("wrong_check_digit", "blocked"), "it waits for the second one"
    with pytest.raises(Problem, match="F718"):
        close.approvals.give(asked.number)
    given = as_ola(close).approvals.give(asked.number)

    assert codes(close) == {
        1: ("digit_accepted", "attention"),
        2: ("ok_organization", "ok"),
        3: ("digit_accepted", "attention"),
    }
    assert (given.asked_by, given.given_by, given.lines) == ("Kari Nes", "Ola Hauge", (1, 3))
    assert close.control.view(hall(close)).points[0].state == "attention"
    close.control.sign(hall(close), 1, "kontrollert med kunden")
    assert journal(close)[1:3] == [
        "asked to accept 310 366 553 with a wrong check digit: kunden har vist nummeret",
        "accepted 310 366 553 with a wrong check digit, as Kari Nes asked",
    ]


def test_an_accepted_id_counts_in_later_lists_and_other_spellings(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG))
    asked = close.approvals.ask_for_id(1, "vist")
    as_ola(close).approvals.give(asked.number)

    bring(
        close,
        line(1, customer_id=WRONG),
        line(4, customer_id="310 366 553"),
        line(5, customer_id="310073319"),
        file="ny.csv",
    )

    assert [code for code, _ in codes(close).values()] == [
        "digit_accepted", "digit_accepted", "wrong_check_digit",
    ]  # fmt: skip


def test_all_else_that_is_wrong_with_an_accepted_id_still_counts(
    tmp_path: Path, clock: Clock
) -> None:
    close = Close(tmp_path / "store.db", "Kari Nes", test_mode=False, clock=clock)
    bring(close, line(1, customer_id=WRONG), line(2, customer_id="889640783"))
    for number in (1, 2):
        close.journal.operator = "Kari Nes"
        asked = close.approvals.ask_for_id(number, "vist")
        as_ola(close).approvals.give(asked.number)
    assert codes(close) == {
        1: ("test_series", "blocked"),
        2: ("digit_accepted", "attention"),
    }
    close.shut()


def test_only_a_wrong_check_digit_is_accepted_so(close: Close) -> None:
    bring(close, line(1), line(2, customer_id=""))
    for number in (1, 2, 99):
        with pytest.raises(Problem, match="F719"):
            close.approvals.ask_for_id(number, "vist")
    with pytest.raises(Problem, match="F717"):
        close.approvals.ask("reopen_month", "2026-09", " ")


def test_what_waits_is_found_by_its_line(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG))
    asked = close.approvals.ask_for_id(1, "vist")
    again = close.approvals.ask_for_id(1, "spør igjen")

    assert again == asked, "asked for once"
    assert close.approvals.pending() == (asked,)
    assert (asked.lines, asked.building) == ((1,), "Hallen")
    assert close.approvals.of_line(1) == asked
    assert close.approvals.given("check_digit", asked.subject) is None
    given = as_ola(close).approvals.give(asked.number)
    assert close.approvals.pending() == ()
    assert close.approvals.given("check_digit", asked.subject) == given


def test_what_was_asked_or_allowed_can_be_taken_back(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG))
    asked = close.approvals.ask_for_id(1, "vist")
    with pytest.raises(Problem, match="F717"):
        close.approvals.withdraw(asked.number, " ")
    close.approvals.withdraw(asked.number, "feil linje")
    assert close.approvals.pending() == ()
    with pytest.raises(UsageProblem, match="F720"):
        close.approvals.give(asked.number)

    given = close.approvals.ask_for_id(1, "vist igjen")
    as_ola(close).approvals.give(given.number)
    close.approvals.withdraw(given.number, "kunden har fått nytt nummer")
    assert journal(close)[-1] == (
        "took back: 310 366 553 with a wrong check digit: kunden har fått nytt nummer"
    )
    assert codes(close)[1] == ("wrong_check_digit", "blocked")
    assert Approval.select().count() == 2, "every row stays"


@pytest.mark.parametrize("kind", ["second_file", "check_digit", "reopen_month"])
def test_where_the_setting_is_off_one_operator_is_enough(close: Close, kind: str) -> None:
    close.settings.change({f"two_persons.{kind}": False})
    given = close.approvals.ask(kind, "2026-10", "haster")  # type: ignore[arg-type]
    assert (given.given_by, close.approvals.pending()) == ("Kari Nes", ())


@pytest.mark.parametrize("kind", ["second_file", "reopen_month"])
def test_a_second_file_and_a_receipted_month_wait_for_another_operator(
    close: Close, kind: str
) -> None:
    asked = close.approvals.ask(kind, "2026-10", "avvist")  # type: ignore[arg-type]
    close.journal.operator = "kari  nes"
    with pytest.raises(Problem, match="F718"):
        close.approvals.give(asked.number)
    assert as_ola(close).approvals.give(asked.number).given_by == "Ola Hauge"
    assert close.approvals.given(kind, "2026-10") is not None  # type: ignore[arg-type]
    assert close.approvals.given(kind, "2026-09") is None  # type: ignore[arg-type]
    assert "2026-10" in journal(close)[-1]


def test_no_identity_number_is_kept_of_what_was_asked(close: Close) -> None:
    bring(close, line(1, customer_id=PERSON))
    asked = close.approvals.ask_for_id(1, f"gjelder {PERSON}")
    as_ola(close).approvals.give(asked.number)

    assert Line.get_by_id(1).id_code_test == "digit_accepted"
    kept = str([*Approval.select().dicts(), *(row.details for row in JournalRow.select())])
    assert PERSON not in kept
    assert "158974 *****" in kept


def test_another_id_is_not_accepted_with_it(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG), line(2, customer_id="310073319"))
    asked = close.approvals.ask_for_id(1, "vist")
    as_ola(close).approvals.give(asked.number)
    assert codes(close)[2] == ("wrong_check_digit", "blocked")
    assert {CLUB, OTHER_CLUB}.isdisjoint({WRONG, "310073319"})
