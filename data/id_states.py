"""Every judgement a customer id (kunde-ID) can get: code, level, words and remedy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.views import IdLevel
from data.words import N_

ON_CREDIT = "_on_credit"
"""Ends the code of a state that would block an invoice but stands on a credit line."""


@dataclass(frozen=True, slots=True)
class IdState:
    """One possible judgement, with its words as message ids."""

    code: str
    error_code: str
    """F2xx; empty where there is nothing to say."""
    level: IdLevel
    short: str
    """At most 11 characters, for the list."""
    sentence: str
    remedy: str


_NOTHING = N_("Nothing needs to be done.")
_CORRECT = N_("Press e to correct it, or u to hold the line to next month.")
_SAVE_ANEW = N_("Save the list anew from Aktiv kommune, without a spreadsheet, and press i.")
_PRACTICE = N_("Correct it in Aktiv kommune and press i. For practice, start with --test.")
_LOOK_UP = N_("Look it up in Enhetsregisteret. If it is right, sign in step 3 with g.")
_ASK = N_("Find out who is to pay. If it is right, sign in step 3 with g.")
_ACCEPTED = N_("If it is right, sign in step 3 with g.")
_CREDIT = N_("Press e to correct it, or sign in step 3 with g.")

_DECLARED = (
    IdState(
        "ok_organization",
        "",
        "ok",
        N_("valid"),
        N_("The organisation number has a right check digit."),
        _NOTHING,
    ),
    IdState(
        "ok_person",
        "",
        "ok",
        N_("valid"),
        N_("The identity number has right check digits."),
        _NOTHING,
    ),
    IdState(
        "ok_resource",
        "",
        "ok",
        N_("valid"),
        N_("The resource number has 5 or 6 digits."),
        _NOTHING,
    ),
    IdState(
        "free",
        "",
        "free",
        N_("free"),
        N_("The line is free and needs no customer id."),
        _NOTHING,
    ),
    IdState(
        "missing",
        "F201",
        "blocked",
        N_("missing"),
        N_("The customer id is missing."),
        _CORRECT,
    ),
    IdState(
        "wrong_check_digit",
        "F202",
        "blocked",
        N_("wrong digit"),
        N_("The customer id has a wrong check digit."),
        _CORRECT,
    ),
    IdState(
        "digit_accepted",
        "F219",
        "attention",
        N_("accepted"),
        N_("The check digit is wrong. Two operators have accepted the id."),
        _ACCEPTED,
    ),
    IdState(
        "test_series",
        "F203",
        "blocked",
        N_("test number"),
        N_("A test number cannot be invoiced."),
        _PRACTICE,
    ),
    IdState(
        "under_18",
        "F206",
        "attention",
        N_("under 18"),
        N_("The customer was under 18 on the rental date. Is a guardian to be invoiced?"),
        _ASK,
    ),
    IdState(
        "missing_resource",
        "F207",
        "blocked",
        N_("resource no"),
        N_("An internal customer lacks a resource number (5-6 digits)."),
        _CORRECT,
    ),
    IdState(
        "wrong_length",
        "F208",
        "blocked",
        N_("bad length"),
        N_("The customer id has a wrong length (external 9 or 11 digits, internal 5-6)."),
        _CORRECT,
    ),
    IdState(
        "ten_digits",
        "F209",
        "blocked",
        N_("ten digits"),
        N_("The customer id has ten digits. Is a leading zero lost?"),
        _SAVE_ANEW,
    ),
    IdState(
        "scientific",
        "F210",
        "blocked",
        N_("spreadsheet"),
        N_("A spreadsheet wrote the id like 2,45E+10. The number is lost."),
        _SAVE_ANEW,
    ),
    IdState(
        "letters",
        "F211",
        "blocked",
        N_("not digits"),
        N_("The customer id holds more than digits."),
        _CORRECT,
    ),
    IdState(
        "internal_with_external_id",
        "F212",
        "blocked",
        N_("wrong kind"),
        N_("An internal customer has an organisation or identity number."),
        _CORRECT,
    ),
    IdState(
        "external_with_resource_number",
        "F213",
        "blocked",
        N_("wrong kind"),
        N_("An external customer has a resource number (5-6 digits)."),
        _CORRECT,
    ),
    IdState(
        "h_number",
        "F214",
        "blocked",
        N_("H number"),
        N_("An H number or test number (month + 40) cannot be invoiced."),
        _PRACTICE,
    ),
    IdState(
        "fh_number",
        "F215",
        "blocked",
        N_("FH number"),
        N_("An FH number (first digit 8 or 9) cannot be invoiced."),
        _CORRECT,
    ),
    IdState(
        "impossible_date",
        "F216",
        "blocked",
        N_("bad date"),
        N_("The identity number begins with a date that does not exist."),
        _CORRECT,
    ),
    IdState(
        "unusual_first_digit",
        "F217",
        "attention",
        N_("first digit"),
        N_("The organisation number begins with neither 8 nor 9."),
        _LOOK_UP,
    ),
    IdState(
        "not_given",
        "F218",
        "blocked",
        N_("not given"),
        N_("No customer id is given (Ikke angitt)."),
        _CORRECT,
    ),
)


def _states() -> dict[str, IdState]:
    """Return all states by code; what blocks an invoice is only pointed out on a credit."""
    credit = (
        replace(state, code=state.code + ON_CREDIT, level="attention", remedy=_CREDIT)
        for state in _DECLARED
        if state.level == "blocked"
    )
    return {state.code: state for state in (*_DECLARED, *credit)}


STATES: dict[str, IdState] = _states()
