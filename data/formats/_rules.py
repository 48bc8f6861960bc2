"""How one field of a fixed-width record is filled: a value, its padding and its words.

A table of a layout names one of these for each field; the words are printed in docs/formats.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from data.formats._pieces import Piece

Pad = Literal["right", "left", "zeros"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to fill a field."""

    words: str
    value: Callable[[Piece], str]
    pad: Pad = "right"
    is_whole: bool = False
    """A value too long is refused; else it is cut."""
    is_digits: bool = False
    """Nothing but digits may stand there."""
    is_upper: bool = False
    """a to z become capitals."""
    is_shared: bool = False
    """The same in every record of one export, so that it is made once."""
    constant: str | None = None
    """What always stands there."""
    sign: bool = False
    """The last position is kept for a sign and left blank."""


def constant(value: str) -> Rule:
    """Return a rule that always writes the same."""
    words = f"`{value}`" if value else ""
    return Rule(words, lambda _: value, is_shared=True, constant=value)


BLANK = constant("")


def text(words: str, value: Callable[[Piece], str], upper: bool = False) -> Rule:
    """Return a rule for text: cut where it is too long, blanks right."""
    return Rule(words, value, is_upper=upper)


def number(words: str, value: Callable[[Piece], int], sign: bool = False) -> Rule:
    """Return a rule for a whole number: zeros left, refused where it is too long."""
    return Rule(
        words, lambda piece: str(value(piece)), "zeros", is_whole=True, is_digits=True, sign=sign
    )


def code(key: str, heading: str = "", upper: bool = False) -> Rule:
    """Return a rule for a code of the account string, blank while its heading is not in use."""

    def value(piece: Piece) -> str:
        if heading and not piece.batch.headings.is_used(heading):
            return ""
        return piece.codes.get(key, "")

    words = f"{key} of the account string" + (f", if {heading} is in use" if heading else "")
    return Rule(words, value, is_upper=upper, is_shared=True)


def option(key: str, instead: str = "", upper: bool = True) -> Rule:
    """Return a rule for a setting, `instead` where it is empty."""

    def value(piece: Piece) -> str:
        return str(getattr(piece.batch.options, key)) or instead

    words = f"setting {key}" + (f", else `{instead}`" if instead else "")
    return Rule(words, value, is_upper=upper, is_shared=True)


def shared(words: str, value: Callable[[Piece], str], pad: Pad = "right") -> Rule:
    """Return a rule for what depends on the export and the day alone."""
    return Rule(words, value, pad, is_shared=True)


def whole(rule: Rule, pad: Pad) -> Rule:
    """Return a rule for a code that is refused where it is too long, instead of cut."""
    return replace(rule, pad=pad, is_whole=True)
