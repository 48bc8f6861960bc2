"""JSON from outside: parsed strictly, then read value by value with each one's path at hand."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn, TypeVar

from data.errors import BadCell, Refused
from data.listing import ReadOptions
from data.listing_cells import CellError, price, text
from data.money import rounded
from data.sources._refusal import bad_cell, refusal
from data.words import N_, Phrase, phrase

LARGEST_NUMBER = 10**15
_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
_EXACT = re.compile(r"-?[0-9]{1,9}\.[0-9]{3,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document.

    Reading it as what it should be never raises: a value of the wrong kind becomes a complaint
    in `bad`, and something harmless is returned so that the rest is read and complained of too.
    """

    file: str
    value: object
    bad: list[BadCell]
    """Complaints of the whole document."""
    path: str = ""
    row: int = 0
    """Which record of the file it belongs to, counted from 1; 0 for the document itself."""
    is_verbatim: bool = False
    """Texts stay as they are, line breaks and all, and amounts may have parts of an øre.

    For what is never shown nor stored.
    """

    def complain(self, message: str, /, **values: object) -> None:
        """Add a complaint about this value."""
        self.bad.append(self._complaint(phrase(message, **values)))

    def _complaint(self, reason: Phrase) -> BadCell:
        return bad_cell(self.file, self.row, self.path, _shown(self.value), reason)

    def numbered(self, row: int) -> Node:
        """Return the same value as record number `row`."""
        return replace(self, row=row)

    def get(self, key: str) -> Node:
        """Return the value of a key; an absent key is null."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return replace(self, value=value, path=f"{self.path}.{key}" if self.path else key)

    def is_null(self) -> bool:
        """Whether the value is absent or null."""
        return self.value is None

    def object(self) -> Node:
        """Return this value, complaining unless it has keys."""
        if not isinstance(self.value, dict):
            self.complain(N_("This must be an object with keys."))
        return self

    def elements(self) -> list[Node]:
        """Return the values of a list, none when it is null."""
        if not isinstance(self.value, list):
            if self.value is not None:
                self.complain(N_("This must be a list."))
            return []
        return [
            replace(self, value=value, path=f"{self.path}[{place}]")
            for place, value in enumerate(self.value)
        ]

    def required_elements(self) -> list[Node]:
        """Return the values of a list that must be there."""
        if self.value is None:
            self.complain(N_("The list is missing."))
        return self.elements()

    def text(self) -> str:
        """Return text, empty when it is null; harmless unless it is wanted word for word."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            self.complain(N_("This must be text in quotation marks."))
            return ""
        try:
            harmless = text(self.value)
        except CellError as error:
            self.bad.append(self._complaint(error.reason))
            return ""
        return self.value if self.is_verbatim else harmless

    def required_text(self) -> str:
        """Return text that must be there."""
        if self.value is None or self.value == "":
            self.complain(N_("The text is missing."))
        return self.text()

    def number(self, least: int = 1) -> int:
        """Return a whole number of at least `least`."""
        # To Python true is a number too; to JSON it is not.
        if type(self.value) is int and least <= self.value < LARGEST_NUMBER:
            return self.value
        self.complain(N_("This must be a whole number from {least}."), least=least)
        return least

    def choice(self, meanings: Mapping[str, T]) -> T | None:
        """Return what one of a few words means, None with a complaint for any other."""
        if isinstance(self.value, str) and self.value in meanings:
            return meanings[self.value]
        self.complain(N_("This must be one of: {words}."), words=", ".join(meanings))
        return None

    def flag(self, otherwise: bool) -> bool:
        """Return true or false, `otherwise` when it is null."""
        if self.value is None or isinstance(self.value, bool):
            return otherwise if self.value is None else self.value
        self.complain(N_("This must be true or false."))
        return otherwise

    def decimal(self, otherwise: Decimal) -> Decimal:
        """Return a number such as 25 or "2.5", `otherwise` when it is null."""
        if self.value is None:
            return otherwise
        if not isinstance(self.value, bool) and _DECIMAL.fullmatch(str(self.value)):
            return Decimal(str(self.value))
        self.complain(N_('This must be a number such as 25 or "2.5".'))
        return otherwise

    def amount(self) -> int | None:
        """Return øre of an amount such as "1250.50", None when it is null."""
        if self.value is None:
            return None
        if self.is_verbatim and isinstance(self.value, str) and _EXACT.fullmatch(self.value):
            return rounded(Decimal(self.value) * 100)
        if isinstance(self.value, str) and _AMOUNT.fullmatch(self.value):
            return self._priced(self.value)
        self.complain(N_('This must be an amount in quotation marks, such as "1250.50".'))
        return None

    def _priced(self, amount: str) -> int | None:
        try:
            return price(amount)
        except CellError as error:
            self.bad.append(self._complaint(error.reason))
            return None

    def moment(self) -> datetime:
        """Return a local time such as "2026-10-31 21:30"."""
        return self._time(_MOMENT, N_('This must be a time such as "2026-10-31 21:30".'))

    def day(self) -> date:
        """Return a day such as "2026-10-31"."""
        return self._time(_DAY, N_('This must be a day such as "2026-10-31".')).date()

    def _time(self, shape: re.Pattern[str], message: str) -> datetime:
        if isinstance(self.value, str) and shape.fullmatch(self.value):
            try:
                return datetime.fromisoformat(self.value)
            except ValueError:
                self.complain(N_("There is no such day or time."))
        else:
            self.complain(message)
        return datetime.min  # noqa: DTZ901 - stands in for a refused time, never stored


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case str() | int() | float():
            return str(value)
        case list():
            return "[...]"
    return "{...}"


def parse(content: bytes, options: ReadOptions) -> Node:
    """Return the document; raises Refused F118 when it is no JSON that says one thing only."""
    try:
        value = json.loads(
            content.removeprefix(codecs.BOM_UTF8).decode("utf-8"),
            parse_constant=_refuse_constant,
            object_pairs_hook=_refuse_doubles,
        )
    except json.JSONDecodeError as error:
        reason = N_("From line {line} on the text is no JSON.")
        raise _broken(options, error.lineno, reason) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _broken(options, line, N_("Line {line} is not UTF-8.")) from None
    except RecursionError:
        raise _broken(options, 0, N_("Lists stand inside lists without end.")) from None
    except ValueError:
        reason = N_("A key stands twice in one object, or a number has no value.")
        raise _broken(options, 0, reason) from None
    return Node(options.file, value, [])


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        raise ValueError("a key stands twice")
    return keys


def _broken(options: ReadOptions, line: int, message: str) -> Refused:
    reason = phrase(message, line=line)
    return Refused(
        "F118",
        N_("{file} is no JSON file that can be read. {reason}"),
        cells=(bad_cell(options.file, line, "", "", reason),),
        file=options.file,
        reason=reason,
    )


def refuse_if_bad(document: Node) -> None:
    """Raise the refusal F115 when anything was complained of."""
    if document.bad:
        raise refusal(document.file, document.bad)
