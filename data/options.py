"""What one municipality decides: every setting with the value a new store begins with."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from data.delivery.options import DeliveryOptions, LetterOptions
from data.errors import UsageProblem
from data.facts import Limits
from data.files.options import FileOptions, Headings
from data.files.series import OrderSeries
from data.month import Calendar
from data.text import written
from data.words import N_

Language = Literal["nb", "en"]
Glyphs = Literal["auto", "ascii", "utf8"]


@dataclass(frozen=True, slots=True)
class Screen:
    """How the program shows itself."""

    language: Language = "nb"
    glyphs: Glyphs = "auto"


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where lists are fetched from."""

    folder: str = ""
    """Empty for the folder in which the program was started."""


@dataclass(frozen=True, slots=True)
class TwoPersons:
    """What one operator asks for and another one must allow; off, one is enough."""

    second_file: bool = True
    """A second file in a month."""
    check_digit: bool = True
    """An id that counts though its check digit is wrong."""
    reopen_month: bool = True
    """A month that is opened again after its receipt."""


@dataclass(frozen=True, slots=True)
class Options:
    """All settings, with the values a new store begins with."""

    test_mode: bool = False
    """Accept customer ids of the test series; never on for real invoices."""
    operators: tuple[str, ...] = ()
    """Who may change the store; empty for anybody."""
    file: FileOptions = field(default_factory=FileOptions)
    headings: Headings = field(default_factory=Headings)
    series: OrderSeries = field(default_factory=OrderSeries)
    delivery: DeliveryOptions = field(default_factory=DeliveryOptions)
    letter: LetterOptions = field(default_factory=LetterOptions)
    calendar: Calendar = field(default_factory=Calendar)
    limits: Limits = field(default_factory=Limits)
    two_persons: TwoPersons = field(default_factory=TwoPersons)
    screen: Screen = field(default_factory=Screen)
    inbox: Inbox = field(default_factory=Inbox)


def flat(options: Options) -> dict[str, object]:
    """Return every setting by its dotted key."""
    return dotted(_as_dict(options))


def dotted(tree: dict[str, Any], prefix: str = "") -> dict[str, object]:
    """Return the values of nested tables by their dotted keys."""
    found: dict[str, object] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        found |= dotted(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def nested(values: dict[str, object]) -> dict[str, Any]:
    """Return dotted keys as nested tables."""
    tree: dict[str, Any] = {}
    for name, value in values.items():
        *path, last = name.split(".")
        place = tree
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return tree


def built(base: Options, values: dict[str, object]) -> Options:
    """Return settings with some values replaced.

    Raises UsageProblem F910 naming a key that there is none of, or whose value is of another
    kind or none of its choices; F913 for a secret; F323 for days that do not follow each other.
    """
    known = flat(base)
    taken = {key: _taken(key, value, known) for key, value in values.items()}
    wanted: Options = _replaced(base, nested(taken))
    return wanted


def choices_of(kind: type[Any], prefix: str = "") -> dict[str, tuple[str, ...]]:
    """Return what can be chosen for each setting that is one of a few words."""
    hints = get_type_hints(kind)
    found: dict[str, tuple[str, ...]] = {}
    for item in fields(kind):
        hint, key = hints[item.name], f"{prefix}{item.name}"
        if is_dataclass(hint) and isinstance(hint, type):
            found |= choices_of(hint, f"{key}.")
        elif get_origin(hint) is Literal:
            found[key] = get_args(hint)
    return found


CHOICES = choices_of(Options)
"""What each setting with a choice can be, by its dotted key."""

SECRETS = ("password", "passphrase", "secret", "token", "passord")
"""Parts of a key that is no setting, whatever else stands in it."""


def is_secret(key: str) -> bool:
    """Tell whether a key asks for what must never stand in the store or in a settings file."""
    return any(word in key.rsplit(".", 1)[-1].lower() for word in SECRETS)


def _as_dict(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields(value):
        inner = getattr(value, item.name)
        found[item.name] = _as_dict(inner) if is_dataclass(inner) else inner
    return found


def _replaced(part: Any, tree: dict[str, Any]) -> Any:
    changes = {
        name: _replaced(getattr(part, name), value) if isinstance(value, dict) else value
        for name, value in tree.items()
    }
    return replace(part, **changes)


def _taken(key: str, value: object, known: dict[str, object]) -> object:
    """Return a value as it is kept."""
    if is_secret(key):
        raise UsageProblem(
            "F913",
            N_(
                "{key} is a secret, and secrets are never settings. Take it out of the file: it"
                " goes into the environment (FAKTURAKLAR_DELIVERY_PASSWORD,"
                " FAKTURAKLAR_LETTER_PASSWORD), a file of mode 0600, or the keyring."
            ),
            key=key,
        )
    if key not in known:
        raise UsageProblem("F910", N_("No setting is called {key}."), key=key)
    current = known[key]
    if isinstance(current, tuple):
        return _names(key, value)
    if type(value) is not type(current):
        raise _wrong_kind(key, value, type(current).__name__)
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        raise UsageProblem("F910", N_("{key} cannot be below zero."), key=key)
    if key in CHOICES and value not in CHOICES[key]:
        raise no_choice(key, str(value), CHOICES[key])
    return value


def no_choice(key: str, value: str, choices: tuple[str, ...]) -> UsageProblem:
    """Return the refusal of a value that is none of its choices."""
    return UsageProblem(
        "F910",
        N_("{key} is {value}. Possible: {choices}."),
        key=key,
        value=written(value),
        choices=", ".join(choices),
    )


def _names(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise _wrong_kind(key, value, "list")
    return tuple(value)


def _wrong_kind(key: str, value: object, kind: str) -> UsageProblem:
    return UsageProblem(
        "F910",
        N_("{key} is {value}, which is not of the kind it needs: {kind}."),
        key=key,
        value=written(repr(value)),
        kind=kind,
    )
