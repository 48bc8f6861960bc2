"""A file counts only when its own bytes, the exports and the disk agree; else nothing happened."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.close import Close
from data.details import OrderLine
from data.errors import Problem
from data.files import generating
from data.files.batch import Batch, LeftOut, Order, RentalInFile, Written
from data.files.proof import draft_file
from data.formats import Format, format_of
from data.listing import CustomerType, ListedAccountString
from data.models import FileLine, FileOrder, InvoiceFile
from data.sqlite import database
from tests.batches import LINE, batch, line, rental
from tests.conftest import Clock
from tests.files_month import CODES, OCTOBER, generated, october, scope
from tests.lists import bring, export_all
from tests.lists import line as listed_line

HONEST = format_of("agresso")


def month() -> Batch:
    """Return three rentals of two customers, one of them free."""
    return batch(
        rental(1, price=60_000),
        rental(2, price=45_050, customer_id="310073318"),
        rental(3, price=0),
    )


def lying(lie: Callable[[Batch, Written], Written]) -> Format:
    """Return a format that writes an honest file and says something else about it."""
    return replace(HONEST, write=lambda made: lie(made, HONEST.write(made)))


def orders_of(written: Written, **changes: Any) -> tuple[Order, ...]:
    """Return the orders with the first one changed."""
    return (replace(written.orders[0], **changes), *written.orders[1:])


def cheaper(made: Batch, written: Written) -> Written:
    """Say that the first rental costs less than its price, in the file as in the answer."""
    parts = tuple(
        replace(part, rentals=tuple(replace(each, price=(each.price or 0) // 2)
                                    for each in part.rentals))
        for part in made.exports
    )  # fmt: skip
    del written
    return HONEST.write(replace(made, exports=parts))


def without_one(made: Batch, written: Written) -> Written:
    """Leave a rental out of the file and say nothing of it."""
    del written
    [part] = made.exports
    return HONEST.write(replace(made, exports=(replace(part, rentals=part.rentals[1:]),)))


def called_free(made: Batch, written: Written) -> Written:
    """Leave a rental that costs something out of the file, as if it were free."""
    [part] = made.exports
    shorter = without_one(made, written)
    return replace(
        shorter, left_out=(*shorter.left_out, LeftOut(part.rentals[0].id, part.number, "free", 0))
    )


def twice(made: Batch, written: Written) -> Written:
    """Invoice a rental twice."""
    del written
    [part] = made.exports
    return HONEST.write(
        replace(made, exports=(replace(part, rentals=(part.rentals[0], *part.rentals)),))
    )


LIES: dict[str, Callable[[Batch, Written], Written]] = {
    "another amount than the bytes": lambda _made, written: replace(
        written,
        orders=orders_of(
            written,
            rentals=tuple(replace(each, amount=each.amount + 1)
                          for each in written.orders[0].rentals),
        ),
    ),
    "another number than the bytes": lambda _made, written: replace(
        written, orders=orders_of(written, number=7)
    ),
    "an order that is not in the bytes": lambda _made, written: replace(
        written, orders=(*written.orders, replace(written.orders[0], number=99))
    ),
    "an order fewer than the bytes": lambda _made, written: replace(
        written, orders=written.orders[1:]
    ),
    "the rentals of another export": lambda _made, written: replace(
        written,
        orders=orders_of(written, rentals=(RentalInFile(1, 999, written.orders[0].amount),)),
    ),
    "no bytes at all": lambda _made, written: replace(written, content=b""),
    "half the price": cheaper,
    "one rental fewer": without_one,
    "free what has a price": called_free,
    "the same rental twice": twice,
}  # fmt: skip


def test_an_honest_format_is_believed() -> None:
    file = draft_file(HONEST, month())
    assert [order.amount for order in file.written.orders] == [45_050, 60_000]
    assert file.read.amount == 105_050


@pytest.mark.parametrize("lie", LIES)
def test_a_format_that_says_what_is_not_so_is_found_out(lie: str) -> None:
    with pytest.raises(Problem, match=r"F657 .*This is a defect of ours\."):
        draft_file(lying(LIES[lie]), month())


def test_a_format_whose_reader_sees_another_sum_is_found_out() -> None:
    def reads_more(content: bytes, options: Any) -> Any:
        found = HONEST.read(content, options)
        return replace(found, orders=tuple(order.with_line(100) for order in found.orders))

    with pytest.raises(Problem, match=r"2 orders, 1.052,50, not 2 orders, 1.050,50"):
        draft_file(replace(HONEST, read=reads_more), month())


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "factum"])
def test_order_lines_with_tax_are_proved_in_every_format_that_carries_them(key: str) -> None:
    made = batch(rental(1, price=262_500, order_lines=(LINE, line(amount=10_000, tax=2_500))))

    file = draft_file(format_of(key), made)

    assert file.written.amount == 220_000
    assert file.read.amount == format_of(key).carried(file.written)


def nothing_made(close: Close) -> None:
    assert InvoiceFile.select().count() == FileOrder.select().count() == 0
    assert FileLine.select().count() == 0
    assert close.settings.options().series.external.used == 1
    assert close.files.strays() == []


def test_a_lie_of_a_format_reaches_neither_store_nor_disk(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    monkeypatch.setattr(generating, "format_of", lambda _key: lying(LIES["no bytes at all"]))

    with pytest.raises(Problem, match="F657"):
        close.generation.commit(draft, draft.orders)
    nothing_made(close)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let this process write no file larger than so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_case_32_a_disk_that_fills_while_the_file_is_written_changes_nothing(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    # Internal file and log have room, the external file has not.
    with largest_file(9_000), pytest.raises(Problem, match=r"F657 .*Nothing was changed\."):
        close.generation.commit(draft, draft.orders)

    nothing_made(close)
    assert len(close.generation.commit(draft, draft.orders)) == 2


def test_case_32_a_folder_that_cannot_be_written_changes_nothing(
    tmp_path: Path, clock: Clock
) -> None:
    close = Close(tmp_path / "store.db", "Kari Nes", test_mode=True, clock=clock)
    october(close)
    draft = close.generation.prepare(OCTOBER)
    close.files.folder.write_text("en fil der mappa skal ligge", encoding="utf-8")

    with pytest.raises(Problem, match="F657"):
        close.generation.commit(draft, draft.orders)
    nothing_made(close)
    assert sorted(path.name for path in tmp_path.glob("*filer*")) == ["store-filer"]

    close.files.folder.unlink()
    assert len(close.generation.commit(draft, draft.orders)) == 2
    assert close.files.strays() == []
    close.shut()


def test_case_32_a_store_that_is_full_leaves_no_file(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Problem, match="F704"):
        close.generation.commit(draft, draft.orders)

    database.execute_sql("PRAGMA max_page_count = 1000000")
    nothing_made(close)
    assert len(close.generation.commit(draft, draft.orders)) == 2


def test_a_file_that_the_store_does_not_know_is_not_written_over(close: Close) -> None:
    october(close)
    stranger = close.files.folder / "2611052.txt"
    stranger.write_text("sendt før sikkerhetskopien ble lest tilbake", encoding="utf-8")

    with pytest.raises(Problem, match=r"F657 .* already holds another 2611052\.txt"):
        generated(close)

    assert stranger.read_text(encoding="utf-8").startswith("sendt før")
    assert close.files.strays() == ["2611052.txt"]
    assert InvoiceFile.select().count() == 0
    stranger.unlink()
    assert len(generated(close)) == 2


def test_what_an_interrupted_attempt_left_behind_becomes_the_file(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    left = close.files.folder / "2611052.txt"
    left.write_bytes(draft.files[1].written.content)

    close.generation.commit(draft, draft.orders)

    assert all(verdict.is_intact for verdict in close.files.verify())
    assert close.files.strays() == []


def test_a_clock_that_went_back_stops_with_the_files_written_and_takes_them_away(
    close: Close, clock: Clock
) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    clock.move(hours=-2)

    with pytest.raises(Problem, match="F705"):
        close.generation.commit(draft, draft.orders)
    nothing_made(close)


def test_order_lines_of_a_booking_are_no_amount_of_it() -> None:
    article = OrderLine("Sal", "4231", LINE.quantity, 500, 500)
    made = batch(rental(1, type="booking", price=60_000, order_lines=(article,)))
    assert draft_file(HONEST, made).written.amount == 60_000


KINDS: tuple[CustomerType, ...] = ("external", "internal")


def test_a_code_that_its_field_would_cut_is_refused_by_string_and_code(close: Close) -> None:
    bring(
        close,
        listed_line(1, 50_000),
        account_strings=tuple(
            ListedAccountString("Hallen", kind, "Hallen", {**CODES, "article": "4231" * 4})
            for kind in KINDS
        ),
    )
    export_all(close, scope(close, "Hallen"), "Hallen")

    with pytest.raises(Problem, match=r"F412 .*Hallen"):
        close.generation.prepare(OCTOBER)
    assert InvoiceFile.select().count() == 0
