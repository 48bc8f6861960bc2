"""Why a file cannot be read back: what its bytes say is not what its format allows."""

from __future__ import annotations

from data.errors import Problem
from data.files.options import FileOptions
from data.text import clean, mask
from data.words import N_, Phrase

LINE_ENDS = {"linux": "\n", "windows": "\r\n"}
LONGEST_VALUE = 40
KINDS = (
    N_("order head"), N_("order line"), N_("text"), N_("order end"), N_("heading"), N_("row"),
)  # fmt: skip
"""What records are called that have no name of their own."""


def records_of(content: bytes, options: FileOptions) -> list[str]:
    """Return the records of a file in the configured line end, none of an empty one."""
    text = content.decode("iso-8859-1")
    return text.split(LINE_ENDS[options.line_break]) if text else []


def wrong_length(kind: str, number: int, found: int, expected: int) -> Problem:
    """F620: a record is longer or shorter than its table."""
    return Problem(
        "F620",
        N_(
            "Record {number} of the file ({kind}) has {found} positions instead of {expected}."
            " Do not deliver the file; generate it anew."
        ),
        number=number,
        kind=Phrase(kind),
        found=found,
        expected=expected,
    )


def wrong_order(number: int, found: str | Phrase, expected: str) -> Problem:
    """F621: a record stands where another kind has to stand; `found` is its kind or text."""
    return Problem(
        "F621",
        N_(
            "Record {number} of the file is {found} where {expected} has to stand."
            " Do not deliver the file; generate it anew."
        ),
        number=number,
        found=found if isinstance(found, Phrase) else _short(found),
        expected=Phrase(expected),
    )


def wrong_field(kind: str, number: int, field: str, value: str) -> Problem:
    """F622: a field holds what its rule cannot have written."""
    return Problem(
        "F622",
        N_(
            "Record {number} of the file ({kind}): field {field} cannot hold {value}."
            " Do not deliver the file; generate it anew."
        ),
        number=number,
        kind=Phrase(kind),
        field=field,
        value=_short(value),
    )


def wrong_number(number: int, field: str, found: str, expected: object) -> Problem:
    """F623: a count or a number does not follow from the records before it."""
    return Problem(
        "F623",
        N_(
            "Record {number} of the file: {field} is {found} and has to be {expected}."
            " Do not deliver the file; generate it anew."
        ),
        number=number,
        field=field,
        found=_short(found),
        expected=expected,
    )


def _short(value: str) -> str:
    return f"«{mask(clean(value))[:LONGEST_VALUE]}»"
