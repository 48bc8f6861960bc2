"""The language the operator reads: bokmål unless English is asked for.

The host's locale has no say: an operator on a German server still gets bokmål. English is
what stands in the code, so it needs no catalogue. `data` hands out `Phrase` values that
were never translated; `say` turns them into a sentence here, at the last moment.
"""

from __future__ import annotations

import argparse
import gettext
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from data.errors import Problem
from data.words import N_, Phrase

__all__ = [
    "LANGUAGES",
    "N_",
    "Language",
    "Phrase",
    "_",
    "language",
    "ngettext",
    "say",
    "say_problem",
    "set_language",
]

Language = Literal["nb", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LOCALE = Path(__file__).with_name("locale")
_spoken: Language = "nb"


@cache
def _catalogue(code: Language) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    # A tree whose catalogues are not compiled yet still runs, in English.
    return gettext.translation("fakturaklar", _LOCALE, languages=[code], fallback=True)


def set_language(code: Language) -> None:
    """Choose the language of everything said from now on, argparse's own sentences included."""
    global _spoken
    _spoken = code
    # argparse binds gettext's functions at import, which would follow the host's locale.
    vars(argparse).update(_=_, ngettext=ngettext)


def language() -> Language:
    """Return the language that is spoken now."""
    return _spoken


def _(message: str) -> str:
    """Translate one message id."""
    # The empty id is where a catalogue keeps its header.
    return _catalogue(_spoken).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message id that depends on a count, as the language forms its plural."""
    return _catalogue(_spoken).ngettext(singular, plural, count)


def say(phrase: Phrase) -> str:
    """Turn a phrase of `data` into a sentence; a phrase among its values is turned first."""
    if phrase.plural:
        template = ngettext(phrase.message, phrase.plural, phrase.count)
    else:
        template = _(phrase.message)
    values = {
        name: say(value) if isinstance(value, Phrase) else value
        for name, value in phrase.values.items()
    }
    return template.format(**values)


def say_problem(problem: Problem) -> str:
    """Turn a problem into the code and the sentence that say what is wrong and what to do."""
    return f"{problem.code} {say(problem.phrase)}"


set_language("nb")
