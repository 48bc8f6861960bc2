"""KOMMFAKT: the older FL layout; every rental is a closed set ST, FL, LT, SL.

Decisions: BELØP has 9 positions and LINJENR 1, so FL is 161 and LT 73 long where the published
layout says 163 and 74 (K7); the log holds the id of the finished rental (K9). Deleted, inactive
and paid rows are left out (F13), amounts and codes that do not fit are refused, texts are cut
(F11, F18). Order lines and tax are not looked at.
"""

from __future__ import annotations

from data.files.batch import Batch, FileRead, ReadOrder, Record, Written
from data.files.options import FileOptions
from data.formats import Format
from data.formats._amounts import shortest
from data.formats._customer import name
from data.formats._fl import CUSTOMER, amount, customer_id, layout_of, price
from data.formats._layout import Layout, Pen
from data.formats._log import log_row
from data.formats._orders import plan, written
from data.formats._pieces import Piece
from data.formats._rules import BLANK, code, constant, number, text, whole
from data.formats._unreadable import LINE_ENDS, records_of, wrong_number, wrong_order

_UNIT = whole(code("object_number"), "zeros")
_ARTICLE = whole(code("responsible_code"), "zeros")
_PRICE = number("øre", price, sign=True)
_TEXT = text("period of the rental as text", lambda piece: piece.rental.period)

ST = Layout(
    "ST",
    (
        ("POSTTYPE", 1, 2, constant("ST")),
        ("REFERANSE", 3, 60, text("article text", lambda piece: piece.rental.text)),
    ),
)
FL = Layout(
    "FL",
    (
        ("POSTTYPE", 1, 2, constant("FL")),
        ("KUNDENR", 3, 11, CUSTOMER),
        (
            "NAVN",
            14,
            30,
            text("organisation, else an event's contact", lambda piece: name(piece.rental)),
        ),
        ("ADRESSE1, ADRESSE2, POSTNR", 44, 64, BLANK),
        ("BETFORM", 108, 2, constant("BG")),
        ("OPPDRGNR", 110, 3, _UNIT),
        ("VARENR", 113, 4, _ARTICLE),
        ("LØPENR", 117, 2, constant("01")),
        ("PRIS", 119, 9, _PRICE),
        ("GRUNNLAG", 128, 9, constant("000000001")),
        ("BELØP", 137, 9, _PRICE),
        ("SAKSNR", 146, 16, BLANK),
    ),
)
LT = Layout(
    "LT",
    (
        ("POSTTYPE", 1, 2, constant("LT")),
        ("KUNDENR", 3, 11, CUSTOMER),
        ("OPPDRGNR", 14, 3, _UNIT),
        ("VARENR", 17, 4, _ARTICLE),
        ("LØPENR", 21, 2, constant("01")),
        ("LINJENR", 23, 1, constant("1")),
        ("TEKST", 24, 50, _TEXT),
    ),
)
SL = Layout(
    "SL",
    (("POSTTYPE", 1, 2, constant("SL")), ("ANTPOST", 3, 8, constant("00000004"))),
)
SET = (ST, FL, LT, SL)
_LAYOUTS = {layout.kind: layout for layout in SET}
_REPEATED = ("KUNDENR", "OPPDRGNR", "VARENR")


def _write(batch: Batch) -> Written:
    planned = plan(batch, joins_rows=False, with_order_lines=False)
    pens = [Pen(layout) for layout in SET]
    records: list[str] = []
    log: list[tuple[str, ...]] = []
    for draft in planned.drafts:
        chosen = draft.first
        piece = Piece(batch, chosen, chosen.articles[0], draft.number)
        records += (pen.write(piece) for pen in pens)
        total = shortest(chosen.amount)
        log.append(
            log_row(chosen, draft.number, chosen.customer_id, total, number=chosen.rental.id)
        )
    return written(planned, LINE_ENDS[batch.options.line_break].join(records), log)


def _read(content: bytes, options: FileOptions) -> FileRead:
    records: list[Record] = []
    orders: list[ReadOrder] = []
    lines = records_of(content, options)
    for at, record in enumerate(lines):
        expected = SET[at % len(SET)]
        layout_of(_LAYOUTS, record, at + 1, expected.kind)
        order = at // len(SET) + 1
        records.append(Record(expected.kind, order, record, expected.split))
        if expected is FL:
            total = amount(record[FL.place("BELØP")])
            orders.append(ReadOrder(None, customer_id(record[FL.place("KUNDENR")]), total, 1))
        elif expected is LT:
            _hold(lines[at - 1], record, at + 1)
    if len(lines) % len(SET):
        raise wrong_order(len(lines) + 1, "", SET[len(lines) % len(SET)].kind)
    return FileRead(tuple(records), tuple(orders))


def _hold(line: str, below: str, number_: int) -> None:
    """Raise Problem F623 unless a text names the same customer and codes as its line."""
    for field in _REPEATED:
        if below[LT.place(field)] != line[FL.place(field)]:
            raise wrong_number(number_, field, below[LT.place(field)], line[FL.place(field)])


def _items(written_: Written) -> int:
    """Count rows as Aktiv kommune does: deleted, inactive and paid ones with a price too."""
    return written_.lines + sum(left.price > 0 for left in written_.left_out)


FORMAT = Format(
    key="kommfakt",
    title="KOMMFAKT",
    suffix=".txt",
    prefix="KOMMFAKT",
    write=_write,
    read=_read,
    tables=tuple(layout.table for layout in SET),
    items=_items,
)
