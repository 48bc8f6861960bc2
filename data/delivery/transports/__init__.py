"""Ways to the accounting office: one file for each.

To add a way, write one module here that declares `TRANSPORT`: its key, the port it usually
uses, and `open`, a context manager that takes an `Errand` and gives a `Place`, five operations
on the folder at the receiver. What is done with them, and in which order, stands once in
`data.delivery.handing`.

`open` and the place raise Disconnected for what may be tried again, and Problem F63x for what
somebody must put right. A library that only one way needs is imported when it is opened.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from data.delivery.handing import Place
from data.delivery.hosts import HostKey
from data.delivery.options import DeliveryOptions
from data.delivery.secrets import Secrets
from data.errors import UsageProblem
from data.registry import collect
from data.text import clean
from data.words import N_

TIMEOUT = 20
"""Seconds a server may be silent."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a transport needs to reach its place."""

    options: DeliveryOptions
    secrets: Secrets
    host: str
    port: int
    known: tuple[HostKey, ...]
    """The accepted keys of that host and port."""
    shown: str
    """The place as people see it: `sftp://user@host:22/folder`."""


@dataclass(frozen=True, slots=True)
class Transport:
    """One way a file can take."""

    key: str
    title: str
    """Message id of what people call it."""
    port: int
    """The usual one; 0 for a way that needs no server."""
    is_secret: bool
    """Whether nobody on the way can read file and password."""
    open: Callable[[Errand], AbstractContextManager[Place]]


def transports() -> tuple[Transport, ...]:
    """Return every transport, by key."""
    return collect(sys.modules[__name__], "TRANSPORT", Transport)


def transport_of(key: str) -> Transport:
    """Return the transport of that key; raises UsageProblem F638 naming those there are."""
    known = {each.key: each for each in transports()}
    if key not in known:
        raise UsageProblem(
            "F638",
            N_("No way to send a file is called {key}. Possible: {known}."),
            key=clean(key),
            known=", ".join(sorted(known)),
        )
    return known[key]
