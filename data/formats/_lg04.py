"""LG04 «Batch innlesing salgsordre» of Agresso (Unit4): one engine for its layouts.

An order is a head (H), then for each line a line record (L) and a text record (T). A layout is
the table of fields with their lengths; which rule fills a field is the same in all of them.

Decisions:

- K1 to K4 are kept: orders within one export, no line end after the last record, additional
  information and reference number of the order's first rental, the rental's period under each
  of its order lines.
- F1 to F7, F10, F12, F16 and F17 are mended, see docs/formats.md.
- A date has blanks left, the period zeros left, whatever the field's length: `00202404` in
  eight positions, `202404` in six.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.files.batch import Batch, FileRead, Written
from data.files.options import FileOptions
from data.formats import Format, orders_of
from data.formats._amounts import HUNDRED, with_comma
from data.formats._customer import customer_number, named_organization
from data.formats._layout import Layout, Pen
from data.formats._lg04_reading import read
from data.formats._log import log_row
from data.formats._orders import Draft, plan, written
from data.formats._pieces import Piece, codes_of
from data.formats._refusal import no_whole_quantity
from data.formats._rules import BLANK, Rule, code, constant, number, option, shared, text, whole
from data.formats._unreadable import LINE_ENDS, records_of

Places = tuple[tuple[str, int, int], ...]
"""Name, first position and length of every field."""


def period(generated: date) -> str:
    """Return the accounting period of a file generated on a day: `202404`."""
    return f"{generated:%Y%m}"


def customer(piece: Piece) -> str:
    """Return who rents (tekst3): the customer id, with the payer switch the organisation's own."""
    organization = named_organization(piece.rental)
    if piece.batch.options.payer_switch and organization is not None and organization.number:
        return organization.number
    return piece.chosen.customer_id


def payer(piece: Piece) -> str:
    """Return who pays (tekst4); without a stored payer number the customer (F12)."""
    organization = named_organization(piece.rental)
    if piece.batch.options.payer_switch and organization is not None and organization.number:
        return organization.payer or piece.chosen.customer_id
    if piece.rental.customer_type == "internal":
        return piece.batch.options.organization_value
    return piece.chosen.customer_id


def hundredths(piece: Piece, field: str = "value_1") -> int:
    """Return the quantity × 100; raises Problem F616 when that is no whole number."""
    quantity = piece.article.quantity * HUNDRED
    if quantity != quantity.to_integral_value():
        raise no_whole_quantity(piece.rental, field, f"{piece.article.quantity:f}")
    return int(quantity)


def _prefix(piece: Piece) -> str:
    return codes_of(piece.batch, piece.head_part).get("unit_prefix", "")


ORDER = number("order number", lambda piece: piece.order)
BATCH = shared(
    "`BO` + unit_prefix of the account string + YYMMDD of the generation day",
    lambda piece: f"BO{_prefix(piece)}{piece.batch.generated:%y%m%d}",
)
DATE = shared(
    "generation day YYYYMMDD", lambda piece: f"{piece.batch.generated:%Y%m%d}", pad="left"
)
PERIOD = shared("generation month YYYYMM", lambda piece: period(piece.batch.generated), pad="zeros")
EVERYWHERE: dict[str, Rule] = {
    "batch_id": Rule(BATCH.words, BATCH.value, is_upper=True, is_shared=True),
    "client": option("voucher_client", "BY"),
    "order_id": ORDER,
    "trans_type": constant("42"),
    "voucher_type": option("voucher_type", "FK"),
}
HEAD: dict[str, Rule] = EVERYWHERE | {
    "accept_flag": constant("1"),
    "confirm_date": DATE,
    "currency": constant("NOK"),
    "deliv_date": DATE,
    "dim_value_1": code("unit_number", "dim_value_1", upper=True),
    "ext_ord_ref": text(
        "organisation's reference number", lambda piece: customer_number(piece.rental)
    ),
    "line_no": constant("0000"),
    "long_info1": code("invoice_instruction"),
    "long_info2": text(
        "additional invoice information of the order's first rental",
        lambda piece: piece.rental.details.additional_information,
    ),
    "order_type": constant("FS"),
    "pay_method": constant("IP"),
    "period": PERIOD,
    "responsible": option("voucher_responsible", "BOOKING"),
    "responsible2": option("voucher_responsible", "BOOKING"),
    "status": constant("N"),
    "tekst3": text("customer id; with the payer switch the organisation's number", customer),
    "tekst4": text(
        "customer id, of internal customers setting organization_value; with the payer switch"
        " the organisation's payer number",
        payer,
    ),
    **{f"att_{place}_id": option(f"att_{place}_id") for place in range(1, 8)},
    **{
        f"dim_value_{place}": code(f"dim_value_{place}", f"dim_value_{place}")
        for place in range(2, 8)
    },
}
LINE: dict[str, Rule] = EVERYWHERE | {
    "accept_flag": constant("0"),
    "amount": number("øre without tax", lambda piece: piece.article.amount),
    "amount_set": constant("1"),
    "art_descr": text("article text", lambda piece: piece.article.text),
    "article": text("article code", lambda piece: piece.article.code, upper=True),
    "dim_1": code("responsible_code", "dim_1", upper=True),
    "dim_2": code("service", "dim_2", upper=True),
    "dim_3": code("object_number", "dim_3", upper=True),
    "dim_4": code("dim_4", "dim_4"),
    "dim_5": code("project_number", "dim_5", upper=True),
    "dim_6": code("dim_6", "dim_6"),
    "dim_7": code("dim_7", "dim_7"),
    "line_no": number("line number within the order", lambda piece: piece.line),
    "period": PERIOD,
    "sequence_no": constant("00000000"),
    "status": constant("N"),
    "tax_code": whole(
        text("tax code, only of order lines", lambda piece: piece.article.tax_code), "left"
    ),
    "value_1": number("quantity × 100", hundredths),
}
TEXT: dict[str, Rule] = EVERYWHERE | {
    "accept_flag": constant("0"),
    "line_no": number("line number of its line", lambda piece: piece.line),
    "sequence_no": constant("00000001"),
    "short_info": text("period of the rental as text", lambda piece: piece.rental.period),
}


class _LG04:
    """The three layouts of one version, writing and reading."""

    def __init__(self, places: Places) -> None:
        self.head, self.line, self.text = (
            Layout(kind, [(*place, rules.get(place[0], BLANK)) for place in places])
            for kind, rules in (("order head", HEAD), ("order line", LINE), ("text", TEXT))
        )
        self._payer = self.head.place("tekst4")
        self._reference = self.head.place("ext_ord_ref")

    def write(self, batch: Batch) -> Written:
        """Return the file of a batch; raises Problem F61x."""
        planned = plan(batch, joins_rows=True)
        head, line, below = Pen(self.head), Pen(self.line), Pen(self.text)
        records: list[str] = []
        log: list[tuple[str, ...]] = []
        for draft in planned.drafts:
            first = Piece(batch, draft.first, draft.first.articles[0], draft.number)
            records.append(head.write(first))
            payer_text = self._payer_in_log(draft, records[-1])
            for piece in _pieces(batch, draft):
                records += (line.write(piece), below.write(piece))
            log += (
                log_row(
                    chosen, draft.number, payer_text,
                    with_comma(chosen.amount), with_comma(chosen.tax),
                )
                for chosen in draft.rentals
            )  # fmt: skip
        return written(planned, LINE_ENDS[batch.options.line_break].join(records), log)

    def _payer_in_log(self, draft: Draft, head: str) -> str:
        payer_text = head[self._payer]
        if draft.first.rental.customer_type == "internal":
            return f"{payer_text} {head[self._reference]}"
        return payer_text

    def read(self, content: bytes, options: FileOptions) -> FileRead:
        """Return what a file holds; raises Problem F62x."""
        return read(records_of(content, options), self.head, self.line, self.text)


def _pieces(batch: Batch, draft: Draft) -> Iterator[Piece]:
    line = 0
    for chosen in draft.rentals:
        for article in chosen.articles:
            line += 1
            yield Piece(batch, chosen, article, draft.number, line, head=draft.first)


def lg04(key: str, title: str, places: Places) -> Format:
    """Return the format of one version of LG04."""
    layouts = _LG04(places)
    return Format(
        key=key,
        title=title,
        suffix=".txt",
        prefix="AktivbyLG04",
        write=layouts.write,
        read=layouts.read,
        tables=(layouts.head.table, layouts.line.table, layouts.text.table),
        items=orders_of,
        period=period,
        joins_rows=True,
    )
