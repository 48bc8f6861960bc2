"""A generated file under a ruler: one record at a time, names and positions over its fields."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import money
from data.files import shown as showing
from data.files.batch import FieldText, FileRead, Record
from data.views.files import FileView
from tui import file_text
from tui.house import HouseScreen
from tui.jobs import job
from tui.plain import plain
from tui.widgets.columns import fit
from tui.widgets.rows import cut
from tui.widgets.search import SearchRow
from tui.words import N_, _

EMPTY = FileRead((), ())


class Ruler(Widget, can_focus=True):
    """The fields of one record, as many beside each other as there is room for."""

    DEFAULT_CSS = "Ruler { height: 1fr; width: 100%; padding: 0 1; }"
    record: reactive[Record | None] = reactive(None)
    first: reactive[int] = reactive(0)
    """Rows that are scrolled away at the top."""
    is_whole: reactive[bool] = reactive(False)
    """Whether blank fields are shown too."""

    def render(self) -> Content:
        """Write names, positions and texts in groups of three rows."""
        rows = self.rows()
        self.set_reactive(Ruler.first, min(self.first, max(0, len(rows) - self.size.height)))
        return Content("\n").join(rows[self.first : self.first + self.size.height])

    def rows(self) -> list[Content]:
        """Return every row of the record at this width."""
        if self.record is None:
            return []
        fields = self.record.fields if self.is_whole else showing.filled(self.record)
        rows: list[Content] = []
        for group in _groups(fields, max(20, self.size.width)):
            rows += [_row(group, 0), _row(group, 1), _row(group, 2), Content("")]
        return rows


class FilePreviewScreen(HouseScreen[None]):
    """Walks through the records of a file as it lies on disk."""

    AUTO_FOCUS = "Ruler"
    BINDINGS = [
        Binding("down", "record(1)", N_("record"), show=False),
        Binding("up", "record(-1)", N_("record"), show=False),
        Binding("n", "order(1)", N_("order")),
        Binding("p", "order(-1)", N_("order")),
        Binding("pagedown", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("space", "blanks", N_("blank fields")),
        Binding("slash,f", "search", N_("search")),
    ]

    def __init__(self, file: FileView) -> None:
        """Show this file."""
        super().__init__()
        self._file = file
        self._read = EMPTY
        self._place = 0

    def heading(self) -> str:
        """Return which file it is."""
        name = file_text.file_name(self._file)
        return _("File {name}, {format}").format(
            name=name, format=file_text.format_title(self._file)
        )

    def compose_body(self) -> ComposeResult:
        """Yield the search and the ruler."""
        yield SearchRow()
        yield Ruler()

    async def load(self) -> None:
        """Read the file on disk and take it apart."""
        self._read = await self.ask(self.close.files.read, self._file.number)
        self._show(min(self._place, max(0, len(self._read.records) - 1)))

    def action_record(self, by: int) -> None:
        """Go to the next or the last record."""
        self._show(self._place + by)

    def action_order(self, by: int) -> None:
        """Go to the first record of the next or the last order."""
        records = self._read.records
        if not records:
            return
        order = records[self._place].order + by
        found = showing.of_order(records, max(1, min(order, len(self._read.orders))))
        if found is not None:
            self._show(found[0])

    def action_scroll(self, by: int) -> None:
        """Show more of a record that is longer than the screen."""
        ruler = self._ruler
        most = max(0, len(ruler.rows()) - ruler.size.height)
        ruler.first = max(0, min(most, ruler.first + by * max(4, ruler.size.height - 4)))

    def action_end(self, which: int) -> None:
        """Go to the first or the last record of the file."""
        self._show(0 if which < 0 else len(self._read.records) - 1)

    def action_blanks(self) -> None:
        """Show the fields that are blank too, or leave them out."""
        self._ruler.first = 0
        self._ruler.is_whole = not self._ruler.is_whole

    def action_search(self) -> None:
        """Search for what stands in a field, or for a field's name."""
        self.query_one(SearchRow).open()

    def action_back(self) -> None:
        """Clear the search first, then go back."""
        if self.stop_waiting():
            return
        if self.query_one(SearchRow).clear():
            self.set_focus(self._ruler)
        else:
            super().action_back()

    def home(self) -> Widget:
        """Return where Esc in the search leads."""
        return self._ruler

    @on(SearchRow.Accepted)
    @job
    async def search_accepted(self) -> None:
        """Go to the next record that holds it; the same search goes on from there."""
        text = self.query_one(SearchRow).text.strip()
        if not text:
            return
        found = await self.work(showing.find, self._read.records, text, self._place + 1)
        if found is None:
            self.tell_user(_("Nothing in the file holds «{text}».").format(text=plain(text)))
            return
        self._show(found)
        self.set_focus(self._ruler)

    @property
    def _ruler(self) -> Ruler:
        return self.query_one(Ruler)

    def _show(self, place: int) -> None:
        records = self._read.records
        self._place = max(0, min(place, len(records) - 1))
        if not records:
            self.show_totals(_("The file is empty."))
            return
        record = records[self._place]
        self._ruler.first = 0
        self._ruler.record = record
        self.show_totals(_position(self._read, self._place))
        self.show_message(_about(self._read, record))


def _position(read: FileRead, place: int) -> str:
    record = read.records[place]
    first, last = showing.of_order(read.records, record.order) or (place, place)
    parts = [_("record {at} of {all}").format(at=place + 1, all=len(read.records))]
    if record.order:
        parts.append(_("order {at} of {all}").format(at=record.order, all=len(read.orders)))
        parts.append(
            _("its record {at} of {all}").format(at=place - first + 1, all=last - first + 1)
        )
    return "  ".join([_(record.kind), *parts])


def _about(read: FileRead, record: Record) -> str:
    if not 0 < record.order <= len(read.orders):
        return _("This record belongs to no order.")
    order = read.orders[record.order - 1]
    number = _("no number in this format") if order.number is None else str(order.number)
    return _("Order {number}: {amount}. Up and down record by record, PgDn the rest.").format(
        number=number, amount=money.show(order.amount)
    )


def _cell(field: FieldText) -> tuple[str, str, str]:
    text = plain(showing.shown_text(field))
    last = field.start + len(field.text) - 1
    return field.name, f"{field.start}-{last}" if field.start else "", text


def _groups(fields: Sequence[FieldText], width: int) -> list[list[tuple[str, str, str]]]:
    """Divide fields into groups that fit beside each other."""
    groups: list[list[tuple[str, str, str]]] = []
    room = 0
    for field in fields:
        cell = _cell(field)
        needed = min(width, max(map(cell_len, cell))) + 2
        if needed > room:
            groups.append([])
            room = width + 2
        groups[-1].append((*cell[:2], cut(cell[2].rstrip(), width)))
        room -= needed
    return groups


def _row(group: list[tuple[str, str, str]], part: int) -> Content:
    """Return one of the three rows of a group, names in bold."""
    texts = [fit(cell[part], max(map(cell_len, cell)) + 1).plain for cell in group]
    line = Content("".join(texts).rstrip())
    return Content.styled(line.plain, "bold") if part == 0 else line
