"""FACTUM read back: every element in its place, lines counted, amounts exact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from data.files.batch import FileRead, ReadOrder, Record
from data.files.options import FileOptions
from data.formats._elements import Element, split
from data.formats._unreadable import wrong_field, wrong_number, wrong_order
from data.money import from_decimal

_BEGIN = re.compile(
    re.escape('<?xml version="1.0" encoding="ISO-8859-1"?>\n<BkPffFakturagrunnlags>\n')
)
_END = re.compile(r"</BkPffFakturagrunnlags>\Z")
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_SHOWN = 40


def reader_of(
    head: Sequence[Element], line: Sequence[Element], end: Sequence[Element]
) -> Callable[[bytes, FileOptions], FileRead]:
    """Return what reads files of these elements; it raises Problem F621 to F623."""
    patterns = {
        "order head": _within("<BkPffFakturagrunnlag>\n{}<Fakturalinjer>\n", head),
        "order line": _within(
            "<BkPffFakturagrunnlaglinje>\n{}</BkPffFakturagrunnlaglinje>\n", line
        ),
        "order end": _within("</Fakturalinjer>\n{}</BkPffFakturagrunnlag>\n", end),
    }

    def read(content: bytes, _options: FileOptions) -> FileRead:
        return _Reader(content.decode("iso-8859-1"), patterns).read()

    return read


def _within(frame: str, elements: Sequence[Element]) -> re.Pattern[str]:
    return re.compile(frame.format("".join(element.pattern for element in elements)))


class _Reader:
    """Goes through the text record by record."""

    def __init__(self, text: str, patterns: dict[str, re.Pattern[str]]) -> None:
        self._text = text
        self._patterns = patterns
        self._at = 0
        self._records: list[Record] = []
        self._orders: list[ReadOrder] = []

    def read(self) -> FileRead:
        """Return what the whole text holds."""
        if self._text:
            if not self._skip(_BEGIN):
                raise self._unexpected("BkPffFakturagrunnlags")
            self._order()
            while not self._skip(_END):
                self._order()
        return FileRead(tuple(self._records), tuple(self._orders))

    def _order(self) -> None:
        head = self._take("order head", len(self._orders) + 1)
        self._orders.append(ReadOrder(None, head["Fagsystemkundeid"], 0, 0))
        self._line()
        while not self._patterns["order end"].match(self._text, self._at):
            self._line()
        self._take("order end", len(self._orders))

    def _line(self) -> None:
        line = self._take("order line", len(self._orders))
        order = self._orders[-1]
        if line["Linjenr"] != str(order.rentals + 1):
            number = len(self._records)
            raise wrong_number(number, "Linjenr", line["Linjenr"], order.rentals + 1)
        total = line["SumPrisUtenAvgift"]
        if not _AMOUNT.fullmatch(total):
            raise wrong_field("order line", len(self._records), "SumPrisUtenAvgift", total)
        self._orders[-1] = order.with_line(from_decimal(Decimal(total)))

    def _take(self, kind: str, order: int) -> dict[str, str]:
        found = self._patterns[kind].match(self._text, self._at)
        if found is None:
            raise self._unexpected(kind)
        self._at = found.end()
        self._records.append(Record(kind, order, found[0], split))
        return {name: value or "" for name, value in found.groupdict().items()}

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found is not None

    def _unexpected(self, kind: str) -> Exception:
        return wrong_order(len(self._records) + 1, self._text[self._at :][:_SHOWN], kind)
