"""Part Settings: what one municipality decides, kept in the store and as one TOML file."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from data import money
from data.errors import UsageProblem
from data.facts import Limits
from data.journal import Event, Journal
from data.models import Setting
from data.month import Calendar
from data.store import change
from data.words import N_

CHANGED = Event("settings_changed", N_("settings changed: {keys}"), leaves="lines")


@dataclass(frozen=True, slots=True)
class Screen:
    """How the program shows itself."""

    language: str = "nb"
    glyphs: str = "auto"


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
    calendar: Calendar = field(default_factory=Calendar)
    limits: Limits = field(default_factory=Limits)
    screen: Screen = field(default_factory=Screen)
    inbox: Inbox = field(default_factory=Inbox)
    two_persons: TwoPersons = field(default_factory=TwoPersons)


AMOUNTS = frozenset({"limits.high_price"})
"""Settings in øre, which people write as amounts."""

CHOICES = {"screen.language": ("nb", "en"), "screen.glyphs": ("auto", "ascii", "utf8")}


class Settings:
    """Reads and writes the settings of one store."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def options(self) -> Options:
        """Return the settings in force."""
        return _built(Options(), {row.key: json.loads(row.value) for row in Setting.select()})

    def change(self, values: dict[str, object]) -> Options:
        """Set values by dotted key (`limits.month_percent`) in one transaction.

        Raises UsageProblem F910, naming the key, when a key or a value is not possible.
        """
        before = self.options()
        wanted = _built(before, values)
        changed = {key: value for key, value in flat(wanted).items() if flat(before)[key] != value}
        if changed:
            with change():
                for key, value in changed.items():
                    _keep(key, json.dumps(value))
                self._journal.write(CHANGED, None, keys=", ".join(sorted(changed)))
        return wanted

    def export(self) -> str:
        """Return every setting as one TOML text that `load` reads back."""
        return tomli_w.dumps(_nested(flat(self.options())))

    def load(self, text: str) -> Options:
        """Take the settings of a TOML text; a key it does not name keeps its value.

        Raises UsageProblem F911 when the text is no TOML, F910 for a wrong key or value.
        """
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageProblem(
                "F911", N_("The settings file is not readable TOML: {reason}"), reason=str(error)
            ) from error
        return self.change(_dotted(document))

    def load_file(self, path: Path) -> Options:
        """Take the settings of a TOML file; raises as `load`, and F912 when it cannot be read."""
        return self.load(_readable(path))


def _readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or ""
    except UnicodeDecodeError as error:
        reason = error.reason
    raise UsageProblem(
        "F912", N_("{path} cannot be read: {reason}."), path=str(path), reason=reason
    )


def _keep(key: str, value: str) -> None:
    query = Setting.insert(key=key, value=value)
    query.on_conflict(conflict_target=[Setting.key], preserve=[Setting.value]).execute()


def read_value(key: str, text: str) -> object:
    """Return what an operator wrote as a value of the kind the setting needs.

    Raises UsageProblem: F310 for no amount, F910 for no whole number.
    """
    if key in AMOUNTS:
        return money.parse_amount(text)
    if isinstance(flat(Options())[key], str):
        return text.strip()
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()):
        raise UsageProblem("F910", N_("«{text}» is no whole number."), text=text.strip())
    return int(text)


def flat(options: Options) -> dict[str, object]:
    """Return every setting by its dotted key."""
    return _dotted(_as_dict(options))


def _as_dict(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields(value):
        inner = getattr(value, item.name)
        found[item.name] = _as_dict(inner) if is_dataclass(inner) else inner
    return found


def _dotted(tree: dict[str, Any], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        found |= _dotted(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def _nested(values: dict[str, object]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, value in values.items():
        *path, last = name.split(".")
        place = tree
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return tree


def _built(base: Options, values: dict[str, object]) -> Options:
    known = flat(base)
    for key, value in values.items():
        if key not in known:
            raise UsageProblem("F910", N_("No setting is called {key}."), key=key)
        _check_value(key, value, known[key])
    wanted: Options = _replaced(base, _nested(values))
    return wanted


def _replaced(part: Any, tree: dict[str, Any]) -> Any:
    changes = {
        name: _replaced(getattr(part, name), value) if isinstance(value, dict) else value
        for name, value in tree.items()
    }
    return replace(part, **changes)


def _check_value(key: str, value: object, current: object) -> None:
    if type(value) is not type(current):
        raise UsageProblem(
            "F910",
            N_("{key} is {value}, which is not of the kind it needs: {kind}."),
            key=key,
            value=repr(value),
            kind=type(current).__name__,
        )
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        raise UsageProblem("F910", N_("{key} cannot be below zero."), key=key)
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageProblem(
            "F910",
            N_("{key} is {value}. Possible: {choices}."),
            key=key,
            value=str(value),
            choices=", ".join(CHOICES[key]),
        )
