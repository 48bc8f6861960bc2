"""The file is built from the archived copy; what Aktiv kommune says later is told or heeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.close import Close
from data.details import Details, OrderLine, Organization, read, write
from data.errors import Problem
from data.files.rental import rental_of
from data.listing import ListedLine
from data.models import FileLine, LaterChange, Line
from data.notes import on_export
from data.views import LineRow
from data.views.files import LaterChangeView
from tests.batches import LINE
from tests.conftest import Clock
from tests.files_month import (
    INTERNAL,
    OCTOBER,
    external_of,
    generated,
    lines_of_october,
    october,
    scope,
    strings,
)
from tests.lists import OTHER_CLUB, bring, export_all, line

ARTICLE = OrderLine("Sal A", "4231", LINE.quantity, 12_000, 60_000)
CASE_LINE = line(1, 60_000, details=write(Details(period="hele høsten", order_lines=(ARTICLE,))))
PAID = replace(
    CASE_LINE, details=write(Details(order_lines=(ARTICLE,), payments=("completed",)))
)  # fmt: skip
GONE = replace(CASE_LINE, details=write(Details(is_active=False)))


def changes(close: Close) -> dict[int, LaterChangeView]:
    return {change.line: change for change in close.ready.view(OCTOBER).changes}


def a_list(close: Close, first: ListedLine, file: str, *, case: bool = False) -> None:
    """Bring October again, its first line being another one."""
    rest = (replace(each, price=each.price) for each in lines_of_october()[1:])
    bring(close, first, *rest, file=file, gives_details=case)


def test_a_later_list_with_the_old_price_again_forgets_the_change(close: Close) -> None:
    october(close)
    a_list(close, line(1, 90_000), "ny.csv")
    assert changes(close)[1].difference == 30_000

    a_list(close, line(1, 60_000), "rettet.csv")

    assert changes(close) == {}
    assert LaterChange.select().count() == 0
    assert len(generated(close)) == 2


def test_a_note_answers_for_what_was_known_when_it_was_written(close: Close, clock: Clock) -> None:
    october(close)
    a_list(close, line(1, 90_000), "ny.csv")
    clock.move(minutes=5)
    close.notes.add(on_export(1), "avtalt pris gjelder")
    assert changes(close)[1].is_kept

    clock.move(minutes=5)
    a_list(close, line(1, 95_000), "nyere.csv")
    assert not changes(close)[1].is_kept
    draft = close.generation.prepare(OCTOBER)
    with pytest.raises(Problem, match=r"F653 E-0001: 1 line was changed .*\(\+350,00\)"):
        close.generation.commit(draft, draft.orders)


def test_the_same_change_told_again_is_answered_for(close: Close, clock: Clock) -> None:
    october(close)
    a_list(close, line(1, 90_000), "ny.csv")
    close.notes.add(on_export(1), "avtalt pris gjelder")
    clock.move(minutes=5)

    bring(close, line(1, 90_000), *lines_of_october()[1:], line(9), file="nyere.csv")

    assert changes(close)[1].is_kept


def test_a_note_on_another_export_answers_for_nothing(close: Close) -> None:
    october(close)
    a_list(close, line(1, 90_000), "ny.csv")
    close.notes.add(on_export(2), "avtalt pris gjelder")
    assert not changes(close)[1].is_kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("customer_id", OTHER_CLUB),
        ("organization", "Ærfugl IL Håndball"),
        ("description", "Hallen: Sal B"),
        ("ends", datetime(2026, 10, 2, 22)),
        ("sub_customer", "44"),
    ],
)
def test_whatever_the_invoice_shows_is_told_when_it_changes(
    close: Close, field: str, value: object
) -> None:
    october(close)
    a_list(close, replace(line(1, 60_000), **{field: value}), "ny.csv")  # type: ignore[arg-type]

    assert changes(close)[1].fields == (field,)
    assert changes(close)[1].difference == 0


def test_the_contact_and_the_place_in_aktiv_kommune_are_no_news(close: Close) -> None:
    october(close)
    a_list(close, replace(line(1, 60_000), contact="Nora", exported="412"), "ny.csv")
    assert changes(close) == {}


def test_the_copy_decides_whatever_happens_to_the_line(close: Close) -> None:
    october(close)
    Line.update(price=1, customer_id=OTHER_CLUB, organization="Feil").where(Line.id == 1).execute()

    external = external_of(generated(close))

    assert external.amount == 225_050
    assert FileLine.get(FileLine.line == 1).price == 60_000


@pytest.mark.parametrize(("later", "kind"), [(PAID, "paid"), (GONE, "inactive")])
def test_case_31_a_list_without_details_does_not_undo_what_a_better_one_said(
    close: Close, later: ListedLine, kind: str
) -> None:
    october(close, CASE_LINE, *lines_of_october()[1:])
    a_list(close, later, "sak.json", case=True)
    assert changes(close)[1].kind == kind

    a_list(close, line(1, 60_000), "liste.csv")
    a_list(close, line(1, 70_000), "dyrere.csv")

    assert changes(close)[1].kind == kind, "a plain list cannot know"
    external_of(generated(close))
    assert FileLine.get(FileLine.line == 1).left_out == kind


def test_case_31_a_better_list_takes_it_back(close: Close) -> None:
    october(close, CASE_LINE, *lines_of_october()[1:])
    a_list(close, PAID, "sak.json", case=True)
    a_list(close, CASE_LINE, "rettet sak.json", case=True)

    assert changes(close) == {}
    assert external_of(generated(close)).amount == 225_050


def test_case_31_what_was_paid_stays_so_through_a_reversal_and_another_export(
    close: Close,
) -> None:
    october(close, CASE_LINE, *lines_of_october()[1:])
    a_list(close, PAID, "sak.json", case=True)

    close.exports.reverse(1, "feil kunde på linje 3")
    assert changes(close) == {}
    export_all(close, scope(close, "Hallen"))

    assert (changes(close)[1].kind, changes(close)[1].export) == ("paid", 3)
    generated(close)
    assert FileLine.get(FileLine.line == 1).left_out == "paid"


def test_case_31_a_price_changed_stays_told_through_a_reversal_and_another_export(
    close: Close,
) -> None:
    october(close)
    a_list(close, line(1, 90_000), "ny.csv")
    close.exports.reverse(1, "feil kunde på linje 3")
    export_all(close, scope(close, "Hallen"))

    draft = close.generation.prepare(OCTOBER)

    assert [(each.export, each.difference) for each in draft.unanswered] == [(3, 30_000)]
    with pytest.raises(Problem, match="F653 E-0003"):
        close.generation.commit(draft, draft.orders)


def test_case_31_a_booking_is_never_paid_online(close: Close) -> None:
    booking = replace(CASE_LINE, type="booking")
    october(close, booking, *lines_of_october()[1:])
    a_list(close, replace(PAID, type="booking", price=70_000), "sak.json", case=True)

    assert changes(close)[1].kind == "changed"
    assert changes(close)[1].difference == 10_000


def test_what_is_in_a_file_already_needs_no_answer_for_the_next(close: Close) -> None:
    october(close, *lines_of_october(), line(7, 5_000, **INTERNAL))
    internal, _ = generated(close)
    a_list(close, line(1, 90_000), "ny.csv")
    close.receipts.discard(internal.number, "feil kode")

    draft = close.generation.prepare(OCTOBER)

    assert draft.changes == ()
    assert close.generation.commit(draft, draft.orders)[0].customer_type == "internal"


def test_a_list_without_details_keeps_those_of_the_same_rental(close: Close) -> None:
    bring(close, CASE_LINE, account_strings=strings("Hallen"), gives_details=True)
    bring(close, replace(CASE_LINE, details="", contact="Nora"), file="liste.csv")
    assert Line.get_by_id(1).details == CASE_LINE.details
    assert Line.get_by_id(1).contact == "Nora"

    bring(close, replace(CASE_LINE, details="", price=70_000), file="dyrere.csv")
    assert Line.get_by_id(1).details == "", "what they add up to is no longer the price"


def test_a_list_with_details_may_have_none_of_a_rental(close: Close) -> None:
    bring(close, PAID, account_strings=strings("Hallen"), gives_details=True)
    bring(close, replace(PAID, details=""), file="sak.json", gives_details=True)
    assert Line.get_by_id(1).details == ""


CLUB = Organization(31, "Ærfugl IL", "310366552", payer="310073318", customer_number="10")


def corrected(close: Close, **fields: object) -> LineRow:
    """Return a line of a case file as an operator corrected it."""
    known = Details(
        organization=CLUB, customer_number="10", other_id="x", order_lines=(ARTICLE,),
        id_kind="organization_number",
    )  # fmt: skip
    bring(close, line(1, 60_000, details=write(known)), gives_details=True)
    Line.update(first_import=1, **fields).where(Line.id == 1).execute()
    return close.basis.lines(scope(close, "Hallen"))[0]


def test_what_is_not_corrected_keeps_all_that_is_known(close: Close) -> None:
    found = rental_of(corrected(close))
    assert found.details.organization == CLUB
    assert found.details.order_lines == (ARTICLE,)


def test_a_corrected_price_is_invoiced_without_the_old_order_lines(close: Close) -> None:
    found = rental_of(corrected(close, price=50_000))
    assert (found.price, found.details.order_lines) == (50_000, ())
    assert found.details.organization == CLUB


def test_a_corrected_customer_is_no_longer_the_organisation_of_the_list(close: Close) -> None:
    found = rental_of(corrected(close, customer_id=OTHER_CLUB))
    assert (found.customer_id, found.details.order_lines) == (OTHER_CLUB, (ARTICLE,))
    assert found.details.organization is not None
    assert (found.details.organization.name, found.details.organization.payer) == ("Ærfugl IL", "")
    assert (found.details.customer_number, found.details.id_kind, found.details.other_id) == (
        "", "", "",
    )  # fmt: skip


def test_a_corrected_price_does_not_unpay_a_rental(close: Close) -> None:
    row = corrected(close, price=50_000, details=PAID.details)
    assert rental_of(row).details.is_paid
    assert read(PAID.details).is_paid


def test_a_sub_customer_of_the_list_stands_for_the_number_of_its_organisation(
    close: Close,
) -> None:
    bring(close, line(1, sub_customer="412"))
    [row] = close.basis.lines(scope(close, "Hallen"))
    assert rental_of(row).details.customer_number == "412"
