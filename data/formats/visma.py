"""VISMA: «Visma Enterprise Fakturering», extended FL layout.

For every rental ST, then FL and its LT for each article; one SL at the end of an export.

Decisions: ST before every rental, and SL counts neither the repeated ST nor the second LT (K5);
INTFAKT is never set (K6). Nothing of a paid row is left (F9), counters begin anew in each file
(F14), contacts are found for each row alone and converted once (F8), unit prices are rounded
half up (F11), texts are cut and codes that do not fit are refused, also an article code of more
than four (F18). The same article twice in one rental gives a warning (F19).

Two settings follow what receivers differ in. LØPENR counts a customer's rentals, or with
`customer_article` the lines of one article. GRUNNLAG is the quantity × 100, or with `whole` the
quantity itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from data.files.batch import Batch, FileRead, Written
from data.files.options import FileOptions
from data.formats import Format
from data.formats._amounts import shortest, with_tax
from data.formats._characters import latin1
from data.formats._customer import address, contact, name_or_contact
from data.formats._fl import CUSTOMER
from data.formats._layout import Layout, Pen
from data.formats._lg04 import hundredths
from data.formats._log import log_row
from data.formats._orders import Draft, plan, written
from data.formats._pieces import Article, Chosen, Piece
from data.formats._refusal import no_whole_quantity, too_many_of
from data.formats._rules import BLANK, code, constant, number, text, whole
from data.formats._unreadable import LINE_ENDS, records_of
from data.formats._visma_reading import read
from data.words import N_, Phrase, phrase

MOST = 99
"""LØPENR has two positions."""


def _quantity(piece: Piece) -> int:
    if piece.batch.options.visma_quantity == "hundredths":
        return hundredths(piece, "GRUNNLAG")
    quantity = piece.article.quantity
    if quantity != quantity.to_integral_value():
        raise no_whole_quantity(piece.rental, "GRUNNLAG", f"{quantity:f}")
    return int(quantity)


def _price(piece: Piece) -> int:
    return with_tax(piece.article.unit_price, piece.article.tax_percent)


def _unit(piece: Piece) -> str:
    if not piece.batch.headings.is_used("dim_value_1"):
        return " " * 3  # blanks, not zeros
    return piece.codes.get("unit_number", "")


_UNIT = whole(
    text("unit_number of the account string, if dim_value_1 is in use, else blank", _unit), "zeros"
)
_ARTICLE = whole(text("article code", lambda piece: piece.article.code), "zeros")
_RUNNING = number("running number of the customer", lambda piece: piece.running)

ST = Layout(
    "ST",
    (
        ("POSTTYPE", 1, 2, constant("ST")),
        ("REFERANSE", 3, 60, code("invoice_instruction")),
        ("FORMAT", 63, 1, constant("U")),
    ),
)
FL = Layout(
    "FL",
    (
        ("POSTTYPE", 1, 2, constant("FL")),
        ("KUNDENR", 3, 11, CUSTOMER),
        (
            "NAVN", 14, 40,
            text(
                "organisation, of a person or an event without one the contact",
                lambda piece: name_or_contact(piece.rental),
            ),
        ),
        ("ADRESSE1", 54, 40, text("street", lambda piece: address(piece.rental).street)),
        ("ADRESSE2", 94, 40, text("city", lambda piece: address(piece.rental).city)),
        ("POSTNR", 134, 4, text("zip code", lambda piece: address(piece.rental).zip_code)),
        ("BETFORM", 138, 2, constant("BG")),
        ("OPPDRGNR", 140, 3, _UNIT),
        ("VARENR", 143, 4, _ARTICLE),
        ("LØPENR", 147, 2, _RUNNING),
        ("PRIS", 149, 9, number("øre of one, including tax", _price, sign=True)),
        ("GRUNNLAG", 158, 9, number("quantity × 100, or whole", _quantity)),
        (
            "BELØP", 167, 11,
            number(
                "øre including tax", lambda piece: piece.article.amount + piece.article.tax,
                sign=True,
            ),
        ),
        ("SAKSNR", 178, 16, BLANK),
        ("INTFAKT", 194, 1, BLANK),
        *((f"KB{place:02}", 195 + 12 * (place - 1), 12, BLANK) for place in range(1, 11)),
        ("MVAKODE", 315, 3, whole(text("tax code", lambda piece: piece.article.tax_code), "left")),
        ("PROFIL", 318, 20, BLANK),
        ("DERESREF", 338, 40, text("contact", lambda piece: contact(piece.rental))),
        ("ORDREREF", 378, 20, BLANK),
    ),
)  # fmt: skip
LT = Layout(
    "LT",
    (
        ("POSTTYPE", 1, 2, constant("LT")),
        ("KUNDENR", 3, 11, CUSTOMER),
        ("OPPDRGNR", 14, 3, _UNIT),
        ("VARENR", 17, 4, _ARTICLE),
        ("LØPENR", 21, 2, _RUNNING),
        ("LINJENR", 23, 2, number("number of the text below its line", lambda piece: piece.line)),
        (
            "TEKST", 25, 50,
            text("1: article text; 2: period of the rental", lambda piece: piece.text),
        ),
    ),
)  # fmt: skip
SL = Layout(
    "SL",
    (
        ("POSTTYPE", 1, 2, constant("SL")),
        ("ANTPOST", 3, 8, number("records counted so far", lambda piece: piece.count)),
    ),
)


class _Writer:
    """Writes one file, counting as it goes."""

    def __init__(self, batch: Batch) -> None:
        self.records: list[str] = []
        self.log: list[tuple[str, ...]] = []
        self.warnings: list[Phrase] = []
        self._batch = batch
        self._pens = {layout.kind: Pen(layout) for layout in (ST, FL, LT, SL)}
        self._counted = 0
        self._running: Counter[tuple[str, ...]] = Counter()

    def export(self, drafts: list[Draft]) -> None:
        """Write the rentals of one export and its SL."""
        self._counted += 1  # the first ST alone
        for draft in drafts:
            self._rental(draft)
        self._counted += 1
        last = drafts[-1].first
        self._write("SL", Piece(self._batch, last, last.articles[0], count=self._counted))

    def _rental(self, draft: Draft) -> None:
        chosen = draft.first
        self._write("ST", Piece(self._batch, chosen, chosen.articles[0]))
        customer = chosen.customer_id.zfill(11)
        by_article = self._batch.options.visma_running_number == "customer_article"
        running = 0 if by_article else self._next(chosen, customer)
        if not by_article:
            self._warn_of_twins(chosen)
        for article in chosen.articles:
            if by_article:
                running = self._next(chosen, customer, latin1(article.code).rjust(4, "0"))
            piece = Piece(self._batch, chosen, article, draft.number, running=running)
            self._write("FL", piece)
            self._counted += 2  # this record and its first text
            for line, below in enumerate(_texts(chosen, article), start=1):
                self._write("LT", replace(piece, line=line, text=below))
        total = shortest(chosen.rental.price or 0)
        self.log.append(log_row(chosen, draft.number, chosen.customer_id, total))

    def _next(self, chosen: Chosen, *key: str) -> int:
        self._running[key] += 1
        if self._running[key] > MOST:
            raise too_many_of(chosen.rental, "LØPENR", self._running[key], MOST)
        return self._running[key]

    def _write(self, kind: str, piece: Piece) -> None:
        self.records.append(self._pens[kind].write(piece))

    def _warn_of_twins(self, chosen: Chosen) -> None:
        for code_, times in Counter(article.code for article in chosen.articles).items():
            if times > 1:
                self.warnings.append(
                    phrase(
                        N_(
                            "Line {line} has article {article} {times} times. Visma cannot tell"
                            " their texts apart."
                        ),
                        line=chosen.rental.id,
                        article=code_,
                        times=times,
                    )
                )


def _texts(chosen: Chosen, article: Article) -> Iterator[str]:
    period = chosen.rental.period
    if not article.is_order_line:
        yield article.text
        yield period
    else:
        yield f"{article.text} - {period}" if article.is_main else article.text


def _write(batch: Batch) -> Written:
    planned = plan(batch, joins_rows=False)
    writer = _Writer(batch)
    exports: dict[int, list[Draft]] = {}
    for draft in planned.drafts:
        exports.setdefault(id(draft.first.part), []).append(draft)
    for drafts in exports.values():
        writer.export(drafts)
    content = LINE_ENDS[batch.options.line_break].join(writer.records)
    return written(planned, content, writer.log, writer.warnings)


def _read(content: bytes, options: FileOptions) -> FileRead:
    layouts = {layout.kind: layout for layout in (ST, FL, LT, SL)}
    by_article = options.visma_running_number == "customer_article"
    return read(records_of(content, options), layouts, by_article)


def _items(written_: Written) -> int:
    """Count rows as Aktiv kommune does: paid ones too."""
    return written_.lines + sum(left.why == "paid" for left in written_.left_out)


FORMAT = Format(
    key="visma",
    title="VISMA",
    suffix=".txt",
    prefix="VISMA",
    write=_write,
    read=_read,
    tables=tuple(layout.table for layout in (ST, FL, LT, SL)),
    items=_items,
    carries_tax=True,
)
