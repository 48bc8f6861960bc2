"""The columns a list of lines can be sorted by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Case, Value, fn

from data.customer_id import STATES
from data.models import Line
from data.words import N_

LEVEL_RANK = {"blocked": 0, "attention": 1, "ok": 2, "free": 3}
"""Sorting by id state puts what stops the house first."""

_BELOW = -(10**15)
"""Less than any number or amount on a list."""
_BEFORE = datetime(1, 1, 1)  # noqa: DTZ001 - wall time
"""Before any rental."""


@dataclass(frozen=True, slots=True)
class Column:
    """One sortable column: its digit, heading and what the store sorts by."""

    key: str
    digit: str
    title: str
    expression: Callable[[bool], Any]
    """Made from the test mode, since the id state depends on it."""
    lowest: int | str | datetime
    """A value below every other, so that "has a value" is a range of an index, which the
    engine prefers to sorting, and not only a condition on each row."""
    may_be_missing: bool = False
    """Whether a line may lack the value; those that do come last in both directions."""


def id_code(test_mode: bool) -> Any:
    """Return the column that holds the id judgement of the mode in force."""
    return Line.id_code_test if test_mode else Line.id_code


def codes_at(*levels: str) -> list[str]:
    """Return the judgement codes that stand at these levels."""
    return [code for code, state in STATES.items() if state.level in levels]


def _rank(test_mode: bool) -> Any:
    branches = [(code, LEVEL_RANK[state.level]) for code, state in STATES.items()]
    return Case(id_code(test_mode), branches, Value(len(LEVEL_RANK)))


def _plain(field: Any) -> Callable[[bool], Any]:
    return lambda _test_mode: field


COLUMNS = (
    Column("id", "1", N_("No."), _plain(Line.id), _BELOW),
    Column("price", "2", N_("Price"), _plain(Line.price), _BELOW, may_be_missing=True),
    Column("customer", "3", N_("Customer"), _plain(Line.customer_sort), "", may_be_missing=True),
    Column("customer_type", "4", N_("Kind"), _plain(Line.customer_type), ""),
    Column(
        "customer_id", "5", N_("Customer id"), _plain(fn.NULLIF(Line.customer_id, "")), "",
        may_be_missing=True,
    ),
    Column("id_state", "6", N_("Id state"), _rank, _BELOW),
    Column(
        "description", "7", N_("Resource"), _plain(Line.description_sort), "",
        may_be_missing=True,
    ),
    Column("starts", "8", N_("From"), _plain(Line.starts), _BEFORE),
    Column("ends", "9", N_("To"), _plain(Line.ends), _BEFORE),
    Column("type", "0", N_("Type"), _plain(Line.type), ""),
)  # fmt: skip

BY_KEY = {column.key: column for column in COLUMNS}
