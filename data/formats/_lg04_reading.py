"""LG04 read back: heads, lines and texts in their order, and numbers without a gap."""

from __future__ import annotations

from collections.abc import Iterable

from data.files.batch import FileRead, ReadOrder, Record
from data.formats._layout import Layout
from data.formats._unreadable import wrong_number, wrong_order
from data.words import Phrase


def read(records: Iterable[str], head: Layout, line: Layout, text: Layout) -> FileRead:
    """Return what the records hold; raises Problem F620 to F623."""
    reader = _Reader(head, line, text)
    taken = [reader.take(number, record) for number, record in enumerate(records, start=1)]
    reader.end(len(taken))
    return FileRead(tuple(taken), tuple(reader.orders))


class _Reader:
    """Takes the records of a file one by one and says where they stop making sense."""

    def __init__(self, head: Layout, line: Layout, text: Layout) -> None:
        self.orders: list[ReadOrder] = []
        self._head, self._line, self._text = head, line, text
        self._kinds = {"": head, "00000000": line, "00000001": text}
        self._sequence = head.place("sequence_no")
        self._order_id = head.place("order_id")
        self._line_no = head.place("line_no")
        self._customer = head.place("tekst3")
        self._amount = line.place("amount")
        self._allowed: tuple[Layout, ...] = (head,)
        self._order = 0
        self._lines = 0

    def take(self, number: int, record: str) -> Record:
        """Return the next record, which must follow from those before it."""
        layout = self._kinds.get(record[self._sequence].strip(), self._head)
        layout.check(record, number)
        if layout not in self._allowed:
            raise wrong_order(number, Phrase(layout.kind), self._allowed[0].kind)
        if layout is self._head:
            self._begin(number, record)
        else:
            self._hold(number, record, layout is self._line)
        return Record(layout.kind, len(self.orders), record, layout.split)

    def end(self, records: int) -> None:
        """Raise Problem F621 when the file ends within an order."""
        if self.orders and self._head not in self._allowed:
            raise wrong_order(records + 1, "", self._allowed[0].kind)

    def _begin(self, number: int, record: str) -> None:
        order = int(record[self._order_id])
        if self.orders and order != self._order + 1:
            raise wrong_number(number, "order_id", f"{order}", self._order + 1)
        self._order, self._lines = order, 0
        self.orders.append(ReadOrder(order, record[self._customer].rstrip(), 0, 0))
        self._allowed = (self._line,)

    def _hold(self, number: int, record: str, is_line: bool) -> None:
        self._lines += is_line
        for field, place, expected in (
            ("order_id", self._order_id, self._order),
            ("line_no", self._line_no, self._lines),
        ):
            if int(record[place]) != expected:
                raise wrong_number(number, field, record[place], expected)
        if is_line:
            self.orders[-1] = self.orders[-1].with_line(int(record[self._amount]))
            self._allowed = (self._text,)
        else:
            self._allowed = (self._line, self._head)
