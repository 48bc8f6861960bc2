"""Text from outside on its way to the terminal: shown as it is, never obeyed."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from data.text import clean

HARD_SPACE = "\u00a0"
"""Stands between the thousands of an amount, which must not fall apart at a line's end."""

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What a terminal acts on instead of showing; all without a width of its own."""


def plain(text: str) -> str:
    """Return one line of harmless text, its hard spaces kept."""
    return HARD_SPACE.join(clean(part) for part in text.split(HARD_SPACE))


class Harmless(LineFilter):
    """The last gate before the terminal: whatever a widget was given, no control passes."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without characters that a terminal would act on."""
        if not any(_OBEYED.search(segment.text) for segment in segments):
            return segments
        return [Segment(_OBEYED.sub("", text), style) for text, style, _control in segments]
