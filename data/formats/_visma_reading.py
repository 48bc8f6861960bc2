"""VISMA read back: the order of its records, its running numbers and its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data.files.batch import FileRead, ReadOrder, Record
from data.formats._fl import amount, customer_id, layout_of
from data.formats._layout import Layout
from data.formats._unreadable import wrong_number, wrong_order

NEXT = {"": "ST", "ST": "FL", "FL": "LT", "LT": "LT FL ST SL", "SL": "ST"}
"""Which kinds may follow a kind."""
REPEATED = ("KUNDENR", "OPPDRGNR", "VARENR", "LØPENR")


def read(records: Sequence[str], layouts: Mapping[str, Layout], by_article: bool) -> FileRead:
    """Return what the records hold; raises Problem F620 to F623."""
    reader = _Reader(layouts, by_article)
    taken = [reader.take(number, record) for number, record in enumerate(records, start=1)]
    if records and reader.kind != "SL":
        raise wrong_order(len(records) + 1, "", NEXT[reader.kind].split()[-1])
    return FileRead(tuple(taken), tuple(reader.orders))


class _Reader:
    """Takes the records of a file one by one and counts as the writer did."""

    def __init__(self, layouts: Mapping[str, Layout], by_article: bool) -> None:
        self.kind = ""
        self.orders: list[ReadOrder] = []
        self._layouts = layouts
        self._by_article = by_article
        self._line = ""
        self._texts = 0
        self._counted = 0
        self._running: Counter[tuple[str, ...]] = Counter()

    def take(self, number: int, record: str) -> Record:
        """Return the next record, which must follow from those before it."""
        layout = layout_of(self._layouts, record, number, NEXT[self.kind])
        match layout.kind:
            case "ST":
                self._counted += self.kind in ("", "SL")
                self.orders.append(ReadOrder(None, "", 0, 1))
            case "FL":
                self._take_line(number, record)
            case "LT":
                self._take_text(number, record)
            case _:
                self._counted += 1
                self._hold(number, record, "ANTPOST", self._counted)
        self.kind = layout.kind
        order = 0 if layout.kind == "SL" else len(self.orders)
        return Record(layout.kind, order, record, layout.split)

    def _take_line(self, number: int, record: str) -> None:
        field = self._layouts["FL"].place
        customer = customer_id(record[field("KUNDENR")])
        order = self.orders[-1]
        is_first = self.kind == "ST"
        if not is_first and order.customer_id != customer:
            raise wrong_number(number, "KUNDENR", customer, order.customer_id)
        if self._by_article:
            key: tuple[str, ...] = (record[field("KUNDENR")], record[field("VARENR")])
        else:
            key = (record[field("KUNDENR")],)
        self._running[key] += is_first or self._by_article
        self._line = record
        self._hold(number, record, "LØPENR", self._running[key], "FL")
        total = amount(record[field("BELØP")])
        self.orders[-1] = ReadOrder(None, customer, order.amount + total, 1)
        self._texts = 0
        self._counted += 1

    def _take_text(self, number: int, record: str) -> None:
        self._texts += 1
        self._counted += self._texts == 1
        self._hold(number, record, "LINJENR", self._texts, "LT")
        for name in REPEATED:
            found = record[self._layouts["LT"].place(name)]
            expected = self._line[self._layouts["FL"].place(name)]
            if found != expected:
                raise wrong_number(number, name, found, expected)

    def _hold(self, number: int, record: str, name: str, expected: int, kind: str = "SL") -> None:
        found = record[self._layouts[kind].place(name)]
        if int(found) != expected:
            raise wrong_number(number, name, found, expected)
