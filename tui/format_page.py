"""docs/formats.md, made from the tables of the formats: `python -m tui.format_page` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data.formats import Format, formats
from data.formats._table import Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"

BEGINNING = """# Invoice file formats

What each format writes, field by field. The tables are those the program writes and reads by:
`python -m tui.format_page` prints them anew, and a test compares. A position is counted from 1.
A text that is too long is cut; positions that are not named are blank.

All files are ISO-8859-1, one character one byte. Text is composed (NFC), then transliterated, then
cut, then padded; what the character set lacks becomes what `data/formats/transliteration.tsv`
says (`€` becomes `EUR`, `š` becomes `s`), else `?`. Records are joined by LF, or CR LF by setting;
there is none after the last. Dates are the day of generation, not of the rental.

## Which rentals, in which order

Left out, without a number and without a trace: what is deleted or not active in Aktiv kommune, what
is free, what is below zero, what was paid online (in this order). The rest is sorted by kind of
customer, kind of id, organisation number, reference number, identity number, end, id; as text,
missing values last. AGRESSO and FACTUM join the rentals of one customer and reference number
within an export into one order, or within the whole file by setting; the others give each
rental its own.

## Kept as the accounting systems know it

| | |
| --- | --- |
| K1 | an order does not span exports, unless the setting joins a customer's lines |
| K2 | no line end after the last record |
| K3 | AGRESSO: additional information and reference number of the order's first rental |
| K4 | AGRESSO: the text record repeats the rental's period under each order line |
| K5 | VISMA: ST before every rental; SL counts neither repeated STs nor the second LT |
| K6 | VISMA: INTFAKT is never set |
| K7 | KOMMFAKT: FL is 161 and LT 73 long |
| K8 | FACTUM: first and later rentals of an order differ in Fakturaorgkode, cutting, trimming |
| K9 | KOMMFAKT: the log holds the id of the finished rental |
| K10 | CSV: the log is its heading alone |
| K11 | Aktiv kommune's total includes rentals that are not in the file |

## Mended

| | what would go wrong | what is written |
| --- | --- | --- |
| F1 | a line break shortens a record | one blank for each CR, LF and tab |
| F2 | codes as UTF-8, cut by bytes | like all other text |
| F3 | decomposed letters lose their accent | composed first |
| F4 | exports joined by LF in a Windows file | the line end of the setting |
| F5 | all order lines 0: the money is lost | one plain line with the price |
| F6 | a negative order line | refused, the line named |
| F7 | dim_6 and dim_7 on the first rental only | on all lines |
| F8 | contact and reference number carried over from the row before | found for each row |
| F9 | VISMA: a paid row leaves a trace | none |
| F10 | one customer in three orders | one order for each key |
| F11 | parts of an øre, amounts that are too long | rounded half up; refused |
| F12 | payer switch without payer number | the customer id |
| F13 | KOMMFAKT, CSV: deleted, inactive and paid rows | left out |
| F14 | VISMA: counters run on into the next file | from 0 in each file |
| F15 | CSV: a mark between exports | none |
| F16 | quotes in log fields | doubled |
| F17 | an empty log | a normal one |
| F18 | VISMA, KOMMFAKT: texts and codes that are too long | texts cut, codes refused |
| F19 | VISMA: an article twice in one rental | a warning |

Refused means: nothing is written, no number is used, and the message names rental, field and value.
"""


def page() -> str:
    """Return the page."""
    return "\n".join(_rows())


def _rows() -> Iterator[str]:
    yield BEGINNING
    for layout in formats():
        yield from _format(layout)


def _format(layout: Format) -> Iterator[str]:
    yield f"## {layout.title}"
    yield ""
    joins = "one order for each customer" if layout.joins_rows else "one order for each rental"
    tax = "amounts include tax" if layout.carries_tax else "amounts without tax"
    yield f"Key `{layout.key}`, files `{layout.suffix}`; {joins}; {tax}."
    yield ""
    for table in layout.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.title}"
    yield ""
    yield "| field | position | length | padding | rule |"
    yield "| --- | --- | --- | --- | --- |"
    for row in table.rows:
        if row.rule:
            yield f"| {' | '.join(row)} |".replace("  ", " ")
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
