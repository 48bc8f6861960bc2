"""Files as operators have them, written from lines: every dialect of text, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import strategies as st

from data.errors import Refused
from data.listing import NOT_GIVEN, DateOrder, ListedLine, Reading, ReadOptions
from data.listing_cells import CellError, text
from data.listing_headings import HEADINGS, Field
from data.money import show, to_decimal
from data.sources import read
from data.text import clean

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SAMPLE = SHARED / "sample"
GOLDEN = SHARED / "golden"
needs_shared = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the folder ../shared is not here")

DATE_FORMATS: dict[str, DateOrder] = {
    "%m/%d/%Y": "mdy",
    "%m-%d-%Y": "mdy",
    "%m.%d.%Y": "mdy",
    "%Y/%d/%m": "ydm",
    "%Y-%d-%m": "ydm",
    "%Y.%d.%m": "ydm",
    "%Y/%m/%d": "ymd",
    "%Y-%m-%d": "ymd",
    "%Y.%m.%d": "ymd",
    "%d/%m-%Y": "dmy",
    "%d/%m/%Y": "dmy",
    "%d-%m-%Y": "dmy",
    "%d.%m.%Y": "dmy",
}
"""All thirteen that Aktiv kommune offers, and how each is meant."""

AMOUNTS: dict[str, Callable[[int], str]] = {
    "decimal point": lambda ore: f"{to_decimal(ore).normalize():f}",
    "decimal comma": lambda ore: f"{to_decimal(ore)}".replace(".", ","),
    "hard space": show,
    "space": lambda ore: show(ore).replace("\u00a0", " "),
    "dots": lambda ore: show(ore).replace("\u00a0", "."),
}

LANGUAGES = {"bokmål": 0, "nynorsk": 1, "engelsk": 2}
WORDS = {
    "event": ("Arrangement", "Arrangement", "Event"),
    "allocation": ("Tildeling", "Tildeling", "Allocation"),
    "booking": ("Booking", "Interntildeling", "!booking"),
    "external": ("Ekstern", "Ekstern", "External"),
    "internal": ("Intern", "Intern", "Internal"),
    "no": ("Nei", "Nei", "No"),
    "not generated": ("Ikke generert", "Ikkje generert", "Not generated"),
    NOT_GIVEN: ("Ikke angitt", "Ikkje angitt", "None"),
}
WORD_FIELDS: frozenset[Field] = frozenset(
    {"type", "customer_type", "customer_id", "exported", "export_file", "order"}
)
HEADING_WORDS: dict[Field, tuple[str, str, str]] = {
    "id": ("ID", "ID", "Id"),
    "type": ("Type", "Type", "Res. Type"),
    "reservation_id": ("Reservasjon", "Reservasjon", "!reservation"),
    "description": ("Beskrivelse", "Skildring", "Description"),
    "building": ("Bygg/anlegg", "Bygg/anlegg", "Building"),
    "organization": ("Organisasjon/bedrift", "Organisasjon", "Organization"),
    "contact": ("Kontakt", "Kontakt", "Contact"),
    "customer_type": ("Kundetype", "Kundetype", "Cust. Type"),
    "customer_id": ("Kundeid", "Kunde-ID", "Customer id"),
    "starts": ("Fra", "Frå", "From"),
    "ends": ("Til", "Til", "To"),
    "price": ("Pris", "Pris", "Cost"),
    "exported": ("Eksportert", "Eksportert", "Exported"),
    "export_file": ("Eksportfil", "Eksportfil", "Export file"),
    "order": ("Ordreid", "Ordreid", "Order id"),
    "season": ("Sesong", "Sesong", "Season"),
    "sub_customer": ("Referansenummer", "Undernummer", "Customer number"),
}


@dataclass(frozen=True)
class Dialect:
    """One way in which a list reaches an operator's disk."""

    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    quote_all: bool = True
    line_end: str = "\r\n"
    ends_with_line_end: bool = False
    dates: str = "%d.%m.%Y"
    amounts: str = "decimal point"
    language: str = "bokmål"
    columns: tuple[Field, ...] = tuple(HEADINGS)
    titles: tuple[str, ...] = ()
    repeat_heading_at: int | None = None
    blank_at: int | None = None
    sum_row: bool = False

    @property
    def options(self) -> ReadOptions:
        """Return what the operator says of the file."""
        return ReadOptions("liste.csv", DATE_FORMATS[self.dates])

    def heading(self) -> list[str]:
        """Return the headings, with the tick box that is always there and always empty."""
        place = LANGUAGES[self.language]
        return [*(HEADING_WORDS[field][place] for field in self.columns), "Velg"]

    def row(self, line: ListedLine) -> list[str]:
        """Return the cells of one line."""
        return [*(self.cell(line, field) for field in self.columns), ""]

    def cell(self, line: ListedLine, field: Field) -> str:
        """Return one cell as Aktiv kommune or a spreadsheet prints it."""
        value = getattr(line, field)
        if isinstance(value, datetime):
            return value.strftime(f"{self.dates} %H:%M")
        if field == "price":
            return "" if value is None else AMOUNTS[self.amounts](value)
        if field == "exported":
            value = value or "no"
        if field in {"export_file", "order"}:
            value = value or "not generated"
        is_word = field in WORD_FIELDS and value in WORDS
        return WORDS[value][LANGUAGES[self.language]] if is_word else str(value)


def rows(lines: Sequence[ListedLine], dialect: Dialect) -> list[list[str]]:
    """Return every row from the headings on."""
    body = [dialect.row(line) for line in lines]
    blank = [""] * (len(dialect.columns) + 1)
    if dialect.sum_row:
        total = [blank[0]] * len(blank)
        total[dialect.columns.index("price")] = "1 234,50"
        body += [blank, total]
    if dialect.blank_at is not None:
        body.insert(min(dialect.blank_at, len(body)), blank)
    if dialect.repeat_heading_at is not None:
        body.insert(min(dialect.repeat_heading_at, len(body)), dialect.heading())
    return [dialect.heading(), *body]


def csv_file(lines: Sequence[ListedLine], dialect: Dialect | None = None) -> bytes:
    """Return the lines as a text file."""
    dialect = dialect or Dialect()
    target = io.StringIO(newline="")
    writer = csv.writer(
        target,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL,
        lineterminator=dialect.line_end,
    )
    writer.writerows(rows(lines, dialect))
    table = target.getvalue()
    if not dialect.ends_with_line_end:
        table = table.removesuffix(dialect.line_end)
    titles = "".join(f"{title}{dialect.line_end}" for title in dialect.titles)
    return (titles + table).encode(dialect.encoding)


def table(heading: str, *lines: str, line_end: str = "\n") -> bytes:
    """Return a hand-written table in UTF-8."""
    return line_end.join([heading, *lines, ""]).encode()


@dataclass(frozen=True)
class Grid:
    """One way in which a workbook keeps a list."""

    numbers: frozenset[Field] = frozenset({"id", "reservation_id", "price"})
    """Columns whose digits are number cells."""
    date_cells: bool = True
    titles: tuple[str, ...] = ()
    sum_row: bool = False
    sheet: str = "Ark1"
    more: dict[str, list[list[object]]] = field(default_factory=dict)
    """Further sheets."""

    def cell(self, line: ListedLine, place: Field) -> object:
        """Return one cell's value."""
        value = getattr(line, place)
        if isinstance(value, datetime) and self.date_cells:
            return value
        if place == "price" and value is not None and "price" in self.numbers:
            return to_decimal(value)
        printed = Dialect().cell(line, place)
        return int(printed) if place in self.numbers and printed.isdecimal() else printed


def xlsx_file(lines: Sequence[ListedLine], grid: Grid | None = None) -> bytes:
    """Return the lines as a workbook."""
    grid = grid or Grid()
    columns = Dialect().columns
    values: list[list[object]] = [[title] for title in grid.titles]
    values.append([*Dialect().heading()])
    values += [[grid.cell(line, place) for place in columns] for line in lines]
    if grid.sum_row:
        values += [[], ["", *[""] * (columns.index("price") - 2), "Sum", Decimal("1234.5")]]
    return workbook({grid.sheet: values} | grid.more)


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """Return a workbook in which text stays text, whatever it begins with."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, values in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(values, start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read_list(content: bytes, dates: DateOrder | None = None) -> Reading:
    """Read a file called liste.csv."""
    return read(content, ReadOptions("liste.csv", dates))


def refusal(content: bytes, dates: DateOrder | None = None) -> Refused:
    """Return why a file is refused."""
    with pytest.raises(Refused) as caught:
        read_list(content, dates)
    return caught.value


def _survives(value: str) -> bool:
    try:
        return text(value) == value
    except CellError:
        return False


LETTERS = "abcxyzæøåÆØÅéüáŠ–«»'\"=+-@[]/;,.0123 &<>"
"""Letters of names, and the signs that files, markup and spreadsheets take for their own."""
NAMES = st.text(LETTERS, max_size=12).map(clean).filter(_survives)
ANY_TEXT = (
    st.text(st.characters(exclude_categories=("Cc", "Cn", "Co", "Cs")), max_size=12)
    .map(clean)
    .filter(_survives)
)
MINUTES = st.integers(min_value=0, max_value=60 * 24 * 365 * 5).map(
    lambda minutes: datetime(2024, 1, 1) + timedelta(minutes=minutes)
)
CUSTOMER_IDS = st.sampled_from(
    ["", NOT_GIVEN, "310366552", "06429219610", "9455543956", "2,45076E+10", "48213", "A-7"]
)


@st.composite
def listed_lines(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> ListedLine:
    """Return a line that any file can hold."""
    starts = draw(MINUTES)
    return ListedLine(
        id=draw(st.integers(min_value=1, max_value=10**9)),
        type=draw(st.sampled_from(["event", "allocation", "booking"])),
        reservation_id=draw(st.integers(min_value=1, max_value=10**9)),
        description=draw(names),
        building=draw(names.filter(bool)),
        organization=draw(names),
        contact=draw(names),
        customer_type=draw(st.sampled_from(["external", "internal"])),
        customer_id=draw(CUSTOMER_IDS),
        starts=starts,
        ends=starts + timedelta(minutes=draw(st.integers(min_value=0, max_value=3000))),
        price=draw(st.none() | st.integers(min_value=-(10**7), max_value=10**9)),
        exported=draw(st.sampled_from(["", "413"])),
        export_file=draw(st.sampled_from(["", "88"])),
        order=draw(st.sampled_from(["", "37000917"])),
        season=draw(names),
        sub_customer=draw(st.sampled_from(["", "10", "T-7"])),
    )


def lists(names: st.SearchStrategy[str] = NAMES) -> st.SearchStrategy[list[ListedLine]]:
    """Return lists of lines, each with an id of its own."""
    return st.lists(listed_lines(names), max_size=5, unique_by=lambda line: line.id)
