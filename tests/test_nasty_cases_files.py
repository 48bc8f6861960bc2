"""The nasty cases of the invoice file and its receipt, each by its number in the flow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data import exports
from data.close import Close
from data.details import Details, OrderLine, write
from data.errors import Problem
from data.files.proof import refuse_same
from data.listing import ListedLine
from data.models import FileLine, InvoiceFile, Note
from data.notes import on_export
from tests.batches import LINE
from tests.conftest import Clock
from tests.files_month import (
    OCTOBER,
    colleague,
    delivered,
    external_of,
    generated,
    lines_of_october,
    october,
    receipted,
    scope,
    second_file_allowed,
    strings,
)
from tests.lists import bring, export_all, line
from tests.nasty import refused, said


def sent(close: Close, folder: Path, *lines: ListedLine) -> int:
    """Make October, send its external file and return the file's number."""
    october(close, *lines)
    return delivered(close, external_of(generated(close)), folder / "ut").number


def details(**known: object) -> str:
    """Return what a case file says of a rental beyond the list."""
    article = OrderLine("Sal A", "4231", LINE.quantity, 12_000, 60_000)
    return write(Details(order_lines=(article,), **known))  # type: ignore[arg-type]


def test_case_02_a_price_changed_after_the_export_is_shown_and_answered_for(close: Close) -> None:
    october(close)
    bring(close, line(1, 90_000), *lines_of_october()[1:], file="ny.csv")

    draft = close.generation.prepare(OCTOBER)
    [change] = draft.unanswered
    told = refused(lambda: close.generation.commit(draft, draft.orders))

    assert (change.line, change.export, change.fields, change.difference) == (
        1, 1, ("price",), 30_000,
    )  # fmt: skip
    assert told.startswith("F653 E-0001: ")
    assert "+300,00" in told
    assert "1 350,50" in told, "what the export adds up to"
    assert InvoiceFile.select().count() == 0

    close.notes.add(on_export(1), "avtalt pris gjelder")
    draft = close.generation.prepare(OCTOBER)
    assert draft.unanswered == ()
    _, external = close.generation.commit(draft, draft.orders)
    assert FileLine.get(FileLine.line == 1).amount == 60_000
    assert close.files.read(external.number).amount == 225_050


def test_case_02_reversing_fetches_the_new_price(close: Close) -> None:
    october(close)
    newer = (line(1, 90_000), *lines_of_october()[1:])
    bring(close, *newer, file="ny.csv")

    close.exports.reverse(1, "ny pris")
    bring(close, *newer, file="ny.csv")
    export_all(close, scope(close, "Hallen"))

    draft = close.generation.prepare(OCTOBER)
    assert draft.changes == ()
    assert draft.total == 267_050


def test_case_04_a_credit_line_is_refused_at_the_export(close: Close) -> None:
    bring(close, line(1, 60_000), line(2, -45_000), account_strings=strings("Hallen"))

    told = refused(lambda: export_all(close, scope(close, "Hallen")))

    assert told.startswith("F303")
    assert "-450,00 (Ærfugl IL, " in told
    assert "(u)" in told
    assert close.exports.exports() == []
    close.basis.hold(scope(close, "Hallen"), [2], "meldt til økonomi")
    assert close.exports.export(export_all(close, scope(close, "Hallen"))).total == 60_000


def test_case_04_a_credit_line_of_an_older_export_is_refused_at_the_generation(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An older program let credit lines into an export.
    monkeypatch.setattr(exports, "refuse_credit", lambda _lines: None)
    october(close, line(1, 60_000), line(2, -45_000), line(5, building="Bakken"))

    told = refused(lambda: close.generation.prepare(OCTOBER))

    assert told.startswith("F303")
    assert "-450,00 (Ærfugl IL, " in told
    assert "E-0001 (r)" in told
    assert InvoiceFile.select().count() == 0


def test_case_14_a_month_with_a_file_takes_no_more_without_two_operators(
    close: Close, tmp_path: Path
) -> None:
    sent(close, tmp_path)
    bring(close, line(7), file="sen.csv")
    hall = scope(close, "Hallen")

    told = refused(lambda: export_all(close, hall))
    assert told.startswith("F654")
    assert "2611052.txt" in told
    assert "november" in told.lower()

    asked = close.gate.ask(OCTOBER, "glemt leie")
    with pytest.raises(Problem, match="F718"):
        close.approvals.give(asked.number)
    with pytest.raises(Problem, match="F654"):
        export_all(close, hall)
    with colleague(close):
        close.approvals.give(asked.number)
    export_all(close, hall)
    [more] = generated(close)

    assert (more.allowed_by, more.reason, more.is_supplementary) == (
        "Ola Hauge", "glemt leie", True,
    )  # fmt: skip
    bring(close, line(8), file="enda senere.csv")
    with pytest.raises(Problem, match=r"F654 October has a file \(2611053\.txt\)"):
        export_all(close, hall)


def test_case_14_a_late_line_goes_with_the_next_month(
    close: Close, tmp_path: Path, clock: Clock
) -> None:
    sent(close, tmp_path)
    clock.move(days=30)
    bring(close, line(7), line(8, starts=datetime(2026, 11, 2, 18), ends=datetime(2026, 11, 2, 20)))
    november = scope(close, "Hallen", date(2026, 11, 30))

    number = export_all(close, november)

    assert [row.id for row in close.exports.lines(number)] == [7, 8]


def test_case_22_the_rejected_orders_come_back_and_the_rest_stays_receipted(
    close: Close, tmp_path: Path
) -> None:
    number = sent(close, tmp_path)
    file = receipted(close, close.files.file(number))
    orders = close.files.orders(number)
    club = next(order for order in orders if order.lines == 2)

    told = refused(lambda: close.receipts.reject(number, [club.number], "ukjent kunde"))
    assert told.startswith("F667")
    asked = close.receipts.ask_to_reopen(number, "LRS avviste én ordre")
    with colleague(close):
        close.approvals.give(asked.number)
    after = close.receipts.reject(number, [club.number], "ukjent kunde hos LRS")

    assert (after.state, after.rejected_orders, after.rejected_amount) == (
        "partly_rejected", 1, 105_050,
    )  # fmt: skip
    assert (after.expected_orders, after.expected_amount, after.is_receipted) == (2, 120_000, True)
    hall = scope(close, "Hallen")
    assert [row.id for row in close.basis.lines(hall)] == [1, 2]
    assert {row.subject: row.text for row in Note.select()} == {
        "1": f"{file.name}: ukjent kunde hos LRS",
        "2": f"{file.name}: ukjent kunde hos LRS",
    }
    total = close.control.view(hall).points[5]
    assert total.state == "ok", "what was rejected is the total that is expected"
    rows = {row.building: row.state for row in close.months.overview(OCTOBER).buildings}
    assert rows["Hallen"] in ("in_progress", "not_started")
    assert close.chains.of_month(OCTOBER).ties_out


def test_case_22_the_further_file_holds_just_those_and_points_to_the_old(
    close: Close, tmp_path: Path
) -> None:
    number = sent(close, tmp_path)
    [club] = [order for order in close.files.orders(number) if order.lines == 2]
    close.receipts.reject(number, [club.number], "ukjent kunde")
    second_file_allowed(close)
    export_all(close, scope(close, "Hallen"))

    draft = close.generation.prepare(OCTOBER)
    assert (draft.orders, draft.lines, draft.amount) == (1, 2, 105_050)
    [more] = close.generation.commit(draft, 1)

    [order] = close.files.orders(more.number)
    assert (order.number, order.replaces) == (5, f"2611052/{club.number}")
    assert [each.replaced_by for each in close.files.orders(number) if each.rejected_at] == [
        "2611053/5"
    ]
    assert more.is_supplementary
    for each in (number, delivered(close, more, tmp_path / "ut").number):
        receipted(close, close.files.file(each))
    assert receipted_month(close, tmp_path)


def receipted_month(close: Close, folder: Path) -> bool:
    """Send and receipt what is left of the month, and say whether all of it is closed."""
    for file in close.files.files(OCTOBER):
        if file.is_standing and not file.is_receipted:
            receipted(close, file if file.sent_at else delivered(close, file, folder / "ut"))
    states = {row.state for row in close.months.overview(OCTOBER).buildings}
    return states == {"receipted"} and close.chains.of_month(OCTOBER).is_closed


def test_case_22_a_whole_file_comes_again_with_new_numbers(close: Close, tmp_path: Path) -> None:
    number = sent(close, tmp_path)
    old = close.files.file(number)

    gone = close.receipts.discard(number, "fila kunne ikke leses")
    assert (gone.state, gone.discarded_reason) == ("discarded", "fila kunne ikke leses")
    draft = close.generation.prepare(OCTOBER)
    with pytest.raises(Problem, match="F654"):
        close.generation.commit(draft, draft.orders)
    second_file_allowed(close)
    [new] = generated(close)

    assert (new.orders, new.amount, new.lines) == (old.orders, old.amount, old.lines)
    assert new.sha256 != old.sha256
    assert [order.replaces for order in close.files.orders(new.number)] == [
        f"2611052/{order.number}" for order in close.files.orders(number)
    ]
    assert (new.first_order, new.last_order) == (5, 7)
    assert receipted_month(close, tmp_path)


def test_case_22_what_accounting_has_got_is_not_made_again(close: Close, tmp_path: Path) -> None:
    october(close)
    external = external_of(generated(close))
    row = InvoiceFile.get_by_id(external.number)
    refuse_same([row])
    delivered(close, external, tmp_path)

    told = refused(lambda: refuse_same([row]))
    assert told.startswith("F664")
    assert "2611052.txt" in told


def test_case_23_the_period_of_another_year_is_told(clock: Clock) -> None:
    clock.now = datetime(2027, 1, 6, 9, tzinfo=UTC)
    close = Close(None, "Kari Nes", test_mode=True, clock=clock)
    december = line(1, starts=datetime(2026, 12, 5, 18), ends=datetime(2026, 12, 5, 20))
    bring(close, december, account_strings=strings("Hallen"))
    export_all(close, scope(close, "Hallen", date(2026, 12, 31)))

    draft = close.generation.prepare(OCTOBER.next().next())
    [file] = close.generation.commit(draft, 1)

    assert draft.period_warning is not None
    assert "202701" in said(draft.period_warning)
    assert "desember 2026" in said(draft.period_warning)
    assert (file.period, file.name) == ("202701", "2701061.txt")
    close.shut()


def test_case_25_lines_for_orders_are_recognised_and_confirmed(
    close: Close, tmp_path: Path
) -> None:
    number = sent(close, tmp_path)

    told = refused(lambda: close.receipts.take(number, 4, 225_050))
    assert told.startswith("F602")
    assert "4" in told
    assert "(3)" in told
    assert close.files.file(number).receipt is None

    file = close.receipts.take(number, 4, 225_050, confirmed=True)
    assert (file.state, file.receipt is not None) == ("receipted", True)
    assert close.chains.of_file(number).is_closed


def test_case_25_no_tolerance(close: Close, tmp_path: Path) -> None:
    number = sent(close, tmp_path)

    told = refused(lambda: close.receipts.take(number, 3, 225_025))

    assert told.startswith("F601")
    assert "2 250,25" in told
    assert "2 250,50 (-0,25)" in told
    assert close.files.file(number).state == "differs"
    assert not close.chains.of_month(OCTOBER).ties_out


def test_case_31_paid_and_deleted_after_the_export_is_in_no_file(
    close: Close, tmp_path: Path
) -> None:
    october(close)
    paid = line(1, 60_000, details=details(payments=("completed",)))
    deleted = line(2, 45_050, details=details(is_active=False))
    bring(close, paid, deleted, *lines_of_october()[2:], file="sak.json", gives_details=True)

    draft = close.generation.prepare(OCTOBER)
    assert {change.line: change.kind for change in draft.changes} == {1: "paid", 2: "inactive"}
    assert draft.unanswered == (), "nobody has to answer for what no invoice is sent for"
    _, external = close.generation.commit(draft, draft.orders)

    assert (external.orders, external.amount, external.lines) == (2, 120_000, 2)
    assert {row.line_id: row.left_out for row in FileLine.select()} == {
        1: "paid", 2: "inactive", 3: "", 4: "free", 5: "", 6: "",
    }  # fmt: skip
    steps = {step.key: (step.lines, step.amount) for step in close.chains.of_month(OCTOBER).steps}
    assert (steps["paid"], steps["inactive"]) == ((1, 60_000), (1, 45_050))
    assert steps["file"] == (3, 132_000)
    file = delivered(close, external, tmp_path / "ut")
    assert (file.expected_orders, file.expected_amount) == (2, 120_000)
    assert receipted_month(close, tmp_path)
