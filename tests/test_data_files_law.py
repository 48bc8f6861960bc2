"""Whatever is exported, made, sent, confirmed and rejected, in any order: the bridge ties out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from data.close import Close
from data.details import Details, OrderLine, write
from data.errors import Problem
from data.files.gate import SecondFile
from data.listing import ListedLine
from data.models import FileLine, FileOrder, tuples
from data.notes import on_export
from data.sqlite import damage
from data.views.files import FileView
from tests.conftest import Clock
from tests.files_month import (
    OCTOBER,
    delivered,
    scope,
    second_file_allowed,
    strings,
)
from tests.lists import CLUB, OTHER_CLUB, THIRD_CLUB, bring, line

HOUSES = ("Hallen", "Bakken")
PRICED = st.sampled_from([None, 0, 1, 12_345, 60_000, 99_999])
TAXED = OrderLine("Sal", "4231", Decimal(1), 8_000, 8_000, "3", Decimal(25), 2_000)
KNOWN = {
    "": "",
    "taxed": write(Details(order_lines=(TAXED,))),
    "paid": write(Details(order_lines=(TAXED,), payments=("completed",))),
    "gone": write(Details(is_active=False)),
}
RENTALS = st.tuples(
    st.sampled_from(HOUSES),
    PRICED,
    st.sampled_from([CLUB, OTHER_CLUB, THIRD_CLUB, "204518"]),
    st.sampled_from([*KNOWN, ""]),
    st.sampled_from(["event", "allocation", "booking"]),
)
OPTIONS = st.fixed_dictionaries(
    {
        "file.format_external": st.sampled_from(["agresso", "agresso_55", "visma", "factum"]),
        "file.format_internal": st.sampled_from(["agresso", "csv"]),
        "file.orders": st.sampled_from(["export", "customer"]),
        "file.output_files": st.sampled_from(["separated", "single"]),
        "file.names": st.sampled_from(["manual", "reference"]),
    }
)


def rental(number: int, drawn: Any) -> ListedLine:
    """Return a line as it was drawn."""
    house, price, customer, known, kind = drawn
    return line(
        number,
        price,
        building=house,
        type=kind,
        customer_id=customer,
        customer_type="internal" if len(customer) == 6 else "external",
        organization=f"Kunde {customer[:3]}",
        details=KNOWN[known],
    )


@contextmanager
def may_refuse(*codes: str) -> Iterator[None]:
    """Let an act be refused for these reasons and no others."""
    try:
        yield
    except Problem as problem:
        if problem.code not in codes:
            raise


class Month(RuleBasedStateMachine):
    """A month of two houses on its way to the receipt, and back."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(datetime(2026, 11, 5, 8, 14, tzinfo=UTC))
        self.close = Close(None, "Kari Nes", test_mode=True, clock=self.clock)
        self.folder = TemporaryDirectory()
        self.lines: dict[int, ListedLine] = {}

    def teardown(self) -> None:
        self.close.shut()
        self.folder.cleanup()

    @initialize(drawn=st.lists(RENTALS, min_size=3, max_size=9), options=OPTIONS)
    def begin(self, drawn: list[Any], options: dict[str, Any]) -> None:
        """A list with details comes, and the office has its settings."""
        drawn = [(house, 500, CLUB, "", "event") for house in HOUSES] + drawn
        self.lines = {number: rental(number, each) for number, each in enumerate(drawn, 1)}
        self.close.settings.change({**options, "two_persons.reopen_month": False})
        bring(
            self.close, *self.lines.values(),
            account_strings=strings(*HOUSES), gives_details=True,
        )  # fmt: skip
        for house in HOUSES:
            self.export(house, held=3, price=400)
        self.generate()
        assert self.close.files.files()

    # What operators do.

    @rule(house=st.sampled_from(HOUSES), held=st.integers(1, 11), price=st.integers(0, 500))
    def export(self, house: str, held: int, price: int) -> None:
        """Hold one line back, correct another, and export a house."""
        found = scope(self.close, house)
        open_ = [row.id for row in self.close.basis.lines(found) if not row.held]
        if len(open_) > 2:
            self.close.basis.hold(found, [each for each in open_ if each == held], "avklares")
            self.close.corrections.correct([open_[0]], "price", price, "accounting", "avtalt")
        with may_refuse("F504", "F505", "F501"):
            self._allow(self.close.gate.second_file(OCTOBER))
            self._answer(found)
            draft = self.close.exports.prepare(found)
            self.close.exports.commit(draft, house, house)

    def _allow(self, second: SecondFile | None) -> None:
        """Let two operators agree on another file, where it needs them."""
        if second is not None and not second.is_allowed:
            second_file_allowed(self.close)

    def _answer(self, found: Any) -> None:
        """Answer every point that a person answers, the total being Aktiv kommune's."""
        lines = self.close.basis.lines(found)
        total = sum(row.source_price or 0 for row in lines)
        self.close.control.enter_total(found, total, None)
        for point in self.close.control.view(found).points:
            with may_refuse("F331"):
                self.close.control.sign(found, point.number, "kontrollert")

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        """Take an export back, unless a file holds it."""
        numbers = [each.number for each in self.close.exports.exports()]
        if numbers:
            with may_refuse("F507", "F659"):
                self.close.exports.reverse(data.draw(st.sampled_from(numbers)), "feil")

    @rule()
    def generate(self) -> None:
        """Make the files of what waits."""
        # VISMA has no order numbers: what was rejected and not corrected would be the same bytes.
        with may_refuse("F650", "F664"):
            draft = self.close.generation.prepare(OCTOBER)
            for number in draft.exports:
                self.close.notes.add(on_export(number), "behold")
            self._allow(draft.second)
            made = self.close.generation.commit(draft, draft.orders, draft.waiting, "venter")
            assert sum(file.orders for file in made) == draft.orders
            assert sum(file.amount for file in made) == draft.amount

    @precondition(lambda self: self._files("unsent"))
    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        """Bring a file to the accounting office."""
        file = data.draw(st.sampled_from(self._files("unsent")))
        sent = delivered(self.close, file, Path(self.folder.name))
        assert sent.sent_sha256 == file.sha256

    @precondition(lambda self: self._files("sent", "differs"))
    @rule(data=st.data())
    def receipt(self, data: st.DataObject) -> None:
        """Accounting confirms what it read in its folder, without what it rejected."""
        file = data.draw(st.sampled_from(self._files("sent", "differs")))
        self.close.receipts.take(file.number, file.expected_orders, file.expected_amount)
        assert self.close.files.file(file.number).is_receipted

    @precondition(lambda self: self._files("sent", "receipted", "partly_rejected"))
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        """Accounting rejects an order."""
        file = data.draw(st.sampled_from(self._files("sent", "receipted", "partly_rejected")))
        left = [
            each.number for each in self.close.files.orders(file.number) if not each.rejected_at
        ]
        if left:
            if file.is_receipted:
                self.close.receipts.ask_to_reopen(file.number, "avvist")
            self.close.receipts.reject(file.number, [data.draw(st.sampled_from(left))], "ukjent")

    @precondition(lambda self: self._files("unsent", "sent"))
    @rule(data=st.data())
    def discard(self, data: st.DataObject) -> None:
        """A whole file is taken back."""
        file = data.draw(st.sampled_from(self._files("unsent", "sent")))
        if not file.rejected_orders:
            self.close.receipts.discard(file.number, "kan ikke leses")

    @rule(data=st.data(), exported=st.sampled_from(["", "412"]))
    def bring_a_list(self, data: st.DataObject, exported: str) -> None:
        """A list without details comes, of lines as they were or exported in Aktiv kommune."""
        chosen = data.draw(st.sets(st.sampled_from(sorted(self.lines)), min_size=1))
        reopened = {row.id for house in HOUSES for row in self.close.basis.lines(
            scope(self.close, house)) if row.id in self._rejected()}  # fmt: skip
        listed = [line_with(self.lines[number], exported) for number in sorted(chosen)]
        bring(self.close, *listed, file=f"{self.close.revision()}.csv")
        still = {row.id for house in HOUSES for row in self.close.basis.lines(
            scope(self.close, house))}  # fmt: skip
        assert reopened <= still, "what accounting rejected stays on our list"

    # What must always hold.

    @invariant()
    def every_bridge_ties_out(self) -> None:
        # Whether a rejection came before or after a receipt is told by the time.
        self.clock.move(seconds=1)
        chains = [self.close.chains.of_month(OCTOBER)]
        chains += [self.close.chains.of_building(OCTOBER, house) for house in HOUSES]
        chains += [self.close.chains.of_file(file.number) for file in self.close.files.files()]
        for chain in chains:
            assert chain.ties_out, chain

    @invariant()
    def a_line_stands_in_one_file_and_one_order_at_most(self) -> None:
        standing = [
            row[0] for row in tuples(FileLine.select(FileLine.line).where(FileLine.standing))
        ]
        assert max(Counter(standing).values(), default=1) == 1

    @invariant()
    def no_order_number_is_used_twice(self) -> None:
        rows = tuples(FileOrder.select(FileOrder.number, FileOrder.file))
        kinds = {file.number: file.customer_type for file in self.close.files.files()}
        used = Counter((number, kinds[file]) for number, file in rows)
        assert max(used.values(), default=1) == 1

    @invariant()
    def what_lies_in_the_folder_of_accounting_is_what_was_made(self) -> None:
        there = {path.read_bytes() for path in Path(self.folder.name).iterdir()}
        sent = {self.close.files.content(f.number) for f in self.close.files.files() if f.sent_at}
        assert there == sent

    @invariant()
    def all_is_whole(self) -> None:
        assert damage() == ""
        assert self.close.journal.verify() is None
        assert all(verdict.is_intact for verdict in self.close.files.verify())
        assert self.close.files.strays() == []

    def _files(self, *states: str) -> list[FileView]:
        return [file for file in self.close.files.files() if file.state in states]

    def _rejected(self) -> set[int]:
        query = FileLine.select(FileLine.line).join(FileOrder)
        return {row[0] for row in tuples(query.where(FileOrder.rejected_at.is_null(False)))}


def line_with(known: ListedLine, exported: str) -> ListedLine:
    """Return a line as a list without details shows it."""
    return line(
        known.id, known.price, building=known.building, type=known.type,
        customer_id=known.customer_id, customer_type=known.customer_type,
        organization=known.organization, exported=exported,
    )  # fmt: skip


TestMonth = Month.TestCase
TestMonth.settings = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
