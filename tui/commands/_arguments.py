"""Arguments that several commands take, worded once."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

from tui.words import _

_WHOLE = re.compile(r"[0-9]{1,15}")


def add_basis(parser: argparse.ArgumentParser) -> None:
    """Add what names one basis: building, to-date and season."""
    parser.add_argument(
        "--building", required=True, metavar=_("NAME"), help=_("the building (bygg/anlegg)")
    )
    parser.add_argument(
        "--to",
        required=True,
        metavar=_("DATE"),
        help=_("the last day that belongs to the basis, such as 31.10.2026"),
    )
    add_season(parser)


def add_season(parser: argparse.ArgumentParser) -> None:
    """Add the season, where the source gives one."""
    parser.add_argument("--season", metavar=_("NAME"), help=_("only lines of this season"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the choice of one JSON document as answer."""
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("answer with one JSON document"),
    )


def add_full_ids(parser: argparse.ArgumentParser) -> None:
    """Add the choice of ids in full."""
    parser.add_argument(
        "--full-ids",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("show customer ids in full; this is written in the journal"),
    )


def nothing(_parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes only what every command takes."""


def whole_number(text: str) -> int:
    """Return a whole number of ASCII digits; raises ArgumentTypeError for anything else."""
    if not _WHOLE.fullmatch(text):
        raise argparse.ArgumentTypeError(_("«{text}» is not a whole number").format(text=text))
    return int(text)


def numbered(letter: str) -> Callable[[str], int]:
    """Return a reader of numbers as they are shown, `E-0012`, or bare."""

    def read(text: str) -> int:
        prefix = f"{letter}-"
        return whole_number(text[len(prefix) :] if text.upper().startswith(prefix) else text)

    return read
