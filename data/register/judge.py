"""What the register says of a customer, as far as it matters for an invoice.

Everything here is for attention and nothing is a verdict: the open files lack units that are
deleted or newer than they are, and a number that is not found proves no mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from data import dates
from data.customer_id import show
from data.register.unit import Unit
from data.text import fold, sort_key, written
from data.words import N_, Phrase, phrase

FindingKind = Literal["not_found", "bankrupt", "winding_up", "sub_unit", "name_differs"]

CODES: dict[FindingKind, str] = {
    "not_found": "F205",
    "bankrupt": "F220",
    "winding_up": "F221",
    "sub_unit": "F222",
    "name_differs": "F223",
}


@dataclass(frozen=True, slots=True)
class RegisterFinding:
    """One thing the register says of a customer that somebody should look at."""

    kind: FindingKind
    number: str
    """Organisation number of the customer, nine digits."""
    text: Phrase
    """What it is, with the register's date and both names where they are unlike."""

    @property
    def code(self) -> str:
        """The code of its kind."""
        return CODES[self.kind]


def judge_unit(
    number: str, name: str, unit: Unit | None, parent: Unit | None, day: date | None
) -> RegisterFinding | None:
    """Return what the register of `day` says of a customer; None when it has no remark.

    `unit` is the register's entry for the number and `parent` that of its main unit; without
    a register (`day` is None) nothing is said. The gravest finding is told, and with it that
    the names are unlike.
    """
    if day is None:
        return None
    on = dates.show(day)
    if unit is None:
        sentence = N_(
            "{number} is not in the unit register of {date}: deleted, newer than the register,"
            " or a sub-unit it lacks? Look it up in Enhetsregisteret."
        )
        return RegisterFinding("not_found", number, phrase(sentence, number=show(number), date=on))
    main = parent if unit.is_sub else None
    graver = _graver(unit, main, on)
    is_unlike_all = all(is_unlike(name, entry.name) for entry in (unit, main) if entry)
    if graver is not None:
        kind, text = graver
        if is_unlike_all:
            sentence = N_("{finding} The line says «{name}».")
            text = phrase(sentence, finding=text, name=written(name))
        return RegisterFinding(kind, number, text)
    if not is_unlike_all:
        return None
    sentence = N_(
        "{number} is {unit} in the unit register of {date}, but «{name}» on the line. Check"
        " that the number is the right one."
    )
    text = phrase(sentence, **_told(unit, on), name=written(name))
    return RegisterFinding("name_differs", number, text)


def _graver(unit: Unit, main: Unit | None, on: str) -> tuple[FindingKind, Phrase] | None:
    """Return the gravest finding that does not depend on the line's name."""
    told = _told(unit, on)
    if main is not None:
        told |= {"main": written(main.name), "main_number": show(str(main.number))}
    answerable = main or unit
    if answerable.bankrupt:
        return "bankrupt", phrase(_BANKRUPT_MAIN if main else _BANKRUPT, **told)
    if answerable.winding_up:
        return "winding_up", phrase(_WINDING_UP_MAIN if main else _WINDING_UP, **told)
    if not unit.is_sub:
        return None
    if main is not None:
        return "sub_unit", phrase(_SUB_UNIT_OF, **told)
    if unit.parent is not None:
        told["main_number"] = show(str(unit.parent))
        return "sub_unit", phrase(_SUB_UNIT_OF_NUMBER, **told)
    return "sub_unit", phrase(_SUB_UNIT, **told)


def _told(unit: Unit, on: str) -> dict[str, object]:
    return {"number": show(str(unit.number)), "unit": written(unit.name), "date": on}


_BANKRUPT = N_(
    "{number} ({unit}) is listed as bankrupt in the unit register of {date}. Ask accounting"
    " before it is invoiced."
)
_BANKRUPT_MAIN = N_(
    "{number} ({unit}) belongs to {main_number} ({main}), which is listed as bankrupt in the"
    " unit register of {date}. Ask accounting before it is invoiced."
)
_WINDING_UP = N_(
    "{number} ({unit}) is listed as being wound up in the unit register of {date}. Ask"
    " accounting before it is invoiced."
)
_WINDING_UP_MAIN = N_(
    "{number} ({unit}) belongs to {main_number} ({main}), which is listed as being wound up in"
    " the unit register of {date}. Ask accounting before it is invoiced."
)
_SUB_UNIT_OF = N_(
    "{number} ({unit}) is a sub-unit in the unit register of {date}. Invoice its main unit"
    " {main_number} ({main})."
)
_SUB_UNIT_OF_NUMBER = N_(
    "{number} ({unit}) is a sub-unit in the unit register of {date}. Invoice its main unit"
    " {main_number}."
)
_SUB_UNIT = N_(
    "{number} ({unit}) is a sub-unit in the unit register of {date}. Invoice its main unit."
)


FORMS = frozenset((
    "as", "asa", "ans", "da", "ks", "sa", "ba", "sti", "enk", "nuf", "fli", "ul", "iks", "kf",
    "avd", "avdeling", "stiftelsen", "stiftelse", "og", "i", "for", "the", "of",
))  # fmt: skip
"""Company forms and small words: they tell no organisation from another."""
SHORTENED = {
    "idrettslag": "il", "idrettslaget": "il", "idrettsforening": "if", "idrettsklubb": "ik",
    "fotballklubb": "fk", "sportsklubb": "sk", "sportsklubben": "sk", "skiklubb": "sk",
    "ballklubb": "bk", "ballklubben": "bk", "håndballklubb": "hk", "turnlag": "tl",
    "turnforening": "tf", "skytterlag": "sl", "turnklubb": "tk",
}  # fmt: skip
"""Kinds of clubs and the letters people write for them."""
KINDS = frozenset((
    *SHORTENED, *SHORTENED.values(), "klubb", "klubben", "lag", "laget", "forening", "foreningen",
    "gruppe", "gruppa", "gruppen",
))  # fmt: skip
"""Words for what an organisation is, which are written in full, shortened and left out."""

_ALIKE = 0.85
"""Share of letters in common from which a word is the other one with a slip of the pen."""
_LONG = 4
"""Letters from which the beginning of a word stands for the word."""
_SHORTEST_INITIALS = 3


def is_unlike(one: str, other: str) -> bool:
    """Tell whether two names are clearly of different organisations.

    Case, accents, signs, the order of words, company forms and kinds of clubs do not count; a
    name within the other, its initials, and a slip of the pen are like it. An empty name is
    unlike nothing.
    """
    return not _are_alike(*sorted((fold(one), fold(other))))


@lru_cache(maxsize=4096)
def _are_alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    if not first or not second:
        return True
    short, long = sorted((_telling(first), _telling(second)), key=len)
    return (
        set(first) <= set(second)
        or set(second) <= set(first)
        or all(any(_is_same_word(word, counterpart) for counterpart in long) for word in short)
        or _is_within(first, second)
        or _is_within(second, first)
        or "".join(first) in _initials(second)
        or "".join(second) in _initials(first)
    )


def _words(name: str) -> tuple[str, ...]:
    """Return a folded name's words without accents and signs; æ, ø and å are letters."""
    bare = (sign if sign in "æøå" else sort_key(sign) for sign in name)
    return tuple("".join(sign if sign.isalnum() else " " for sign in bare).split())


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that tell one organisation from another; all where none does."""
    without_forms = tuple(word for word in words if word not in FORMS)
    telling = tuple(word for word in without_forms if word not in KINDS)
    return telling or without_forms or words


def _is_same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if len(short) >= _LONG and long.startswith(short):
        return True
    return one == other or SequenceMatcher(None, short, long).ratio() >= _ALIKE


def _is_within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a name stands in the other however their words are divided."""
    return len("".join(part)) >= _LONG and "".join(part) in "".join(whole)


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    """Return what a name is shortened to, by all its words and by those that are no small ones."""
    ways = (words, tuple(word for word in words if word not in FORMS))
    found = ("".join(SHORTENED.get(word, word[0]) for word in way) for way in ways)
    return frozenset(letters for letters in found if len(letters) >= _SHORTEST_INITIALS)
