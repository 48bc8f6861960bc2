"""Receipts close a month on equality alone; what is rejected finds its way back and out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.files.confirmed import read_message
from data.listing import ListedLine
from data.models import ControlTotal, ExportLine, FileLine, Line, Note, Receipt
from data.views.files import FileView
from tests.conftest import Clock
from tests.files_month import (
    OCTOBER,
    colleague,
    delivered,
    external_of,
    generated,
    journal,
    lines_of_october,
    october,
    receipted,
    scope,
    second_file_allowed,
)
from tests.lists import bring, export_all, line, sign_everything

PERSON = "15897412345"


def sent(close: Close, folder: Path, *lines: ListedLine) -> FileView:
    """Make October and send its external file."""
    october(close, *lines)
    return delivered(close, external_of(generated(close)), folder / "ut")


def order_of(close: Close, file: FileView, lines: int) -> int:
    """Return the number of the order that holds so many lines."""
    return next(each.number for each in close.files.orders(file.number) if each.lines == lines)


def states(close: Close) -> dict[str, str]:
    return {row.building: row.state for row in close.months.overview(OCTOBER).buildings}


def reopened(close: Close, file: FileView) -> None:
    """Let two operators agree that a receipted month is opened again."""
    asked = close.receipts.ask_to_reopen(file.number, "LRS har avvist")
    with colleague(close):
        close.approvals.give(asked.number)


def test_equality_closes_and_the_overview_tells_each_building(close: Close, tmp_path: Path) -> None:
    october(close)
    assert states(close) == {"Hallen": "exported", "Bakken": "exported"}
    internal, external = generated(close)
    assert states(close) == {"Hallen": "in_file", "Bakken": "in_file"}

    receipted(close, delivered(close, external, tmp_path / "ut"))
    assert states(close) == {"Hallen": "receipted", "Bakken": "in_file"}, "Bakken is in both"
    assert not close.chains.of_month(OCTOBER).is_closed

    receipted(close, delivered(close, internal, tmp_path / "ut"))
    assert states(close) == {"Hallen": "receipted", "Bakken": "receipted"}
    assert close.chains.of_month(OCTOBER).is_closed
    assert journal(close)[-1] == "receipt for 2611051.txt: 1 orders, 120,00; agrees"


@pytest.mark.parametrize(
    ("orders", "amount", "says"),
    [
        (3, 225_025, "3 orders agree, sum 2 250,25 against 2 250,50 (-0,25)."),
        (3, 225_051, "3 orders agree, sum 2 250,51 against 2 250,50 (+0,01)."),
        (2, 225_050, "2 orders against 3, sum 2 250,50 against 2 250,50 (0,00)."),
        (4, 225_051, "4 orders against 3, sum 2 250,51 against 2 250,50 (+0,01)."),
        (0, 0, "0 orders against 3, sum 0,00 against 2 250,50 (-2 250,50)."),
    ],
)
def test_there_is_no_tolerance(
    close: Close, tmp_path: Path, orders: int, amount: int, says: str
) -> None:
    file = sent(close, tmp_path)

    with pytest.raises(Problem, match="F601") as caught:
        close.receipts.take(file.number, orders, amount)

    assert says in str(caught.value).replace("\u00a0", " ")
    after = close.files.file(file.number)
    assert (after.state, after.receipt is not None) == ("differs", True), "what differs is kept"
    assert states(close)["Hallen"] == "in_file"
    assert receipted(close, file).state == "receipted"


def test_what_is_not_sent_has_no_receipt(close: Close) -> None:
    october(close)
    external = external_of(generated(close))
    with pytest.raises(Problem, match="F662"):
        close.receipts.take(external.number, 3, 225_050)
    with pytest.raises(Problem, match="F662"):
        close.receipts.reject(external.number, [2], "ukjent kunde")
    assert Receipt.select().count() == 0


def test_a_discarded_file_has_no_receipt_and_is_not_taken_back_twice(
    close: Close, tmp_path: Path
) -> None:
    file = sent(close, tmp_path)
    close.receipts.discard(file.number, "kan ikke leses")
    with pytest.raises(Problem, match="F663"):
        close.receipts.take(file.number, 3, 225_050)
    with pytest.raises(Problem, match="F663"):
        close.receipts.discard(file.number, "igjen")
    with pytest.raises(Problem, match="F663"):
        close.receipts.reject(file.number, [2], "igjen")


def test_a_receipted_month_is_not_opened_by_a_slip(close: Close, tmp_path: Path) -> None:
    file = receipted(close, sent(close, tmp_path))

    with pytest.raises(Problem, match="F667"):
        close.receipts.take(file.number, 3, 225_000)
    with pytest.raises(Problem, match="F667"):
        close.receipts.discard(file.number, "slurv")

    assert close.files.file(file.number).state == "receipted"
    assert close.receipts.take(file.number, 3, 225_050).is_receipted, "the same is no change"


def test_what_was_allowed_once_is_not_allowed_again(close: Close, tmp_path: Path) -> None:
    file = receipted(close, sent(close, tmp_path))
    reopened(close, file)
    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")

    with pytest.raises(Problem, match="F667"):
        close.receipts.reject(file.number, [4], "denne også")
    reopened(close, file)
    assert close.receipts.reject(file.number, [4], "denne også").rejected_orders == 2


def test_a_receipt_is_read_from_a_message(close: Close, tmp_path: Path) -> None:
    file = sent(close, tmp_path)
    message = tmp_path / "svar.txt"
    message.write_text(
        f"Fil: {file.name}\nAntall ordrer: 3\nSum: 2 250,50\n", encoding="utf-8"
    )  # fmt: skip

    found = read_message(str(message), file.name)
    assert (found.orders, found.amount) == (3, 225_050)
    after = close.receipts.take(file.number, 3, 225_050, origin=message.name)

    assert after.receipt is not None
    assert (after.receipt.origin, after.is_receipted) == ("svar.txt", True)


@pytest.mark.parametrize("name", ["", "finnes ikke.txt", "~ingen-slik-bruker/x", "a\0b", "."])
def test_a_message_that_cannot_be_read_is_told(name: str) -> None:
    with pytest.raises(UsageProblem, match="F669"):
        read_message(name, "2611051.txt")


def test_a_message_that_is_too_large_is_none(tmp_path: Path) -> None:
    large = tmp_path / "stor.txt"
    large.write_bytes(b"x" * 1_000_001)
    with pytest.raises(UsageProblem, match="F669"):
        read_message(str(large), "2611051.txt")


@pytest.mark.parametrize(
    ("orders", "reason", "code"),
    [
        ([], "ukjent", "F661"), ([3], " ", "F661"), ([99], "ukjent", "F663"),
    ],
)  # fmt: skip
def test_a_rejection_needs_orders_of_the_file_and_a_reason(
    close: Close, tmp_path: Path, orders: list[int], reason: str, code: str
) -> None:
    file = sent(close, tmp_path)
    with pytest.raises(Problem, match=code):
        close.receipts.reject(file.number, orders, reason)
    assert close.files.file(file.number).rejected_orders == 0
    assert Note.select().count() == 0


def test_an_order_is_rejected_once(close: Close, tmp_path: Path) -> None:
    file = sent(close, tmp_path)
    number = order_of(close, file, 2)
    close.receipts.reject(file.number, [number, number], "ukjent kunde")
    with pytest.raises(Problem, match=f"F663 {number} is no order"):
        close.receipts.reject(file.number, [number], "ukjent kunde")
    with pytest.raises(Problem, match="F663 Some orders"):
        close.receipts.discard(file.number, "resten også")


def test_an_identity_number_in_a_reason_is_masked_everywhere(close: Close, tmp_path: Path) -> None:
    file = sent(close, tmp_path)
    close.receipts.reject(file.number, [order_of(close, file, 2)], f"{PERSON} er ukjent")

    [order] = [each for each in close.files.orders(file.number) if each.rejected_at]
    told = [order.rejected_reason, *(note.text for note in Note.select()), *journal(close)]
    assert not any(PERSON in each for each in told)
    assert "158974*****" in order.rejected_reason


def test_the_rejected_lines_are_on_the_list_and_their_total_is_expected(
    close: Close, tmp_path: Path
) -> None:
    held = line(8, 7_000)
    bring(close, *lines_of_october(), held)
    close.basis.hold(scope(close, "Hallen"), [8], "avklares")
    file = sent(close, tmp_path, *lines_of_october(), held)

    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")

    hall = scope(close, "Hallen")
    assert [(row.id, row.held) for row in close.basis.lines(hall)] == [
        (1, False), (2, False), (8, True),
    ]  # fmt: skip
    expected = ControlTotal.select().order_by(ControlTotal.id.desc()).get()
    assert (expected.total, expected.count, expected.origin) == (112_050, 3, file.name)
    assert close.control.view(hall).points[5].state == "ok"
    assert {row.line_id for row in ExportLine.select().where(ExportLine.reversed)} == {1, 2}
    assert close.exports.export(1).returned == 2
    assert states(close) == {"Hallen": "in_progress", "Bakken": "in_file"}


def test_the_total_that_is_expected_is_what_aktiv_kommune_says(
    close: Close, tmp_path: Path
) -> None:
    # What we corrected is not in the total of Aktiv kommune, by which point 6 is held.
    october(close)
    close.exports.reverse(1, "feil pris")
    Line.update(price=50_000).where(Line.id == 1).execute()
    hall = scope(close, "Hallen")
    sign_everything(close, hall)
    close.control.enter_total(hall, 135_050, None)
    close.exports.commit(close.exports.prepare(hall), "Hallen", "Hallen")
    file = delivered(close, external_of(generated(close)), tmp_path / "ut")
    assert file.amount == 215_050

    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")

    assert close.control.view(hall).points[5].state == "ok"


def test_two_rejections_of_one_building_are_expected_together(close: Close, tmp_path: Path) -> None:
    file = sent(close, tmp_path)
    for lines in (2, 1):
        close.receipts.reject(file.number, [order_of(close, file, lines)], "ukjent kunde")

    hall = scope(close, "Hallen")
    assert [row.id for row in close.basis.lines(hall)] == [1, 2, 3]
    assert close.control.view(hall).points[5].state == "ok"


def test_a_rejected_line_stays_on_the_list_whatever_aktiv_kommune_lists(
    close: Close, tmp_path: Path
) -> None:
    file = sent(close, tmp_path)
    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")
    hall = scope(close, "Hallen")
    exported = [line(number, price, exported="412") for number, price in ((1, 60_000), (2, 45_050))]

    # Aktiv kommune's list of all lines, and the one without what it has exported.
    bring(close, *exported, line(3, 30_000, organization="Brann"), line(9), file="alle.csv")
    assert [row.id for row in close.basis.lines(hall)] == [1, 2, 9]
    bring(close, line(9, 11_000), file="ikke eksporterte.csv")
    assert [row.id for row in close.basis.lines(hall)] == [1, 2, 9]
    bring(close, exported[0], line(2, 40_000, exported="412"), line(9, 11_000), file="rettet.csv")
    assert [row.price for row in close.basis.lines(hall)] == [60_000, 40_000, 11_000]


def test_a_rejected_line_survives_an_export_its_reversal_and_a_list(
    close: Close, tmp_path: Path
) -> None:
    file = sent(close, tmp_path)
    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")
    second_file_allowed(close)
    number = export_all(close, scope(close, "Hallen"))
    bring(close, line(1, 60_000, exported="412"), line(2, 45_050, exported="412"), file="alle.csv")
    assert close.basis.lines(scope(close, "Hallen")) == ()

    close.exports.reverse(number, "feil")
    bring(close, line(1, 60_000, exported="412"), line(2, 45_050, exported="412"), file="igjen.csv")

    assert [row.id for row in close.basis.lines(scope(close, "Hallen"))] == [1, 2]


def test_a_line_that_aktiv_kommune_exported_and_nobody_rejected_leaves_the_list(
    close: Close,
) -> None:
    bring(close, line(1), line(2))
    bring(close, line(1, exported="412"), line(2), file="ny.csv")
    assert [row.id for row in close.basis.lines(scope(close, "Hallen"))] == [2]


def test_an_order_over_two_buildings_goes_back_to_both(close: Close, tmp_path: Path) -> None:
    close.settings.change({"file.orders": "customer"})
    file = sent(close, tmp_path)

    close.receipts.reject(file.number, [order_of(close, file, 3)], "ukjent kunde")

    assert [row.id for row in close.basis.lines(scope(close, "Hallen"))] == [1, 2]
    assert [row.id for row in close.basis.lines(scope(close, "Bakken"))] == [5]
    for building in ("Hallen", "Bakken"):
        assert close.control.view(scope(close, building)).points[5].state == "ok"
    assert [text for text in journal(close) if "back on the list" in text] == [
        "2 lines 1 050,50 back on the list, rejected in 2611052.txt: ukjent kunde",
        "1 lines 900,00 back on the list, rejected in 2611052.txt: ukjent kunde",
    ]
    assert close.chains.of_month(OCTOBER).ties_out


def test_what_is_rejected_may_go_with_the_next_month(
    close: Close, tmp_path: Path, clock: Clock
) -> None:
    file = sent(close, tmp_path)
    close.receipts.reject(file.number, [order_of(close, file, 2)], "ukjent kunde")
    clock.move(days=28)
    november = OCTOBER.next()
    number = export_all(close, scope(close, "Hallen", november.last))

    draft = close.generation.prepare(november)
    [made] = close.generation.commit(draft, 1, ["Bakken"], "venter")

    assert [row.id for row in close.exports.lines(number)] == [1, 2]
    assert (made.month, made.is_supplementary) == (november.first, False)
    assert [order.replaces != "" for order in close.files.orders(made.number)] == [True]
    assert receipted(close, file).state == "partly_rejected"
    internal = next(each for each in close.files.files(OCTOBER) if each.orders == 1)
    receipted(close, delivered(close, internal, tmp_path / "ut"))
    assert states(close) == {"Hallen": "receipted", "Bakken": "receipted"}
    for month in (OCTOBER, november):
        assert close.chains.of_month(month).ties_out
    assert close.chains.of_month(OCTOBER).is_closed


def test_all_orders_rejected_leave_nothing_to_confirm(close: Close, tmp_path: Path) -> None:
    file = sent(close, tmp_path)
    after = close.receipts.reject(file.number, [2, 3, 4], "ukjente kunder")

    assert (after.expected_orders, after.expected_amount) == (0, 0)
    assert {row.line_id for row in FileLine.select().where(FileLine.standing)} == {4, 6}
    assert close.chains.of_month(OCTOBER).ties_out
    assert close.chains.of_file(file.number).is_closed
