"""The settings file: every setting and account string in one readable TOML text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import tomli_w
from peewee import JOIN

from data.account_codes import BY_KEY, CODES
from data.errors import UsageProblem
from data.listing import CustomerType
from data.models import AccountString, Building, tuples
from data.options import dotted, is_secret, nested
from data.text import fold, sort_key, written
from data.words import N_, Phrase, phrase

STRINGS = "account_strings"
LINE = 96
"""Letters of a comment's line."""

HEAD = (
    N_("The settings of fakturaklar. Edit the file and read it back: settings import FILE."),
    N_("All of it is taken, or nothing. What the file does not name stays as it is."),
    N_("An account string is known by its name and kind; active = false takes it out of use."),
    N_("Its codes are those of the day the file is generated, for exports made before too."),
    N_(
        "Passwords never stand here nor in the store. They are read from the environment"
        " (FAKTURAKLAR_DELIVERY_PASSWORD, FAKTURAKLAR_LETTER_PASSWORD), a file of mode 0600,"
        " or the keyring."
    ),
)
"""Comments at the beginning of the file."""

_KINDS: dict[str, CustomerType] = {"external": "external", "internal": "internal"}
_TEXTS = ("name", "kind", "building")


@dataclass(frozen=True, slots=True)
class StringInFile:
    """One account string as a file has it."""

    name: str
    kind: CustomerType
    building: str
    """Empty where several buildings use it."""
    codes: dict[str, str]
    is_active: bool


@dataclass(frozen=True, slots=True)
class FileFound:
    """What a settings file holds."""

    values: dict[str, object]
    """By dotted key, not checked."""
    strings: tuple[StringInFile, ...]


def text(values: dict[str, object], say: Callable[[Phrase], str]) -> str:
    """Return settings and the account strings of the store as one TOML text."""
    sentences = [say(phrase(sentence)) for sentence in HEAD]
    head = "".join(f"# {row}\n" for said in sentences for row in wrap(said, LINE))
    strings = _strings()
    document = nested(values) | ({STRINGS: strings} if strings else {})
    return f"{head}\n{tomli_w.dumps(document, multiline_strings=True)}"


def read(text: str) -> FileFound:
    """Return what a TOML text holds.

    Raises UsageProblem F911 when it is no TOML, F411 and F419 naming the account string and what
    is wrong with it, F913 for a secret.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(
            "F911", N_("The settings file is not readable TOML: {reason}"), reason=str(error)
        ) from error
    listed = document.pop(STRINGS, [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise UsageProblem(
            "F419", N_("Account strings are tables: write [[account_strings]] above each.")
        )
    strings = tuple(_string(item, place) for place, item in enumerate(listed, 1))
    _require_once(strings)
    return FileFound(dotted(document), strings)


def _strings() -> list[dict[str, Any]]:
    query = AccountString.select(
        AccountString.name,
        AccountString.customer_type,
        AccountString.codes,
        AccountString.active,
        Building.name,
    ).join(Building, join_type=JOIN.LEFT_OUTER)
    found = []
    for name, kind, codes, active, building in tuples(query):
        given = json.loads(codes)
        ordered = {code.key: given[code.key] for code in CODES if code.key in given}
        head = {"name": name, "kind": kind, "building": building or "", "active": bool(active)}
        found.append(head | ordered)
    return sorted(found, key=lambda string: (sort_key(string["name"]), string["kind"]))


def _string(item: dict[str, Any], place: int) -> StringInFile:
    name = item.get("name")
    called = written(name) if isinstance(name, str) and name.strip() else str(place)
    for key, value in item.items():
        _require_kind(called, key, value)
    if not isinstance(name, str) or not name.strip():
        raise _wrong(called, "name")
    kind = item.get("kind")
    if kind not in _KINDS:
        raise UsageProblem(
            "F419",
            N_("Account string «{name}»: {code} is {value}. Possible: {choices}."),
            name=called,
            code="kind",
            value=written(str(kind)),
            choices=", ".join(_KINDS),
        )
    codes = {key: value.strip() for key, value in item.items() if key not in (*_TEXTS, "active")}
    return StringInFile(
        name=name,
        kind=_KINDS[kind],
        building=item.get("building", ""),
        codes={key: value for key, value in codes.items() if value},
        is_active=item.get("active", True),
    )


def _require_kind(called: str, key: str, value: object) -> None:
    """Refuse a key that there is none of, and a value that is no text."""
    if is_secret(key):
        raise UsageProblem(
            "F913",
            N_("Account string «{name}»: {code} is a secret, and secrets are never settings."),
            name=called,
            code=written(key),
        )
    if key not in BY_KEY and key not in (*_TEXTS, "active"):
        raise UsageProblem(
            "F411",
            N_("Account string «{name}»: no code is called {code}. Possible: {known}."),
            name=called,
            code=written(key),
            known=", ".join((*_TEXTS, "active", *BY_KEY)),
        )
    if not isinstance(value, bool if key == "active" else str):
        raise _wrong(called, key)


def _wrong(called: str, key: str) -> UsageProblem:
    sentences = {
        "active": N_("Account string «{name}»: {code} is true or false."),
        "name": N_("Account string «{name}»: {code} is missing, or no text between quotes."),
    }
    sentence = sentences.get(key, N_("Account string «{name}»: {code} is text between quotes."))
    return UsageProblem("F419", sentence, name=called, code=key)


def _require_once(strings: tuple[StringInFile, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for string in strings:
        key = (string.kind, fold(string.name))
        if key in seen:
            raise UsageProblem(
                "F419",
                N_("Account string «{name}» stands twice with the kind {kind}."),
                name=written(string.name),
                kind=string.kind,
            )
        seen.add(key)
