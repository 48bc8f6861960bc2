"""Text from outside: made harmless, compared and sorted as Norwegian readers expect."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LINE_END = "⏎"
HIDDEN = "·"
UNREADABLE = "�"

# Letters of other scripts that take no room, and marks that join or hide: none of them belongs
# in a name, and a reader must see that something is there.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# Marks stacked on one letter climb over the rows above; a leading one lands on the cell before.
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"^{_MARKS}+|(?<={_MARKS}{{2}}){_MARKS}+")
# Eleven digits as people write them, 010190 12345 or 01.01.90-12345; ten that lost a zero.
_GAP = "[ \u00a0\u202f./\u2013-]"
_SECRET = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:\d{{2}}{_GAP}?){{2}}\d{{2}}{_GAP}{{1,3}}\d{{5}}(?!\d)|\d{{10,}}"
)
_LONGEST_SEARCH = 100
_LONGEST_NAME = 200
"""Longer texts are not names; they are not worth a place in a cache."""


def _visible(code: int) -> str:
    """Return what stands for one character from outside: itself where it is harmless."""
    character = chr(code)
    if code < 0x20:
        return LINE_END if character == "\n" else chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # A presentation selector names no character, it only makes terminals disagree on widths.
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if character in _INVISIBLE:
        return HIDDEN
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return LINE_END
        case "Cf":
            return HIDDEN
        case "Cc" | "Cs" | "Co" | "Cn":
            return UNREADABLE
    return character


class _Visible(dict[int, str]):
    """A translation table that grows by the characters it meets."""

    def __missing__(self, code: int) -> str:
        sign = self[code] = _visible(code)
        return sign


_VISIBLE = _Visible()


def clean(text: str) -> str:
    """Return `text` in composed form (NFC), stripped, with every control made a visible sign.

    The result holds nothing that a terminal obeys, nothing that reorders or hides text, and
    no line break; cleaning it again changes nothing.
    """
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)
    return _STACKED.sub(HIDDEN, unicodedata.normalize("NFC", text).strip())


# Signs that stand after z in ASCII give way to the three last letters of the alphabet.
_LAST_LETTERS = {"æ": "{", "ǽ": "{", "ä": "{", "ø": "|", "ǿ": "|", "ö": "|", "å": "}", "ǻ": "}"}
_SIGNS = {"{": "(", "|": "!", "}": ")", "~": "-"}
_FOREIGN = {"đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "þ": "th", "œ": "oe", "ß": "ss"}
_ALPHABET = str.maketrans(_LAST_LETTERS | _SIGNS | _FOREIGN)


@lru_cache(maxsize=8192)
def _sort_key(text: str) -> str:
    folded = fold(text).translate(_ALPHABET)
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFD", folded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def sort_key(text: str) -> str:
    """Return a key whose plain binary order is the Norwegian alphabet: a to z, æ, ø, å.

    Case does not count; ä goes with æ and ö with ø; aa is two a's; other accents do not count.
    """
    return _sort_key(text) if len(text) <= _LONGEST_NAME else _sort_key.__wrapped__(text)


def fold(text: str) -> str:
    """Return `text` as a search compares it: composed, without case, spaces collapsed.

    The letters æ, ø and å stay letters of their own.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join(unicodedata.normalize("NFC", composed.casefold()).split())


@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Return `fold(name)`, remembered: a list says the names of few buildings on many lines."""
    return fold(name)


def spreadsheet_safe(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula.

    Not for amounts: a minus in front of a number is a minus.
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def initials(name: str) -> str:
    """Return a person's name as it stands in a narrow column: `KN` for Kari Nes."""
    words = clean(name).split()
    if len(words) < 2:
        return clean(name)[:6]
    return "".join(word[0] for word in words).upper()[:4]


def sought(text: str) -> str:
    """Return what was typed in a search as the store holds text; nothing sought is longer."""
    return fold(clean(text[:_LONGEST_SEARCH]))


def mask(text: str) -> str:
    """Return `text` with all that may be an identity number hidden: `010190*****`.

    Six digits stay of eleven and more, five of ten, so that the last five never show.
    """
    return _SECRET.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    text = found[0]
    kept = min(6, len(text) - 5) if text.isdecimal() else len(text) - 5
    return text[:kept] + "*" * (len(text) - kept)


def written(text: str) -> str:
    """Return what an operator wrote by hand as it is kept: harmless, identity numbers hidden."""
    return mask(clean(text))
