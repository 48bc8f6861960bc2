"""The bridge (bro) of a month: from Aktiv kommune's list to the receipt, all and house by house."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from data import dates, money
from data.month import Month
from data.views.files import Chain, ChainStep
from tui import file_text, glyphs
from tui.house import HouseScreen
from tui.line_text import shown
from tui.room import Level
from tui.widgets.columns import Column
from tui.widgets.facts import Facts
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

WHOLE = ""
"""Stands for all buildings together."""
HOUSES = 5
"""Rows that the buildings keep, their heading too, beside the longest bridge."""


@dataclass(frozen=True, slots=True)
class _House:
    """One building with its bridge; `WHOLE` for the month."""

    building: str
    chain: Chain

    def step(self, key: str) -> ChainStep | None:
        """Return a step of it; None where the bridge does not have it."""
        return next((step for step in self.chain.steps if step.key == key), None)


def _amount(house: _House, key: str) -> str:
    step = house.step(key)
    return money.show(step.amount) if step is not None and step.is_reached else "-"


def _lines(house: _House, key: str) -> str:
    step = house.step(key)
    return "" if step is None or step.lines is None else str(step.lines)


COLUMNS = (
    Column[_House](
        "building", N_("Building"), 20, lambda row: shown(row.building) or _("The month"),
        grows=True,
    ),
    Column[_House]("lines", N_("Lines"), 6, lambda row: _lines(row, "exported"), right=True),
    Column[_House]("list", N_("List"), 12, lambda row: _amount(row, "list"), right=True),
    Column[_House]("file", N_("In file"), 12, lambda row: _amount(row, "file"), right=True),
    Column[_House]("receipt", N_("Receipt"), 12, lambda row: _amount(row, "receipt"), right=True),
    Column[_House]("state", N_("State"), 10, lambda row: _state(row.chain)),
)  # fmt: skip


def _state(chain: Chain) -> Text:
    if not chain.ties_out:
        return glyphs.cell("error", _("differs"))
    return glyphs.cell("ok", _("closed")) if chain.is_closed else glyphs.cell("open", _("waits"))


class ChainScreen(HouseScreen[None]):
    """Lists the buildings of a month and shows every step of the one under the cursor."""

    CSS = "ChainScreen #houses { height: 1fr; } ChainScreen #steps { height: auto; }"

    def __init__(self, month: Month) -> None:
        """Show the bridge of this month."""
        super().__init__()
        self._month = month

    def heading(self) -> str:
        """Return the month."""
        month = f"{_(dates.MONTHS[self._month.month - 1])} {self._month.year}"
        return _("Bridge, {month}").format(month=month)

    def compose_body(self) -> ComposeResult:
        """Yield the buildings and the steps."""
        yield ListTable(COLUMNS, key=lambda row: row.building, opens=False, id="houses")
        yield Rule()
        yield Facts(names=file_text.NAMES, id="steps")

    async def load(self) -> None:
        """Follow every building to the receipt anew."""
        whole = await self.ask(self.close.chains.of_month, self._month)
        exports = await self.ask(self.close.exports.exports, self._month)
        names = dict.fromkeys(each.building for each in exports if each.reversed_at is None)
        houses = [_House(WHOLE, whole)]
        for name in names:
            chain = await self.ask(self.close.chains.of_building, self._month, name)
            houses.append(_House(name, chain))
        await self._table.show_rows(houses)
        self._show(self._table.row)
        differing = [house.building for house in houses[1:] if not house.chain.ties_out]
        self.show_totals(_counted(len(houses) - 1))
        self.show_message(*_verdict(whole, differing))

    @on(WindowTable.RowChanged)
    def house_changed(self, event: WindowTable.RowChanged) -> None:
        """Show the steps of another building."""
        self._show(event.row)

    @property
    def _table(self) -> ListTable[_House]:
        return self.query_one("#houses", ListTable)

    @property
    def _room(self) -> int:
        return self.query_one("#body").size.height - HOUSES

    def _show(self, house: _House | None) -> None:
        if house is not None:
            self.query_one("#steps", Facts).show(file_text.bridge_rows(house.chain, self._room))


def _counted(buildings: int) -> str:
    return ngettext("{count} building", "{count} buildings", buildings).format(count=buildings)


def _verdict(whole: Chain, differing: list[str]) -> tuple[str, Level]:
    if differing or not whole.ties_out:
        names = ", ".join(shown(name) for name in differing) or _("the month")
        return _("Does not tie out: {names}.").format(names=names), "error"
    if whole.is_closed:
        return _("List, export, file, delivery and receipt agree on lines, orders and sum."), "ok"
    return _("Every step that was reached follows from the one before."), "info"
