"""One call of a command: what was asked, the store it works on, and where the answer goes."""

from __future__ import annotations

import codecs
import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from data import dates, money
from data.customer_id import mask
from data.month import Month
from data.text import clean
from data.views import Scope
from tui.places import store_path
from tui.words import say_problem, set_language

if TYPE_CHECKING:
    from data.close import Close
    from data.errors import Problem

DONE, NO, REFUSED, REMOTE = 0, 1, 3, 5
"""Exit statuses a command returns itself; the others follow from what is raised."""

OPERATOR = "FAKTURAKLAR_OPERATOR"
TEST_MODE = "FAKTURAKLAR_TEST"


class Call:
    """What a command has to do with: options in, one answer out.

    The answer goes to stdout, as text or as one JSON document; all talk goes to stderr.
    """

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self.path = store_path(options.db)

    @cached_property
    def operator(self) -> str:
        """Who answers for what is done; raises UsageProblem F702 when that is nobody."""
        from data.operators import operator_named

        return operator_named(
            self.options.operator or os.environ.get(OPERATOR, "") or _login_name()
        )

    @property
    def test_mode(self) -> bool | None:
        """Whether test numbers were asked for; None leaves it to the settings."""
        return True if self.options.test or os.environ.get(TEST_MODE) == "1" else None

    @cached_property
    def close(self) -> Close:
        """The store, opened when it is first needed; from then on its own language is spoken."""
        from data.close import Close

        close = Close(self.path, self.operator, test_mode=self.test_mode)
        if self.options.lang is None:
            set_language(close.settings.options().screen.language)
        return close

    def shut(self) -> None:
        """Release the store, if it was opened."""
        if "close" in self.__dict__:
            self.close.shut()

    # What was asked.

    def scope(self) -> Scope:
        """Return the basis that `--building`, `--to` and `--season` name."""
        close, options = self.close, self.options
        to = dates.parse_day(options.to, close.basis.today)
        return close.basis.scope(options.building, to, options.season or "")

    def month(self) -> Month:
        """Return the month of `--month`, else the one that is being closed."""
        return (
            Month.parse(self.options.month) if self.options.month else self.close.months.current()
        )

    def amount(self, text: str | None) -> int | None:
        """Return the øre of an amount that was given, None where none was."""
        return None if text is None else money.parse_amount(text)

    def show_ids(self, where: str, lines: int, building_id: int | None = None) -> bool:
        """Tell whether ids are shown in full, having noted that in the journal if so."""
        if self.options.full_ids:
            self.close.disclosures.note(where, lines, building_id)
        return bool(self.options.full_ids)

    # The answer.

    def answer(self, document: object, text: Iterable[str]) -> None:
        """Print the answer: the document with `--json`, else the lines of text."""
        if self.options.json:
            is_utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
            text = [json.dumps(document, ensure_ascii=not is_utf8, indent=1)]
        for line in text:
            sys.stdout.write(f"{line}\n")

    def tell(self, sentence: str) -> None:
        """Say something beside the answer."""
        tell(sentence)

    def tell_problem(self, problem: Problem) -> None:
        """Say what is wrong and what to do."""
        tell(say_problem(problem))


def tell(sentence: str) -> None:
    """Write one harmless line to stderr; what was typed or read may hold anything."""
    sys.stderr.write(f"{clean(sentence)}\n")


def shown(text: str, full: bool = False) -> str:
    """Return text from outside without identity numbers, unless they were asked for."""
    return text if full else mask(text)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have a number and no name.
        return ""
