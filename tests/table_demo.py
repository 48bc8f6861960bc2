"""A house with one table over as many synthetic rows as a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from textual import on
from textual.app import ComposeResult

from data.month import Month
from tests.house_demo import NOWHERE, DemoStore
from tui.app import Fakturaklar
from tui.desk import Desk
from tui.house import HouseScreen
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.window_table import WindowTable


@dataclass(frozen=True, slots=True)
class Item:
    """A row whose content follows from its number."""

    id: int
    name: str


class Counted:
    """Rows number 0 to `total` - 1, made when they are asked for; counts the questions."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.questions = 0

    def count(self) -> int:
        return self.total

    def first(self, limit: int, /) -> Sequence[Item]:
        return self._items(0, limit)

    def last(self, limit: int, /) -> Sequence[Item]:
        return self._items(self.total - limit, self.total)

    def after(self, key: int, limit: int, /) -> Sequence[Item]:
        return self._items(key + 1, key + 1 + limit)

    def before(self, key: int, limit: int, /) -> Sequence[Item]:
        return self._items(key - limit, key)

    def rank(self, key: int, /) -> int | None:
        return key if 0 <= key < self.total else None

    def _items(self, start: int, end: int) -> list[Item]:
        self.questions += 1
        return [Item(n, f"kunde {n}") for n in range(max(0, start), min(end, self.total))]


COLUMNS = (
    Column[Item]("id", "Nr.", 8, lambda item: str(item.id), right=True, digit="1"),
    Column[Item]("name", "Navn", 30, lambda item: item.name, digit="3", falls=True),
    Column[Item]("a", "Beløp", 20, lambda item: f"a{item.id}"),
    Column[Item]("b", "Slutt", 30, lambda item: f"b{item.id}"),
)


class TableScreen(HouseScreen[None]):
    """Shows the pages it is given."""

    pages: object = Counted(1_000_000)

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []

    def compose_body(self) -> ComposeResult:
        yield WindowTable(COLUMNS, key=lambda item: item.id)

    async def load(self) -> None:
        await self.query_one(WindowTable).show(self.pages)  # type: ignore[arg-type]

    @on(WindowTable.RowOpened)
    def opened(self, event: WindowTable.RowOpened) -> None:
        self.events.append(f"open {event.row.id}")

    @on(WindowTable.RowChanged)
    def changed(self, event: WindowTable.RowChanged) -> None:
        self.events.append(f"at {event.row.id if event.row else None}")
        self.show_totals(f"rank {event.rank}")

    @on(WindowTable.SortAsked)
    def sort(self, event: WindowTable.SortAsked) -> None:
        self.events.append(f"sort {event.column} {event.descending}")
        event.table.sort_mark(event.column, descending=event.descending)


def table_app(pages: object) -> Fakturaklar:
    """Make an app that shows `pages` in its only table."""
    screen = type("ThisTable", (TableScreen,), {"pages": pages})
    return Fakturaklar(
        cast(Any, Desk(DemoStore)),
        operator="Kari Nes",
        month=Month(2026, 10),
        state_folder=NOWHERE,
        now=lambda: datetime(2026, 11, 5, 9, 14),
        steps=(Step(0, "Month", screen), Step(1, "Filter", TableScreen)),
    )
