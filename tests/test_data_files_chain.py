"""The bridge from list to receipt ties out at every step, and tells when something does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.close import Close
from data.details import Details, OrderLine, write
from data.models import Delivery, ExportLine, FileLine, FileOrder, InvoiceFile, Receipt
from data.views.files import Chain, ChainStep
from tests.batches import LINE
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
)
from tests.lists import bring, line


def steps(chain: Chain) -> dict[str, tuple[str, int | None, int | None, int]]:
    return {each.key: (each.sign, each.lines, each.orders, each.amount) for each in chain.steps}


def step(chain: Chain, key: str) -> ChainStep:
    return next(each for each in chain.steps if each.key == key)


def closed(close: Close, folder: Path) -> int:
    """Bring October all the way and return the number of its external file."""
    october(close)
    files = generated(close)
    for file in files:
        receipted(close, delivered(close, file, folder / "ut"))
    return external_of(files).number


def test_the_bridge_goes_as_far_as_the_month_has_come(close: Close, tmp_path: Path) -> None:
    bring(close, *lines_of_october())
    close.basis.hold(scope(close, "Hallen"), [2], "avklares")
    october(close)
    chain = close.chains.of_month(OCTOBER)
    assert steps(chain) == {
        "list": ("", 6, None, 237_050),
        "held": ("-", 1, None, 45_050),
        "exported": ("=", 5, None, 192_000),
        "waiting": ("-", 5, None, 192_000),
        "file": ("=", 0, 0, 0),
        "delivered": ("=", 0, 0, 0),
        "receipt": ("=", None, 0, 0),
    }
    assert [each.key for each in chain.steps if not each.is_reached] == [
        "waiting", "file", "delivered", "receipt",
    ]  # fmt: skip
    assert chain.ties_out
    assert not chain.is_closed

    internal, external = generated(close)
    chain = close.chains.of_month(OCTOBER)
    assert steps(chain)["free"] == ("-", 1, None, 0)
    assert steps(chain)["file"] == ("=", 4, 4, 192_000)
    assert [each.key for each in chain.steps if not each.is_reached] == ["delivered", "receipt"]

    delivered(close, external, tmp_path / "ut")
    assert not step(close.chains.of_month(OCTOBER), "delivered").is_reached
    delivered(close, internal, tmp_path / "ut")
    assert step(close.chains.of_month(OCTOBER), "delivered").is_reached
    receipted(close, internal)
    assert not step(close.chains.of_month(OCTOBER), "receipt").is_reached
    receipted(close, external)
    assert close.chains.of_month(OCTOBER).is_closed
    assert close.chains.of_file(external.number).is_closed


def test_a_building_is_closed_with_its_files(close: Close, tmp_path: Path) -> None:
    october(close)
    internal, external = generated(close)
    hall, bakken = (close.chains.of_building(OCTOBER, name) for name in ("Hallen", "Bakken"))
    assert steps(hall)["file"] == ("=", 3, 2, 135_050)
    assert steps(bakken)["file"] == ("=", 2, 2, 102_000)

    receipted(close, delivered(close, external, tmp_path / "ut"))
    assert close.chains.of_building(OCTOBER, "Hallen").is_closed
    assert not close.chains.of_building(OCTOBER, "Bakken").is_closed
    receipted(close, delivered(close, internal, tmp_path / "ut"))
    assert close.chains.of_building(OCTOBER, "Bakken").is_closed


def test_a_month_of_free_lines_closes_without_a_receipt(close: Close) -> None:
    october(close, line(1, 0), line(5, 0, building="Bakken"))
    assert not close.chains.of_month(OCTOBER).is_closed
    [file] = generated(close)

    assert (file.state, file.is_receipted) == ("empty", True)
    assert close.chains.of_month(OCTOBER).is_closed
    assert {row.state for row in close.months.overview(OCTOBER).buildings} == {"receipted"}


def test_a_month_without_exports_has_come_nowhere(close: Close) -> None:
    chain = close.chains.of_month(OCTOBER)
    assert chain.ties_out
    assert not chain.is_closed


@pytest.mark.parametrize(("key", "carried"), [("agresso", 48_000), ("visma", 60_000)])
def test_order_lines_go_without_tax_and_the_bridge_says_so(
    close: Close, tmp_path: Path, key: str, carried: int
) -> None:
    article = OrderLine("Sal A", "4231", LINE.quantity, 9_600, 48_000, "3", tax=12_000)
    priced = line(1, 60_000, details=write(Details(order_lines=(article,))))
    close.settings.change({"file.format_external": key})
    october(close, priced, line(5, building="Bakken"))

    [external] = generated(close)

    assert steps(close.chains.of_month(OCTOBER))["articles"] == ("+", 1, None, -12_000)
    assert step(close.chains.of_month(OCTOBER), "file").amount == 58_000
    assert close.files.read(external.number).amount == carried + 10_000
    receipted(close, delivered(close, external, tmp_path / "ut"))
    assert close.chains.of_month(OCTOBER).is_closed


def test_the_log_says_rows_and_sum(close: Close) -> None:
    october(close)
    external = external_of(generated(close))
    log = close.chains.log_of(external.number)
    assert (log.rows, log.amount) == (4, 225_050)


def on_disk(close: Close, number: int) -> Path:
    return Path(close.files.file(number).path)


TAMPERED: dict[str, tuple[str, Callable[[Close, int], object]]] = {
    "a byte of the file": (
        "file",
        lambda close, number: on_disk(close, number).write_bytes(
            on_disk(close, number).read_bytes().replace(b"60000", b"60001", 1)
        ),
    ),
    "the file is gone": ("file", lambda close, number: on_disk(close, number).unlink()),
    "a line of the file is no longer known": (
        "file", lambda _close, _number: FileLine.delete().where(FileLine.line == 1).execute(),
    ),
    "the amount of a line": (
        "file",
        lambda _close, _number: FileLine.update(amount=1).where(FileLine.line == 1).execute(),
    ),
    "the price of a line": (
        "file",
        lambda _close, _number: FileLine.update(price=1).where(FileLine.line == 1).execute(),
    ),
    "the order of a line": (
        "file",
        lambda _close, _number: FileLine.update(order=2).where(FileLine.line == 1).execute(),
    ),
    "the amount of an order": (
        "file",
        lambda _close, _number: FileOrder.update(amount=1).where(FileOrder.id == 3).execute(),
    ),
    "the sum of the file": (
        "file",
        lambda _close, number: InvoiceFile.update(amount=1)
        .where(InvoiceFile.id == number)
        .execute(),
    ),
    "a line of the export": (
        "exported",
        lambda _close, _number: ExportLine.delete().where(ExportLine.line == 1).execute(),
    ),
    "the price in the export": (
        "exported",
        lambda _close, _number: ExportLine.update(price=1).where(ExportLine.line == 1).execute(),
    ),
    "what was read back": (
        "delivered",
        lambda _close, number: Delivery.update(sha256="0" * 64)
        .where(Delivery.file == number)
        .execute(),
    ),
    "the sum of the receipt": (
        "receipt",
        lambda _close, number: Receipt.update(amount=225_049)
        .where(Receipt.file == number)
        .execute(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "what", [each for each in TAMPERED if each != "a free line is no longer known"]
)
def test_what_was_tampered_with_is_told_at_its_step(
    close: Close, tmp_path: Path, what: str
) -> None:
    number = closed(close, tmp_path)
    key, tamper = TAMPERED[what]

    tamper(close, number)

    for chain in (close.chains.of_month(OCTOBER), close.chains.of_file(number)):
        assert not chain.ties_out, chain
        assert not chain.is_closed
    assert not step(close.chains.of_month(OCTOBER), key).ties_out


def test_a_free_line_that_no_file_knows_waits_for_one(close: Close, tmp_path: Path) -> None:
    closed(close, tmp_path)
    FileLine.delete().where(FileLine.line == 4).execute()

    month = close.chains.of_month(OCTOBER)
    assert (steps(month)["waiting"], month.is_closed) == (("-", 1, None, 0), False)


def test_a_receipt_that_came_before_a_rejection_still_holds(close: Close, tmp_path: Path) -> None:
    number = closed(close, tmp_path)
    asked = close.receipts.ask_to_reopen(number, "avvist")
    with colleague(close):
        close.approvals.give(asked.number)

    close.receipts.reject(number, [3], "ukjent kunde")

    chain = close.chains.of_file(number)
    assert steps(chain)["rejected"] == ("-", 2, 1, 105_050)
    assert steps(chain)["receipt"] == ("=", None, 2, 120_000)
    assert chain.is_closed
    month = close.chains.of_month(OCTOBER)
    assert steps(month)["returned"] == ("-", 2, None, 105_050)
    assert steps(month)["receipt"] == ("=", None, 3, 132_000)
    assert month.is_closed


def test_a_receipt_that_came_after_a_rejection_is_held_against_the_rest(
    close: Close, tmp_path: Path
) -> None:
    october(close)
    external = delivered(close, external_of(generated(close)), tmp_path / "ut")
    close.receipts.reject(external.number, [3], "ukjent kunde")
    receipted(close, external)
    assert close.chains.of_file(external.number).is_closed

    Receipt.update(amount=120_001).execute()
    assert step(close.chains.of_file(external.number), "receipt").difference == 1
