"""The text of an archived copy: one JSON line for the head, one for each line, and a table.

The JSON lines hold every field in full, since the copy is the evidence of what was invoiced;
the table is for reading and shows identity numbers masked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from operator import attrgetter, methodcaller

from data import customer_id, dates, money
from data.text import spreadsheet_safe
from data.views import LineRow
from data.views.lines import CORRECTABLE

FORMAT = "fakturaklar-copy-1"

TIME_FIELDS = ("starts", "ends")
JUDGED = ("id_code", "id_level")
"""The judgement follows the program's rules and the mode, not the line: it is not archived."""
ARCHIVED = tuple(item.name for item in fields(LineRow) if item.name not in JUDGED)
archived = attrgetter(*ARCHIVED)
"""Returns the values of a line that are archived, in the order of `ARCHIVED`."""

_KNOWN = frozenset(ARCHIVED)
_SORTED = tuple(sorted(ARCHIVED))
_sorted = attrgetter(*_SORTED)
_BEGIN = f'{{"{_SORTED[0]}"'
"""What every archived line begins with."""

TABLE = (
    ("ID", 8), ("Pris", 12), ("Kunde", 28), ("T", 1), ("Kunde-ID", 12), ("Ressurs", 24),
    ("Fra", 16), ("Til", 16), ("Merket", 6),
)  # fmt: skip
"""Headings and widths; the archive is read by Norwegian auditors, whatever the screen speaks."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a copy says about itself."""

    number: int
    building: str
    to: str
    season: str
    filter: str
    sources: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file that brought the lines."""
    operator: str
    taken: str
    lines: int
    total: str


def digest_of_lines(lines: tuple[LineRow, ...]) -> str:
    """Return the SHA-256 over every field of every line, in order of id."""
    text = _as_json(sorted(lines, key=lambda line: line.id))
    return hashlib.sha256(text.encode()).hexdigest()


def short_digest(digest: str, groups: int = 2) -> str:
    """Return the beginning of a SHA-256 as people compare it: `9f3c-81d2`."""
    return "-".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


def write_text(head: Head, lines: tuple[LineRow, ...]) -> str:
    """Return a copy as JSON lines."""
    first = json.dumps({"format": FORMAT, **asdict(head)}, ensure_ascii=False, sort_keys=True)
    return f"{first}\n{_as_json(sorted(lines, key=lambda line: line.id))}"


def read_text(text: str) -> tuple[Head, tuple[LineRow, ...]]:
    """Return head and lines of an archived text; raises ValueError when it is none."""
    # Not splitlines: it also breaks at characters that JSON leaves inside a string.
    first, *rest = text.removesuffix("\n").split("\n")
    values = json.loads(first)
    if values.pop("format", None) != FORMAT:
        raise ValueError(FORMAT)
    values["sources"] = tuple((file, digest) for file, digest in values["sources"])
    return Head(**values), tuple(_line(row) for row in rest)


def table_text(head: Head, lines: tuple[LineRow, ...]) -> str:
    """Return a copy as a table for reading, dearest line first."""
    ordered = sorted(lines, key=lambda line: (-(line.price or 0), line.id))
    body = [_row(*[title for title, _ in TABLE])]
    body += [_row(*cells(line)) for line in ordered]
    return "\n".join([*_title(head), "", *body, ""])


def csv_text(lines: tuple[LineRow, ...]) -> str:
    """Return lines as semicolon-separated text that no spreadsheet runs as formulas."""
    titles = [title for title, _ in TABLE]
    rows = [titles, *(cells(line) for line in lines)]
    quoted = [";".join(map(_csv_cell, row, titles)) for row in rows]
    return "\r\n".join(quoted) + "\r\n"


def cells(line: LineRow) -> list[str]:
    """Return the readable cells of a line, its customer id masked."""
    return [
        str(line.id),
        "" if line.price is None else money.show(line.price),
        line.customer,
        "I" if line.customer_type == "internal" else "E",
        customer_id.show(line.customer_id),
        line.resource,
        dates.show_time(line.starts),
        dates.show_time(line.ends),
        "nei" if line.held else "ja",
    ]


def _csv_cell(text: str, title: str) -> str:
    safe = text if title == "Pris" else spreadsheet_safe(text)
    return '"' + safe.replace('"', '""') + '"'


def _as_json(lines: list[LineRow]) -> str:
    """Return each line as JSON in a row of its own.

    Encoded at once and parted then, since this runs for each line at each look. No text in a line
    is taken for the beginning of the next: quotation marks in it have a backslash before them.
    """
    # Not asdict, which copies every value in depth.
    values = [dict(zip(_SORTED, _sorted(line), strict=True)) for line in lines]
    if not values:
        return ""
    text = json.dumps(values, ensure_ascii=False, default=methodcaller("isoformat"))
    return text[1:-1].replace(f"}}, {_BEGIN}", f"}}\n{_BEGIN}") + "\n"


def _line(row: str) -> LineRow:
    values = json.loads(row)
    for name in TIME_FIELDS:
        values[name] = datetime.fromisoformat(values[name])
    for name in CORRECTABLE:  # a copy from before corrections holds the source's values alone
        values.setdefault(f"source_{name}", values[name])
    values["held_to"] = date.fromisoformat(values["held_to"]) if values.get("held_to") else None
    kept = {name: value for name, value in values.items() if name in _KNOWN}
    return LineRow(**kept, id_code="", id_level="ok")


def _title(head: Head) -> list[str]:
    return [
        f"Kopi K-{head.number:04d} av fakturagrunnlag",
        f"{head.building}, til og med {head.to}{', ' + head.season if head.season else ''}",
        f"Utvalg: {head.filter}",
        *(f"Kilde: {file} sha256 {digest}" for file, digest in head.sources),
        f"Tatt {head.taken} av {head.operator}",
        f"{head.lines} linjer, sum {head.total}",
    ]


def _row(*texts: str) -> str:
    parts = []
    for text, (title, width) in zip(texts, TABLE, strict=True):
        parts.append(text.rjust(width) if title == "Pris" else text[:width].ljust(width))
    return "  ".join(parts).rstrip()
