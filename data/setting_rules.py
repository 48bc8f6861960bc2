"""What a setting can be beyond its kind: widths, alphabets, ports, addresses, formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from data.errors import UsageProblem
from data.files.series import OrderSeries, wrong_in
from data.listing import CustomerType
from data.operators import operator_named
from data.options import Options, flat, no_choice
from data.text import fold, written
from data.words import N_

HEADING_WIDTH = 40
"""Signs of a dimension's heading: it stands in forms, and above a column of the CSV format."""

WIDTHS: dict[str, int] = {
    "file.voucher_client": 2,
    "file.voucher_responsible": 8,
    "file.voucher_type": 2,
    "file.organization_value": 12,
    **{f"file.att_{number}_id": 2 for number in range(1, 8)},
}
"""Positions that the Agresso layout gives them (formats.md 3.2 and 3.3)."""

NEEDED = ("file.voucher_client", "file.voucher_responsible", "file.voucher_type")
"""Aktiv kommune puts its own default where these are empty, so they never are."""

LINES = ("letter.text",)
"""Texts of several lines."""

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_HOST = re.compile(r"[A-Za-z0-9.:_\[\]-]*")
_KINDS: tuple[CustomerType, ...] = ("external", "internal")

Rule = Callable[[str, str], None]
"""Takes key and text; raises UsageProblem F910 naming the key."""


def require_possible(before: Options, wanted: Options, highest: Mapping[CustomerType, int]) -> None:
    """Check the settings that a change touches.

    `highest` is the highest order number that a file ever used, by kind. Raises UsageProblem
    F910 naming the key, F702 for an operator without a usable name.
    """
    had = flat(before)
    changed = {key: value for key, value in flat(wanted).items() if had[key] != value}
    for key, value in changed.items():
        if isinstance(value, str):
            for rule in rules_for(key):
                rule(key, value)
        elif isinstance(value, int):
            _require_number(key, value)
    if wanted.series != before.series:
        _require_series(wanted.series, highest)


def rules_for(key: str) -> Iterable[Rule]:
    """Return what a text must keep to."""
    yield _require_shown
    if key in NEEDED:
        yield _require_given
    if key in WIDTHS or key.startswith("headings."):
        yield _require_width
        yield _require_latin
    if key.startswith("file.format_"):
        yield _require_format
    if key == "delivery.method":
        yield _require_transport
    if key in ("delivery.host", "letter.host"):
        yield _require_host
    if key in ("letter.receivers", "letter.sender"):
        yield _require_addresses


def operators_named(names: Iterable[str], me: str) -> tuple[str, ...]:
    """Return the names of those who may change the store, each once.

    Raises UsageProblem F702 for a name that is none, Problem F722 when the operator who changes
    the list would not be on it: the way back would be closed. An empty list lets anybody.
    """
    by_key = {fold(name): name for name in map(operator_named, names)}
    if by_key and fold(me) not in by_key:
        raise UsageProblem(
            "F722",
            N_(
                "{operator} is not on the list of operators. Whoever changes the list stays on"
                " it; a colleague on the list can take the name away."
            ),
            operator=me,
        )
    return tuple(by_key.values())


def odd_sign(text: str) -> str:
    """Return the first sign that a file in ISO-8859-1 cannot carry; empty where it can."""
    return next((sign for sign in text if ord(sign) > 0xFF or not sign.isprintable()), "")


def _require_shown(key: str, text: str) -> None:
    allowed = "\n" if key in LINES else ""
    if any(not sign.isprintable() and sign not in allowed for sign in text):
        raise UsageProblem(
            "F910",
            N_("{key} holds signs that are not text: {value}."),
            key=key,
            value=written(text),
        )


def _require_given(key: str, text: str) -> None:
    if not text.strip():
        raise UsageProblem("F910", N_("{key} cannot be empty."), key=key)


def _require_width(key: str, text: str) -> None:
    width = WIDTHS.get(key, HEADING_WIDTH)
    if len(text) > width:
        raise UsageProblem(
            "F910",
            N_("{key} is «{value}», {length} signs. There is room for {width}."),
            key=key,
            value=written(text),
            length=len(text),
            width=width,
        )


def _require_latin(key: str, text: str) -> None:
    if sign := odd_sign(text):
        raise UsageProblem(
            "F910",
            N_("{key} holds «{sign}», which is not in the alphabet of the file (ISO-8859-1)."),
            key=key,
            sign=written(sign),
        )


def _require_format(key: str, text: str) -> None:
    # Asked for here: the formats are many modules, and most starts need none of them.
    from data.formats import formats

    _require_one_of(key, text, [each.key for each in formats()])


def _require_transport(key: str, text: str) -> None:
    # Asked for here, as the formats are.
    from data.delivery.transports import transports

    _require_one_of(key, text, [each.key for each in transports()])


def _require_one_of(key: str, text: str, known: Sequence[str]) -> None:
    if text not in known:
        raise no_choice(key, text, tuple(known))


def _require_host(key: str, text: str) -> None:
    if not _HOST.fullmatch(text):
        raise UsageProblem(
            "F910",
            N_("{key} is «{value}». Write the name of the server alone."),
            key=key,
            value=written(text),
        )


def _require_addresses(key: str, text: str) -> None:
    addresses = [part.strip() for part in text.split(",")] if text.strip() else []
    if key == "letter.sender" and len(addresses) > 1:
        raise UsageProblem("F910", N_("{key} is one address."), key=key)
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise UsageProblem(
                "F910",
                N_("{key}: «{value}» is no e-mail address."),
                key=key,
                value=written(address),
            )


LIMITS: dict[str, tuple[int, int]] = {
    "delivery.port": (0, 65_535),
    "letter.port": (0, 65_535),
    "delivery.attempts": (1, 20),
}


def _require_number(key: str, value: int) -> None:
    least, most = LIMITS.get(key, (0, value))
    if not least <= value <= most:
        raise UsageProblem(
            "F910",
            N_("{key} is {value}. It goes from {least} to {most}."),
            key=key,
            value=value,
            least=least,
            most=most,
        )


def _require_series(series: OrderSeries, highest: Mapping[CustomerType, int]) -> None:
    for kind in _KINDS:
        one = series.of(kind)
        if wrong := wrong_in(one, highest[kind]):
            name, sentence, limit = wrong
            key = f"series.{kind}.{name}"
            raise UsageProblem("F910", sentence, key=key, value=getattr(one, name), limit=limit)
