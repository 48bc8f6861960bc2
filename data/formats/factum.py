"""FACTUM: one XML document, an order for each customer and its lines within it.

Decisions: the first rental of an order and the later ones differ in Fakturaorgkode, cutting and
trimming (K8). Contact and reference number are found for each row alone (F8); order lines that
are all 0 become one line with the price (F5). Entities in the data are decoded once before a
value is escaped. There is no order number in the file. Line ends are LF whatever the setting
says, and line breaks of Fakturaoverskrift stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.files.batch import Batch, Written
from data.formats import Format, rentals_of
from data.formats._amounts import shortest, shortest_number, with_comma
from data.formats._characters import latin1, latin1_lines, upper
from data.formats._customer import contact, customer_number
from data.formats._elements import Element, written_elements
from data.formats._factum_reading import reader_of
from data.formats._log import log_row
from data.formats._orders import Draft, plan, written
from data.formats._pieces import Piece
from data.formats._refusal import does_not_fit
from data.formats._table import Table

DECLARATION = '<?xml version="1.0" encoding="ISO-8859-1"?>'
ROOT, ORDER, LINES, LINE = (
    "BkPffFakturagrunnlags",
    "BkPffFakturagrunnlag",
    "Fakturalinjer",
    "BkPffFakturagrunnlaglinje",
)
KRONER_DIGITS = 12
LARGEST = 10**KRONER_DIGITS * 100
"""Øre from which on nothing is an amount, here as elsewhere in the program."""
_TRIMMED = " \t\n\r\0\x0b"


def _dimension(key: str, heading: str) -> str:
    return f"{key} of the account string, if {heading} is in use, a to z as capitals"


def _code(piece: Piece, key: str) -> str:
    """Return a code: of the first rental cut and not trimmed, of later ones the reverse (K8)."""
    value = upper(latin1(piece.codes.get(key, "")))
    return value[:8] if piece.is_first else value.strip(_TRIMMED)


def _if_used(piece: Piece, key: str, heading: str) -> str | None:
    return _code(piece, key) if piece.batch.headings.is_used(heading) else None


def _purpose(piece: Piece) -> str:
    if piece.rental.customer_type != "internal":
        return ""
    return _if_used(piece, "service", "dim_2") or ""


def _project(piece: Piece) -> str:
    if not piece.batch.headings.is_used("dim_5"):
        return ""
    return upper(latin1(piece.codes.get("project_number", ""))).strip(_TRIMMED)


def _text(piece: Piece) -> str:
    article, period = piece.article, piece.rental.period
    if not article.is_order_line:
        return latin1(f"{article.text} - {period}")[:225]
    return latin1(f"{article.text} - {period}" if article.is_main else article.text)[:255]


def _instruction(piece: Piece) -> str:
    return latin1_lines(piece.codes.get("invoice_instruction", ""))[:60]


def _amount(piece: Piece) -> str:
    """Return the amount; raises Problem F613 for one that no amount of ours can be."""
    text = shortest(piece.article.amount)
    if piece.article.amount >= LARGEST:
        raise does_not_fit(piece.rental, "SumPrisUtenAvgift", text, KRONER_DIGITS)
    return text


def _tax_code(piece: Piece) -> str | None:
    if not piece.article.is_order_line:
        return None
    return "U" if piece.article.tax_code == "38" else piece.article.tax_code


HEAD = (
    Element("Blanketttype", "`F`", lambda _: "F"),
    Element("datoendr", "generation day DD.MM.YYYY", lambda p: f"{p.batch.generated:%d.%m.%Y}"),
    Element("Deresref", "organisation's reference number", lambda p: customer_number(p.rental)),
    Element("Fagsystemkundeid", "customer id", lambda p: p.chosen.customer_id),
)
DETAIL = (
    Element(
        "AnsvarDim",
        _dimension("responsible_code", "dim_1"),
        lambda p: _if_used(p, "responsible_code", "dim_1"),
        is_optional=True,
    ),
    Element(
        "antall",
        "`1`, or the order line's quantity",
        lambda p: shortest_number(p.article.quantity),
    ),
    Element("ArtDim", "empty", lambda _: ""),
    Element(
        "Avgift",
        "empty, or the order line's tax",
        lambda p: shortest(p.article.tax) if p.article.is_order_line else "",
    ),
    Element("BalanseDim", "empty", lambda _: ""),
    Element("Grunnlagstype", "`KRV`", lambda _: "KRV"),
    Element("enhetspris", "price of one without tax", lambda p: shortest(p.article.unit_price)),
    Element("Fagsystemkontoid", "empty", lambda _: ""),
    Element("FeiletLinjeFelt", "empty", lambda _: ""),
    Element("FormalDim", _dimension("service", "dim_2") + "; internal rows only", _purpose),
    Element("fradato", "first day of the rental DD.MM.YYYY", lambda p: _day(p, "starts")),
    Element(
        "ObjektDim",
        _dimension("object_number", "dim_3"),
        lambda p: _if_used(p, "object_number", "dim_3"),
        is_optional=True,
    ),
    Element("orgkode", _dimension("project_number", "dim_5") + ", trimmed", _project),
    Element("SumPrisUtenAvgift", "amount without tax", _amount),
    Element("tildato", "last day of the rental DD.MM.YYYY", lambda p: _day(p, "ends")),
    Element("Tilleggstekst", "text - period, first 225; of an order line first 255", _text),
    Element("Varekode", "article code", lambda p: p.article.code),
    Element(
        "Fakturaorgkode",
        "empty; only in lines of the order's first rental",
        lambda p: "" if p.is_first else None,
        is_optional=True,
    ),
    Element(
        "Fakturaoverskrift",
        "invoice_instruction of the account string, first 60, line breaks kept",
        _instruction,
        keeps_breaks=True,
    ),
    Element("contact_name", "contact", lambda p: contact(p.rental)),
    Element("Linjenr", "line number within the order", lambda p: str(p.line)),
    Element("mvakode", "tax code, `U` for 38; order lines only", _tax_code, is_optional=True),
)
END = (
    Element(
        "Systemid",
        "setting voucher_client, else `BY`, a to z as capitals",
        lambda p: upper(latin1(p.batch.options.voucher_client or "BY")),
    ),
)


def _day(piece: Piece, end: str) -> str:
    return f"{getattr(piece.rental, end):%d.%m.%Y}"


def _write(batch: Batch) -> Written:
    planned = plan(batch, joins_rows=True)
    log = [
        log_row(
            chosen, draft.number, chosen.customer_id,
            with_comma(chosen.amount), with_comma(chosen.tax),
        )
        for draft in planned.drafts
        for chosen in draft.rentals
    ]  # fmt: skip
    lines = [line for draft in planned.drafts for line in _order(batch, draft)]
    if lines:
        lines = [DECLARATION, f"<{ROOT}>", *lines, f"</{ROOT}>"]
    return written(planned, "\n".join(lines), log)


def _order(batch: Batch, draft: Draft) -> Iterator[str]:
    first = Piece(batch, draft.first, draft.first.articles[0])
    yield f"<{ORDER}>"
    yield from written_elements(HEAD, first)
    yield f"<{LINES}>"
    line = 0
    for chosen in draft.rentals:
        for article in chosen.articles:
            line += 1
            piece = Piece(batch, chosen, article, line=line, head=draft.first)
            yield f"<{LINE}>"
            yield from written_elements(DETAIL, piece)
            yield f"</{LINE}>"
    yield f"</{LINES}>"
    yield from written_elements(END, first)
    yield f"</{ORDER}>"


FORMAT = Format(
    key="factum",
    title="FACTUM",
    suffix=".xml",
    prefix="FACTUM",
    write=_write,
    read=reader_of(HEAD, DETAIL, END),
    tables=(
        Table(ORDER, tuple(element.row for element in (*HEAD, *END))),
        Table(LINE, tuple(element.row for element in DETAIL)),
    ),
    items=rentals_of,
    joins_rows=True,
)
