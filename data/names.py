"""Names of customers held against each other: spelled alike, nearly alike, clearly unlike.

`alike` undoes what never tells two customers apart: case, signs, spaces, how æ, ø and å are
written, and whether a kind of club is written in full. `near` forgives more: the company form,
and one slip of the pen in a long word. Both are narrow on purpose: what they hold together is
shown to somebody as the same customer. What is clearly unlike is judged by the register's rule.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data.register.judge import FORMS, SHORTENED, is_unlike
from data.text import fold, sort_key

__all__ = ["alike", "is_near", "is_unlike", "near"]

_AND = str.maketrans({"&": " og ", "+": " og "})
_WRITTEN = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a"})
_PAIRS = (("oe", "o"), ("aa", "a"))
_SIGNS = re.compile(r"[^\w\s]|_")
_LETTER_DOTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""The dots of «I.L.», which do not part words."""
_LONG = 5
"""Letters from which a word may be another one with a slip of the pen."""


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared, kinds of clubs shortened."""
    bare = _SIGNS.sub(" ", _LETTER_DOTS.sub("", fold(name).translate(_AND)))
    plain = (_plain(word) for word in bare.split())
    return tuple(_SHORT.get(word, word) for word in plain)


def _plain(word: str) -> str:
    plain = sort_key(word.translate(_WRITTEN))
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


_SHORT = {_plain(word): letters for word, letters in SHORTENED.items()}


def alike(name: str) -> str:
    """Return what two ways to write one name have in common; empty for a name without letters."""
    return "".join(_words(name))


@lru_cache(maxsize=8192)
def _telling(name: str) -> tuple[str, ...]:
    """Return the words without company forms, unless there is nothing else."""
    words = _words(name)
    return tuple(word for word in words if word not in FORMS) or words


def near(name: str) -> str:
    """Return `alike` without the company form."""
    return "".join(_telling(name))


def is_near(one: str, other: str) -> bool:
    """Tell whether two names are most likely one customer's, written in two ways."""
    first, second = near(one), near(other)
    if not first or abs(len(first) - len(second)) > 1:
        return False
    return first == second or _has_one_slip(_telling(one), _telling(other))


def _has_one_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other):
        return False
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(unlike) != 1:
        return False
    (first, second), *_ = unlike
    is_word = first.isalpha() and second.isalpha() and min(len(first), len(second)) >= _LONG
    return is_word and _is_one_slip(first, second)


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether a letter was changed, left out, added, or two beside each other swapped."""
    short, long = sorted((one, other), key=len)
    begin = 0
    while begin < len(short) and short[begin] == long[begin]:
        begin += 1
    if len(short) != len(long):
        return len(long) - len(short) == 1 and short[begin:] == long[begin + 1 :]
    if short[begin + 1 :] == long[begin + 1 :]:
        return True
    is_swapped = short[begin : begin + 2] == long[begin : begin + 2][::-1]
    return is_swapped and short[begin + 2 :] == long[begin + 2 :]
