"""A file that is refused: every place in it that cannot be read, and nothing stored."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from data.errors import BadCell, Refused
from data.text import clean
from tui.house import HouseScreen
from tui.widgets.columns import Column
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext, say, say_problem

Place = tuple[int, BadCell]
"""A bad cell and its number, since a row may have several."""

COLUMNS = (
    Column[Place]("row", N_("Row"), 6, lambda place: str(place[1].row), right=True),
    Column[Place]("column", N_("Column"), 15, lambda place: place[1].column),
    Column[Place]("value", N_("Value"), 20, lambda place: place[1].value),
    Column[Place]("reason", N_("Why not"), 33, lambda place: say(place[1].reason), grows=True),
)


class RefusedScreen(HouseScreen[None]):
    """Lists the bad places of one file for whoever will put them right."""

    CSS = """
    RefusedScreen #sentence { height: auto; max-height: 4; padding: 0 1; margin: 0 0 1 0; }
    RefusedScreen #place { height: 4; padding: 0 1; margin: 1 0 0 0; }
    """

    def __init__(self, file: str, refusal: Refused) -> None:
        """Show why the file of that name is refused."""
        super().__init__()
        self._file = clean(file)
        self._refusal = refusal

    def heading(self) -> str:
        """Return the file's name."""
        return _("Refused: {file}").format(file=self._file)

    def compose_body(self) -> ComposeResult:
        """Yield the refusal, the list, and the whole of what stands under the cursor."""
        yield Static(id="sentence", markup=False)
        yield ListTable(COLUMNS, key=lambda place: place[0], opens=False, id="places")
        yield Static(id="place", markup=False)

    async def load(self) -> None:
        """Show the places; they never change."""
        self.query_one("#sentence", Static).update(Content(say_problem(self._refusal)))
        await self.query_one(ListTable).show_rows(list(enumerate(self._refusal.cells)))
        count = len(self._refusal.cells)
        places = ngettext("{count} place", "{count} places", count).format(count=count)
        self.show_totals(f"{self._file}  {places}")
        self.show_message(_("Nothing is stored. Put the file right and fetch it again."))

    @on(WindowTable.RowChanged)
    def place_changed(self, event: WindowTable.RowChanged) -> None:
        """Write the place out in full."""
        _number, cell = event.row
        where = _("{file}, row {row}, {column}").format(
            file=cell.file, row=cell.row, column=cell.column or _("the whole row")
        )
        self.query_one("#place", Static).update(
            Content("\n".join([where, cell.value, say(cell.reason)]))
        )
