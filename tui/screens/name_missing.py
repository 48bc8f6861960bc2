"""The dialog in which the buildings that a file is made without are named one by one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.dialogs import HouseDialog
from tui.jobs import job
from tui.line_text import shown
from tui.widgets.columns import Column
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _

MOST_ROWS = 10
"""Rows of the list with its heading; a longer one scrolls."""


class NameMissing(HouseDialog[tuple[str, ...]]):
    """Answers once every missing building is marked: none is forgotten, all are meant."""

    BINDINGS = [Binding("space", "mark", N_("mark"))]

    def __init__(self, buildings: Sequence[str]) -> None:
        """Ask about these buildings."""
        super().__init__()
        self._buildings = tuple(buildings)
        self._marked: set[str] = set()

    def heading(self) -> str:
        """Return what is asked."""
        return _("Not exported yet")

    def compose_dialog(self) -> ComposeResult:
        """Yield the buildings."""
        text = _(
            "The file is closed until these are exported or signed as having nothing.\n"
            "To make it without them, mark each by Space, then Enter."
        )
        yield Static(Content(text), classes="explanation")
        columns = (
            Column[str]("mark", "", 3, lambda name: "[x]" if name in self._marked else "[ ]"),
            Column[str]("name", N_("Building"), 40, shown, grows=True),
        )
        yield ListTable(columns, key=lambda name: name, id="missing")

    @job
    async def on_mount(self) -> None:
        """Show the buildings."""
        self._table.styles.height = min(MOST_ROWS, len(self._buildings) + 1)
        await self._table.show_rows(self._buildings)

    @job
    async def action_mark(self) -> None:
        """Mark the building under the cursor, or leave it after all, and go on to the next."""
        name = self._table.row
        if name is not None:
            self._marked ^= {name}
            await self._table.show_rows(self._buildings)
            self._table.action_move(1)

    @on(WindowTable.RowOpened)
    def accept(self) -> None:
        """Answer once all are named."""
        missing = [name for name in self._buildings if name not in self._marked]
        if missing:
            told = _("Not marked: {names}").format(names=", ".join(map(shown, missing)))
            self.tell_user(told, "attention")
        else:
            self.dismiss(self._buildings)

    @property
    def _table(self) -> ListTable[str]:
        return self.query_one("#missing", ListTable)
