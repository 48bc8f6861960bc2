"""The one place that judges, shows and masks a customer id (kunde-ID)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from data.id_states import ON_CREDIT, STATES, IdState
from data.identity_number import has_right_check_digits, remainder
from data.identity_number import read as read_identity_number
from data.listing import NOT_GIVEN, CustomerType
from data.text import mask
from data.views import IdLevel

__all__ = ["STATES", "IdKind", "IdState", "Judgement", "canonical", "judge", "mask", "show"]

IdKind = Literal["organization", "person", "resource", ""]

_SEPARATORS = str.maketrans("", "", " \u00a0\u202f.-")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_ORGANIZATION = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_KINDS: dict[int, IdKind] = {
    5: "resource",
    6: "resource",
    9: "organization",
    11: "person",
}
_NEW_SERIES = date(2032, 1, 1)
"""From here on a number need not tell a century, so nobody's age can be read from one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a customer id is worth on its line; the level is always that of the code's state."""

    code: str
    level: IdLevel
    kind: IdKind
    canonical: str
    """ASCII digits only; empty when the id holds anything else."""


def judge(
    raw: str,
    customer_type: CustomerType,
    price: int | None,
    rental_day: date,
    test_mode: bool,
    accepted: bool = False,
) -> Judgement:
    """Return what `raw` is worth on a line of this price (øre) that ended on `rental_day`.

    A line without a price needs no id. A credit line is judged, but what would block an
    invoice is lowered to a point for attention. Test mode accepts the test series. `accepted`
    says that two operators took the id though its check digit is wrong; all else still counts.
    """
    found, born = _examine(raw, customer_type, test_mode, accepted)
    if not price:
        return Judgement("free", "free", found.kind, found.canonical)
    if born and found.level == "ok" and _is_under_18(born, rental_day):
        return _judgement("under_18", found.kind, found.canonical)
    if price < 0 and found.level == "blocked":
        return _judgement(found.code + ON_CREDIT, found.kind, found.canonical)
    return found


def _judgement(code: str, kind: IdKind, canonical: str) -> Judgement:
    return Judgement(code, STATES[code].level, kind, canonical)


@lru_cache(maxsize=32768)
def _examine(
    raw: str, customer_type: CustomerType, test_mode: bool, accepted: bool
) -> tuple[Judgement, date | None]:
    """Return the judgement of a payable line, and the date of birth where the number tells it."""
    raw = raw.strip()
    digits = canonical(raw)
    born: date | None = None
    if not digits:
        code = _without_digits(raw, customer_type)
    elif customer_type == "internal":
        code = _internal(digits)
    elif len(digits) == 11:
        code, born = _person(digits, test_mode, accepted)
    elif len(digits) == 9:
        code = _organization(digits, test_mode, accepted)
    else:
        code = _other_length(digits)
    return _judgement(code, _KINDS.get(len(digits), ""), digits), born


def canonical(raw: str) -> str:
    """Return the ASCII digits of an id, separators taken away; empty when it is no such id.

    A minus in front and a decimal nought behind are no separators: they show that something
    took the id for a number.
    """
    raw = raw.strip()
    digits = raw.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdecimal()):
        return ""
    return "" if raw.startswith("-") or raw.endswith((".0", ".00")) else digits


def _without_digits(raw: str, customer_type: CustomerType) -> str:
    if raw == NOT_GIVEN or not raw.translate(_SEPARATORS):
        if customer_type == "internal":
            return "missing_resource"
        return "not_given" if raw == NOT_GIVEN else "missing"
    return "scientific" if _SCIENTIFIC.fullmatch(raw) else "letters"


def _internal(digits: str) -> str:
    match len(digits):
        case 5 | 6:
            return "ok_resource"
        case 9 | 11:
            return "internal_with_external_id"
    return _other_length(digits)


def _other_length(digits: str) -> str:
    match len(digits):
        case 5 | 6:
            return "external_with_resource_number"
        case 10:
            return "ten_digits"
    return "wrong_length"


def _organization(digits: str, test_mode: bool, accepted: bool) -> str:
    is_right = remainder(digits, _ORGANIZATION) == 0
    if not (is_right or accepted):
        return "wrong_check_digit"
    if digits[0] in "23" and not test_mode:
        return "test_series"
    if not is_right:
        return "digit_accepted"
    return "ok_organization" if test_mode or digits[0] in "89" else "unusual_first_digit"


def _person(digits: str, test_mode: bool, accepted: bool) -> tuple[str, date | None]:
    is_right = has_right_check_digits(digits)
    if not (is_right or accepted):
        return "wrong_check_digit", None
    number = read_identity_number(digits)
    match number.series:
        case "impossible":
            return "impossible_date", None
        case "fh_number":
            return "fh_number", None
        case "h_number" if not test_mode:
            return "h_number", None
        case "synthetic" if not test_mode:
            return "test_series", None
    return "ok_person" if is_right else "digit_accepted", number.born


def _is_under_18(born: date, rental_day: date) -> bool:
    """Tell whether a person born on `born` is a minor; unknown, so False, from 2032.

    Born after the rental means that the century is not told after all. Who is born on
    29 February comes of age on 1 March.
    """
    if rental_day >= _NEW_SERIES or born > rental_day:
        return False
    return _age(born, rental_day) < 18


def _age(born: date, day: date) -> int:
    has_birthday_left = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - has_birthday_left


def age_on(text: str, day: date) -> int | None:
    """Return the whole years of the person with this id on a day; None where the id tells none."""
    digits = canonical(text)
    born = read_identity_number(digits).born if len(digits) == 11 else None
    return None if born is None else _age(born, day)


def show(text: str, full: bool = False) -> str:
    """Return an id as people read it: `311 000 004`, `158974 *****`, a resource number as it is.

    Ten digits may be an identity number without its leading zero and are masked too, as is
    every long run of digits in a text that is no id. `full` shows what is hidden.
    """
    digits = canonical(text)
    if len(digits) == 9:
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    if len(digits) in (10, 11):
        head = len(digits) - 5
        return f"{digits[:head]} {digits[head:] if full else '*' * 5}"
    if len(digits) in (5, 6):
        return digits
    return text if full else mask(text)
