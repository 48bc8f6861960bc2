"""What a field of a line can be corrected to, from what source, and how its values read.

Pure: a dialog asks here while a key is handled. What two operators accepted is handed in by
those who know the store.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, cast, get_args

from data import customer_id, money
from data.customer_id import STATES, canonical, judge
from data.errors import Problem, UsageProblem
from data.listing import CustomerType
from data.views.corrections import CorrectionField, CorrectionOrigin, CorrectionValue, Shown
from data.words import N_, Phrase

FIELDS: tuple[CorrectionField, ...] = get_args(CorrectionField)

ORIGINS: dict[CorrectionOrigin, str] = {
    "application": N_("the application"),
    "register": N_("the unit register"),
    "customer": N_("the customer"),
    "accounting": N_("accounting"),
}
"""Who can know better, in the order of their digits."""

REASONS: dict[CorrectionOrigin, str] = {
    "application": N_("stands in the application"),
    "register": N_("looked up in Enhetsregisteret"),
    "customer": N_("the customer says so"),
    "accounting": N_("told by accounting"),
}
"""What is written as the reason where nobody writes another."""

KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}
LETTERS: dict[CustomerType, str] = {"external": "E", "internal": "I"}
"""The same in every language, as the journal needs it."""


class Correctable(Protocol):
    """What is looked at of a line that is corrected."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def customer_type(self) -> CustomerType: ...  # noqa: D102
    @property
    def customer_id(self) -> str: ...  # noqa: D102
    @property
    def price(self) -> int | None: ...  # noqa: D102
    @property
    def source_price(self) -> int | None: ...  # noqa: D102
    @property
    def ends(self) -> datetime: ...  # noqa: D102


def same(field: str, one: CorrectionValue, other: CorrectionValue) -> bool:
    """Tell whether two values of a field mean the same: an id may be printed with blanks."""
    if field == "customer_id":
        first, second = str(one), str(other)
        return (canonical(first) or first.strip()) == (canonical(second) or second.strip())
    return one == other


def read(field: str, text: str) -> CorrectionValue:
    """Return the value that was typed in a field.

    Raises UsageProblem as `require_field` does, F310 to F317 for what is no amount.
    """
    match require_field(field):
        case "price":
            return money.parse_amount(text)
        case _:
            return plain(field, text)


def plain(field: str, value: CorrectionValue) -> CorrectionValue:
    """Return a value as it is kept: an id in digits alone."""
    if not isinstance(value, str):
        return value
    return (canonical(value) if field == "customer_id" else "") or value.strip()


def require_field(field: str) -> CorrectionField:
    """Return the field; raises UsageProblem F350 where it is none that can be corrected."""
    if field not in FIELDS:
        raise UsageProblem(
            "F350",
            N_("«{field}» cannot be corrected. Choose one of: {fields}."),
            field=field,
            fields=", ".join(FIELDS),
        )
    return field


def require_origin(origin: str) -> CorrectionOrigin:
    """Return the origin; raises UsageProblem F351 where it is none that we know."""
    if origin not in ORIGINS:
        raise UsageProblem(
            "F351",
            N_("«{origin}» is no source of a correction. Choose one of: {origins}."),
            origin=origin,
            origins=", ".join(ORIGINS),
        )
    return origin


def require_possible(
    line: Correctable,
    field: str,
    value: CorrectionValue,
    test_mode: bool,
    accepted: bool = False,
) -> None:
    """Refuse what no correction of a line may say; it must not make things worse.

    `accepted` is an id that two operators take though its check digit is wrong.
    Raises Problem F353 for the value the line has, F354 for a negative amount where Aktiv
    kommune's is not, the code of its judgement for an id that would stop the export, whatever
    the line costs. A kind of customer is taken as it is: the id may be what is corrected next.
    """
    if same(field, getattr(line, require_field(field)), value):
        raise Problem("F353", N_("Line {line} has this value already."), line=line.id)
    match field:
        case "customer_id":
            _require_usable_id(line, str(value), test_mode, accepted)
        case "customer_type":
            _require_kind(value)
        case "price":
            _require_amount(line, value)


def is_usable_id(value: str, line: Correctable, test_mode: bool, accepted: bool) -> bool:
    """Tell whether an id would do for the customer of a line."""
    return _judged(line, value, test_mode, accepted)[1] != "blocked"


def _judged(line: Correctable, value: str, test_mode: bool, accepted: bool) -> tuple[str, str]:
    # As on a payable line: a free one would take anything.
    day = line.ends.date()
    judgement = judge(value, line.customer_type, 1, day, test_mode, accepted)
    return judgement.code, judgement.level


def _require_usable_id(line: Correctable, value: str, test_mode: bool, accepted: bool) -> None:
    code, level = _judged(line, value, test_mode, accepted)
    if level == "blocked":
        state = STATES[code]
        raise Problem(
            state.error_code,
            N_("{reason} It is not saved."),
            reason=Phrase(state.sentence),
        )


def _require_kind(value: CorrectionValue) -> None:
    if value not in KINDS:
        raise UsageProblem(
            "F355",
            N_("«{kind}» is no kind of customer. Choose one of: {kinds}."),
            kind=str(value),
            kinds=", ".join(KINDS),
        )


def _require_amount(line: Correctable, value: CorrectionValue) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageProblem("F356", N_("A corrected price is a whole number of øre."))
    if value < 0 <= (line.source_price or 0):
        raise Problem(
            "F354",
            N_("{amount} is negative, and line {line} is no credit in Aktiv kommune."),
            amount=money.show(value),
            line=line.id,
        )


def shown(field: str, value: CorrectionValue) -> Shown:
    """Return a value as people read it; an identity number is masked."""
    if field == "customer_type":
        return Phrase(KINDS[value]) if value in KINDS else str(value)
    return journalled(field, value) if value not in ("", None) else Phrase(N_("empty"))


def journalled(field: str, value: CorrectionValue) -> str:
    """Return a value as the journal keeps it: the same in every language, ids masked."""
    match field:
        case "customer_type":
            return LETTERS.get(cast("CustomerType", value), "-")
        case "customer_id":
            return customer_id.show(str(value or "")) or "-"
    return "-" if value is None else money.show(int(value))
