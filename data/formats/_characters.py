"""Text as an invoice file holds it: ISO-8859-1, one character one byte (formats.md 1.8).

Composed first (NFC, F3), then transliterated: what the character set lacks becomes what glibc's
iconv makes of it, `transliteration.tsv`, or `?`. Codes and settings pass here like all other
text (F2). A control character is never written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from unicodedata import normalize

from data.text import LINE_END

_TABLE = Path(__file__).with_name("transliteration.tsv")
_PLAIN = re.compile("[ -~\u00a0-\u00ff]*")
"""What stands in a file as it is; most texts are nothing else."""
_TAB = "␉"
"""What an import puts for a tab, as `LINE_END` for a line break."""
_BLANKS = {"\r": " ", "\n": " ", "\t": " ", LINE_END: " ", _TAB: " "}
_KEPT = {"\r": "\r", "\n": "\n", "\t": "\t", LINE_END: "\n", _TAB: "\t"}
_UPPER = str.maketrans(ascii_lowercase, ascii_uppercase)


class _Latin1(dict[int, str]):
    """A translation table that grows by the characters it meets."""

    def __init__(self, breaks: dict[str, str]) -> None:
        super().__init__((ord(character), text) for character, text in breaks.items())

    def __missing__(self, code: int) -> str:
        character = chr(code)
        text = character if _PLAIN.fullmatch(character) else _known().get(code, "?")
        self[code] = text
        return text


@cache
def _known() -> dict[int, str]:
    rows = _TABLE.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    pairs = (row.split("\t") for row in rows)
    return {int(code, 16): text for code, text in pairs}


_ON_ONE_LINE = _Latin1(_BLANKS)
_WITH_BREAKS = _Latin1(_KEPT)


def latin1(text: str) -> str:
    """Return text that ISO-8859-1 holds on one line: a line break or tab is one blank (F1)."""
    return text if _PLAIN.fullmatch(text) else _transliterated(text)


@lru_cache(maxsize=4096)
def _transliterated(text: str) -> str:
    return normalize("NFC", text).translate(_ON_ONE_LINE)


def latin1_lines(text: str) -> str:
    """Return text that ISO-8859-1 holds, line breaks and tabs kept."""
    return text if _PLAIN.fullmatch(text) else normalize("NFC", text).translate(_WITH_BREAKS)


def upper(text: str) -> str:
    """Return text with a to z as capitals; æ, ø and å stay as they are."""
    return text.translate(_UPPER)
