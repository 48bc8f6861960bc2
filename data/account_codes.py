"""The codes of an account string (konteringsstreng): widths, headings, which must be there.

One table says it for the form, the settings file, the checks and the invoice file. Widths are
those of Aktiv kommune's own form, except where the file has fewer positions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import UsageProblem
from data.setting_rules import odd_sign
from data.text import written
from data.words import N_


@dataclass(frozen=True, slots=True)
class AccountCode:
    """One field of an account string."""

    key: str
    title: str
    """Message id of its name."""
    width: int
    """Most signs."""
    heading: str = ""
    """Key among the headings that switches its place in the file on; empty where none does."""
    is_required: bool = False
    """Whether the accounting system refuses a file without it (manual, «Konteringsstreng»)."""
    default: str = ""
    """What stands there when nothing is written."""


CODES = (
    AccountCode("article", N_("Article"), 15, "article", is_required=True),
    AccountCode("responsible_code", N_("Responsibility"), 6, "dim_1"),
    AccountCode("service", N_("Service"), 8, "dim_2", is_required=True),
    AccountCode("object_number", N_("Object"), 8, "dim_3"),
    AccountCode("dim_4", N_("Dimension 4"), 8, "dim_4"),
    # The file fails without a value; 9 says that no project is meant.
    AccountCode("project_number", N_("Project"), 12, "dim_5", is_required=True, default="9"),
    # Aktiv kommune's form takes eight signs, and the file cuts them to its four positions
    # (906-909, 910-913): half a code is a wrong account, so more is refused here.
    AccountCode("dim_6", N_("Dimension 6"), 4, "dim_6"),
    AccountCode("dim_7", N_("Dimension 7"), 4, "dim_7"),
    AccountCode("unit_number", N_("Commissioner"), 12, "dim_value_1", is_required=True),
    AccountCode("dim_value_2", N_("Value 2"), 12, "dim_value_2"),
    AccountCode("dim_value_3", N_("Value 3"), 12, "dim_value_3"),
    AccountCode("dim_value_4", N_("Value 4"), 12, "dim_value_4"),
    AccountCode("dim_value_5", N_("Value 5"), 12, "dim_value_5"),
    AccountCode("dim_value_6", N_("Value 6"), 12, "dim_value_6"),
    AccountCode("dim_value_7", N_("Value 7"), 12, "dim_value_7"),
    AccountCode("unit_prefix", N_("Department's letter"), 1, is_required=True),
    AccountCode("invoice_instruction", N_("Text above"), 120),
)
"""In the order of the form: accounts, order values, batch letter (fagavdelingskode), text."""

BY_KEY = {code.key: code for code in CODES}


def with_defaults(codes: Mapping[str, str]) -> dict[str, str]:
    """Return the codes that are set, with the default of each that is not."""
    found = {code.key: (codes.get(code.key) or code.default).strip() for code in CODES}
    return {key: value for key, value in found.items() if value}


def missing(codes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of the required codes that are not set and have no default."""
    given = with_defaults(codes)
    return tuple(code.key for code in CODES if code.is_required and code.key not in given)


def complaint(name: str, key: str, text: str) -> UsageProblem | None:
    """Return what is wrong with one code of the account string called `name`, if anything."""
    code = BY_KEY.get(key)
    if code is None:
        return UsageProblem(
            "F411",
            N_("Account string «{name}»: no code is called {code}. Possible: {known}."),
            name=name,
            code=written(key),
            known=", ".join(BY_KEY),
        )
    if len(text.strip()) > code.width:
        return UsageProblem(
            "F412",
            N_(
                "Account string «{name}»: {code} is «{value}», {length} signs. There is room for"
                " {width}."
            ),
            name=name,
            code=key,
            value=written(text),
            length=len(text.strip()),
            width=code.width,
        )
    if sign := odd_sign(text.strip()):
        return UsageProblem(
            "F413",
            N_(
                "Account string «{name}»: {code} holds «{sign}», which is not in the alphabet of"
                " the file (ISO-8859-1)."
            ),
            name=name,
            code=key,
            sign=written(sign),
        )
    if code.is_required and not (text.strip() or code.default):
        return UsageProblem(
            "F414", N_("Account string «{name}»: {code} must have a value."), name=name, code=key
        )
    return None


def fitting_codes(name: str, codes: Mapping[str, str]) -> dict[str, str]:
    """Return codes as a file takes them, defaults filled in; a missing one is asked for elsewhere.

    Raises UsageProblem F411 to F413 as `checked`. No codes at all stay none.
    """
    for key, text in codes.items():
        if text.strip() and (problem := complaint(name, key, text)) is not None:
            raise problem
    return with_defaults(codes) if codes else {}


def checked(name: str, codes: Mapping[str, str]) -> dict[str, str]:
    """Return the codes as they are kept: trimmed, defaults filled in, only those that are set.

    Raises UsageProblem F411 to F414, naming string and code, for a code that there is none of,
    one that is too long or holds a sign the file cannot carry, and a required one that is empty.
    """
    asked = {**dict.fromkeys(BY_KEY, ""), **codes}
    for key, text in asked.items():
        if (problem := complaint(name, key, text)) is not None:
            raise problem
    return with_defaults(codes)
