"""One cell of a list: what Aktiv kommune prints in it, and what spreadsheets make of that."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from data.errors import UsageProblem
from data.listing import NOT_GIVEN, CustomerType, LineType
from data.money import from_decimal, parse_amount
from data.text import clean
from data.words import N_, Phrase, phrase

Cell = str | Decimal | datetime
"""A cell as its file keeps it: text, a number or a point in time."""


class CellError(Exception):
    """A cell that cannot be read; `reason` says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


_LATER_BYTE = "".join(
    sorted({*map(chr, range(0x80, 0xC0)), *bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")})
)
"""What the second byte of a letter in UTF-8 looks like when it is read as Windows-1252."""
_AFTER_A_NAME = "\u00a0«»…–—‘’‚“”„•·®™©´¨°¹²³"
"""Those of them that may follow a name in capitals, such as BLÅ or FRØ."""
_NEVER_AFTER = "".join(sign for sign in _LATER_BYTE if sign not in _AFTER_A_NAME)
_DAMAGED = re.compile(
    # Lost for good: signs that stand for unreadable bytes, and halves of a sign.
    "[\ufffd\ud800-\udfff]"
    # UTF-8 read as Windows-1252. No name in Norway ends in Â or Ã; many end in Å, Æ and Ø.
    f"|[ÂÃ][{_LATER_BYTE}]"
    f"|[\u00c4-\u00df][{_NEVER_AFTER}]|Ä‘"
    f"|(?:[ÎÏÐÑ×][{_LATER_BYTE}]){{2}}"
    f"|[âï][{_LATER_BYTE}]{{2}}"
    f"|ð[{_LATER_BYTE}]{{3}}"
)
_WHOLE_NUMBER = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?: [0-9]{3}){1,4}")
_THREE_DECIMALS = re.compile(r"[.,][0-9]{3,}$")

LONGEST_AMOUNT = 30
MOST_ORE = 10**11
"""A billion kroner: no rental costs that, but a customer id in the wrong column looks like it."""
_NOISE = Decimal("0.000001")
"""Kroner; a spreadsheet's own arithmetic leaves crumbs of this size in a cell."""

LINE_TYPES: dict[str, LineType] = {
    "arrangement": "event",
    "event": "event",
    "tildeling": "allocation",
    "allocation": "allocation",
    "booking": "booking",
    "interntildeling": "booking",
}
CUSTOMER_TYPES: dict[str, CustomerType] = {
    "ekstern": "external",
    "external": "external",
    "intern": "internal",
    "internal": "internal",
}
NO_ID_CHOSEN = frozenset(
    {
        "ikke angitt",
        "ikkje angitt",
        "ikkje angjeve",
        "ikkje oppgitt",
        "ikkje oppgjeve",
        "ingen",
        "none",
        "not given",
        "not set",
        "not specified",
    }
)
NOT_EXPORTED = frozenset({"", "nei", "no"})
NOT_GENERATED = frozenset({"", "nei", "no", "ikke generert", "ikkje generert", "not generated"})


SPREADSHEET_ERROR = "#N/A"
_SPREADSHEET_ERRORS = frozenset(
    {
        SPREADSHEET_ERROR,
        "#I/T",
        "#DIV/0!",
        "#NAME?",
        "#NAVN?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#VERDI!",
    }
)


def printed(cell: Cell) -> str:
    """Return a cell as text: whole numbers without decimals, a time to the minute."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return str(int(cell)) if cell == cell.to_integral_value() else format(cell, "f")


def word(cell: Cell) -> str:
    """Return a cell as a word to look up: without case, or the `!` of a missing translation."""
    return " ".join(clean(printed(cell)).lstrip("!").casefold().split())


def text(cell: Cell) -> str:
    """Return a cell's text made harmless; raises CellError when it lost its letters on the way."""
    raw = printed(cell)
    if raw in _SPREADSHEET_ERRORS:
        raise CellError(phrase(N_("A spreadsheet put an error in place of the value.")))
    if not raw.isascii() and _DAMAGED.search(raw):
        raise CellError(
            phrase(
                N_(
                    "The letters are damaged: the text was opened with the wrong character set."
                    " Fetch the list again and save it as UTF-8."
                )
            )
        )

    return clean(raw)


def is_number(cell: Cell) -> bool:
    """Whether a cell holds an id: a note under the list may stand in the column of ids too."""
    return isinstance(cell, Decimal) or bool(_WHOLE_NUMBER.fullmatch(clean(printed(cell))))


def whole_number(cell: Cell) -> int:
    """Return an id of Aktiv kommune, from text or from a spreadsheet's number."""
    if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) < 16:
        raw = cell
    else:
        raw = text(cell)
    if not raw:
        raise CellError(phrase(N_("The number is missing.")))
    number = int(raw.replace(" ", "")) if _WHOLE_NUMBER.fullmatch(raw) else 0
    if number == 0:
        raise CellError(phrase(N_("This is not a whole number.")))
    return number


def building(cell: Cell) -> str:
    """Return the building's name, without which a line belongs nowhere."""
    name = text(cell)
    if not name:
        raise CellError(phrase(N_("The building is missing.")))
    return name


def line_type(cell: Cell) -> LineType:
    """Return what kind of rental a word of any of the three languages names."""
    found = LINE_TYPES.get(word(cell))
    if found is None:
        raise CellError(phrase(N_("The type is Arrangement, Tildeling or Booking.")))
    return found


def customer_type(cell: Cell) -> CustomerType:
    """Return the kind of customer (Kundetype)."""
    found = CUSTOMER_TYPES.get(word(cell))
    if found is None:
        raise CellError(phrase(N_("The customer type is Ekstern or Intern.")))
    return found


def customer_id(cell: Cell) -> str:
    """Return the customer id (Kundeid) as printed; judging it is not the import's business."""
    raw = text(cell)
    return NOT_GIVEN if word(raw) in NO_ID_CHOSEN else raw


def exported(cell: Cell) -> str:
    """Return the export number, empty for a line that is still on the list."""
    raw = text(cell)
    if word(raw) in NOT_EXPORTED:
        return ""
    # This cell decides whether the line is part of the basis: no other word may pass.
    if not re.fullmatch("-?[0-9 ]{1,19}", raw):
        raise CellError(phrase(N_("This is neither «Nei» nor the number of an export.")))
    return raw.replace(" ", "")


def generated(cell: Cell) -> str:
    """Return a file's or an order's number, empty while none is generated."""
    raw = text(cell)
    return "" if word(raw) in NOT_GENERATED else raw


def price(cell: Cell) -> int | None:
    """Return øre, None for an empty cell; raises CellError for what is not an exact amount."""
    if isinstance(cell, Decimal):
        ore = _ore(cell)
    else:
        raw = text(cell)
        if not raw:
            return None
        ore = _parsed(raw)
    if abs(ore) >= MOST_ORE:
        raise CellError(phrase(N_("The amount is too large.")))
    return ore


def _parsed(raw: str) -> int:
    try:
        ore = parse_amount(raw[:LONGEST_AMOUNT])
    except UsageProblem as problem:
        # F311 asks which of two amounts was meant; the other sentences repeat the cell.
        reason = problem.phrase if problem.code == "F311" else _no_amount()
        raise CellError(reason) from None
    if len(raw) > LONGEST_AMOUNT:
        raise CellError(_no_amount())
    if _THREE_DECIMALS.search(raw):
        raise CellError(phrase(N_("The amount has more than two decimals.")))
    return ore


def _no_amount() -> Phrase:
    return phrase(N_("This is not an amount. Amounts look like 1 234,50 or 1234.5."))


def _ore(number: Decimal) -> int:
    if abs(number) * 100 >= MOST_ORE:
        raise CellError(phrase(N_("The amount is too large.")))
    rounded = number.quantize(Decimal("0.01"))
    if abs(number - rounded) > _NOISE:
        raise CellError(phrase(N_("The amount has more than two decimals.")))
    return from_decimal(rounded)
