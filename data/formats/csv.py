"""CSV: one row for each rental under a row of headings, ISO-8859-1, comma, LF.

Decisions: the log is its heading alone (K10); deleted, inactive and paid rows are left out
(F13); rows of several exports follow each other without a mark (F15); codes are cut by
characters (F2). A field that a spreadsheet takes for a number stays bare with its blanks, as
Aktiv kommune writes it. Line ends are LF whatever the setting says, and line breaks of texts stay
within quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from data.files.batch import Batch, Written
from data.formats import Format
from data.formats._characters import latin1, latin1_lines, upper
from data.formats._columns import Column, reader_of
from data.formats._orders import plan, written
from data.formats._pieces import Piece
from data.formats._refusal import does_not_fit
from data.formats._table import Table

NUMERIC = re.compile(r" *[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)? *")
_QUOTED = re.compile('[,"\r\n]|^ | $')


def _period(generated: date) -> str:
    return f"{generated:%Y%m}"


def _dimension(dimension: str, key: str, length: int, is_upper: bool) -> Column:
    words = f"{key} of the account string; heading: the one of {dimension}"
    return Column(
        dimension, length, words, lambda p: p.codes.get(key, ""), dimension, is_upper=is_upper
    )


COLUMNS = (
    Column("amount", 17, "øre", lambda p: str(p.article.amount), is_digits=True),
    Column("art_descr", 35, "article text", lambda p: p.rental.text, keeps_breaks=True),
    Column("article", 15, "article of the account string", lambda p: p.article.code, is_upper=True),
    _dimension("dim_1", "responsible_code", 8, is_upper=True),
    _dimension("dim_2", "service", 8, is_upper=True),
    _dimension("dim_3", "object_number", 8, is_upper=True),
    _dimension("dim_4", "dim_4", 8, is_upper=False),
    _dimension("dim_5", "project_number", 12, is_upper=True),
    _dimension("dim_value_1", "unit_number", 12, is_upper=True),
    _dimension("dim_value_2", "dim_value_2", 12, is_upper=True),
    _dimension("dim_value_3", "dim_value_3", 12, is_upper=True),
    _dimension("dim_value_4", "dim_value_4", 12, is_upper=False),
    _dimension("dim_value_5", "dim_value_5", 12, is_upper=False),
    Column("ext_ord_ref", 15, "customer id", lambda p: p.chosen.customer_id),
    Column(
        "invoice_instruction",
        120,
        "invoice_instruction of the account string",
        lambda p: p.codes.get("invoice_instruction", ""),
        keeps_breaks=True,
    ),
    Column("order_id", 9, "order number", lambda p: str(p.order), is_digits=True),
    Column(
        "period", 8, "generation month YYYYMM", lambda p: _period(p.batch.generated),
        is_digits=True,
    ),
    Column(
        "short_info", 60, "period of the rental as text", lambda p: p.rental.period,
        keeps_breaks=True,
    ),
)  # fmt: skip
FIRST, LAST = COLUMNS[:3], COLUMNS[-5:]
"""Columns that are always there, before and after the dimensions."""
DIMENSIONS = COLUMNS[3:-5]


def _write(batch: Batch) -> Written:
    planned = plan(batch, joins_rows=False, with_order_lines=False)
    used = [
        column
        for column in COLUMNS
        if not column.dimension or batch.headings.is_used(column.dimension)
    ]
    rows = [_row(latin1(_heading(batch, column)) for column in used)] if planned.drafts else []
    for draft in planned.drafts:
        chosen = draft.first
        piece = Piece(batch, chosen, chosen.articles[0], draft.number)
        rows.append(_row(_cell(column, piece) for column in used))
    return written(planned, "".join(rows), ())


def _heading(batch: Batch, column: Column) -> str:
    return str(getattr(batch.headings, column.dimension)) if column.dimension else column.name


def _cell(column: Column, piece: Piece) -> str:
    text = (latin1_lines if column.keeps_breaks else latin1)(column.value(piece))
    if column.is_upper:
        text = upper(text)
    if column.is_digits:
        if len(text) > column.length:
            raise does_not_fit(piece.rental, column.name, text, column.length)
        return text.rjust(column.length, "0")
    return text[: column.length].ljust(column.length)


def _row(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    if NUMERIC.fullmatch(cell) or not _QUOTED.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


FORMAT = Format(
    key="csv",
    title="CSV",
    suffix=".csv",
    prefix="CSV",
    write=_write,
    read=reader_of(FIRST, DIMENSIONS, LAST, _quoted),
    tables=(Table("row", tuple(column.row for column in COLUMNS)),),
    items=lambda _written: 0,
    period=_period,
)
