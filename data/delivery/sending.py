"""One delivery from beginning to end: settings checked, place opened, tries counted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from data.delivery.handing import hand_over
from data.delivery.hosts import HostKey, keys_for
from data.delivery.options import DeliveryOptions
from data.delivery.parcel import Delivered, Parcel, Progress
from data.delivery.secrets import Secrets
from data.delivery.transports import Errand, Transport, transport_of
from data.delivery.troubles import Disconnected, not_reached
from data.errors import UsageProblem
from data.text import clean
from data.words import N_

T = TypeVar("T")
Sleep = Callable[[int], object]

WAITS = (2, 5, 15, 30, 60)
"""Seconds between two tries; the last one also for every later wait."""

_LABEL = "[A-Za-z0-9_-]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
"""A name or an address of either kind."""


def deliver(
    parcel: Parcel,
    options: DeliveryOptions,
    secrets: Secrets,
    known: Iterable[HostKey] = (),
    progress: Progress = lambda _done, _total: None,
    sleep: Sleep = time.sleep,
) -> Delivered:
    """Bring a parcel to the accounting office and prove that it is there, once.

    Blocks, and runs a loop of its own; call it in a worker thread. `known` are the accepted keys
    of any servers. A connection that breaks is tried `options.attempts` times in all; `progress`
    is asked while bytes move and once a second between two tries, and raises no OSError.
    Raises UsageProblem F638 for incomplete settings, UnknownHost (F635) when somebody must look
    at the server's key, Problem F604, F630-F639, F648, F649.
    """
    transport = transport_of(options.method)
    errand = _errand(transport, options, secrets, known)

    def attempt() -> bool:
        with transport.open(errand) as place:
            return hand_over(place, errand.shown, parcel, progress)

    def wait(seconds: int) -> None:
        for _second in range(seconds):
            progress(0, 2 * len(parcel.content))
            sleep(1)

    is_new, tries = tried(attempt, max(options.attempts, 1), wait)
    return Delivered(
        place=errand.shown,
        name=parcel.name,
        size=len(parcel.content),
        sha256=parcel.sha256,
        tries=tries,
        already_there=not is_new,
    )


def tried(act: Callable[[], T], attempts: int, wait: Callable[[int], object]) -> tuple[T, int]:
    """Do what needs a connection, again when it breaks; returns its result and the tries.

    Raises Problem F630 after the last try; everything but Disconnected passes at once.
    """
    for number in range(1, attempts + 1):
        try:
            return act(), number
        except Disconnected as trouble:
            if number == attempts:
                raise not_reached(trouble, attempts) from trouble
        wait(WAITS[min(number, len(WAITS)) - 1])
    raise ValueError(f"no attempt allowed: {attempts}")


def place_of(options: DeliveryOptions) -> str:
    """Return the place of the settings as it is shown; raises UsageProblem F638."""
    return _shown(transport_of(options.method), options)


def _errand(
    transport: Transport, options: DeliveryOptions, secrets: Secrets, known: Iterable[HostKey]
) -> Errand:
    port = options.port or transport.port
    return Errand(
        options=options,
        secrets=secrets,
        host=options.host,
        port=port,
        known=keys_for(options.host, port, known),
        shown=_shown(transport, options),
    )


def _shown(transport: Transport, options: DeliveryOptions) -> str:
    if not transport.port:
        _require(options, "folder")
        return options.folder
    _require(options, "host", "user")
    if not _HOST.fullmatch(options.host) or options.port > 65535:
        raise UsageProblem(
            "F638",
            N_("{host}:{port} is no server. Write its name or address as `{key}`."),
            host=clean(options.host),
            port=options.port,
            key="delivery.host",
        )
    port = options.port or transport.port
    place = f"{transport.key}://{options.user}@{options.host}:{port}"
    return f"{place}/{options.folder.lstrip('/')}"


def _require(options: DeliveryOptions, *names: str) -> None:
    """Raise UsageProblem F638 for a setting that is missing or holds what no name holds."""
    for name in names:
        if not getattr(options, name):
            raise UsageProblem(
                "F638",
                N_("The setting {key} is empty. Nothing can be sent by {method} without it."),
                key=f"delivery.{name}",
                method=options.method,
            )
    for name in ("folder", "host", "user", "key_file"):
        if clean(getattr(options, name)) != getattr(options, name):
            raise UsageProblem(
                "F638",
                N_("The setting {key} holds signs that do not belong there."),
                key=f"delivery.{name}",
            )
