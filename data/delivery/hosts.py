"""Keys of servers: what an operator has accepted, and what a server shows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from data.errors import Problem
from data.words import N_, Phrase

CERTIFICATE = "x509-sha256"
"""How the key of a pinned certificate begins, where an SSH key has its algorithm."""


@dataclass(frozen=True, slots=True)
class HostKey:
    """A server's public key: an SSH key in OpenSSH's text, or a certificate's digest."""

    host: str
    port: int
    key: str
    """`ssh-ed25519 AAAA...` or `x509-sha256 <base64>`; no comment."""

    @property
    def fingerprint(self) -> str:
        """What people compare, as OpenSSH shows it: `SHA256:...`."""
        kind, _, body = self.key.partition(" ")
        if kind == CERTIFICATE:
            return f"SHA256:{body}"
        digest = hashlib.sha256(base64.b64decode(body)).digest()
        return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def key_of_ssh(host: str, port: int, text: str) -> HostKey:
    """Return the key of one line of OpenSSH's public key text, without its comment."""
    return HostKey(host, port, " ".join(text.split()[:2]))


def key_of_certificate(host: str, port: int, der: bytes) -> HostKey:
    """Return what stands for a certificate in DER."""
    digest = base64.b64encode(hashlib.sha256(der).digest()).decode().rstrip("=")
    return HostKey(host, port, f"{CERTIFICATE} {digest}")


def keys_for(host: str, port: int, known: Iterable[HostKey]) -> tuple[HostKey, ...]:
    """Return the accepted keys of one server."""
    return tuple(key for key in known if (key.host, key.port) == (host, port))


class UnknownHost(Problem):
    """Nobody has looked at this server's key yet; accepted, it goes among the known ones."""

    def __init__(self, shown: HostKey, why: Phrase | str = "") -> None:
        if why:
            super().__init__(
                "F635",
                N_(
                    "The certificate of {host}:{port} is not vouched for ({why}): {fingerprint}."
                    " Nothing was sent. Compare it with what the accounting office says."
                ),
                host=shown.host,
                port=shown.port,
                why=why,
                fingerprint=shown.fingerprint,
            )
        else:
            super().__init__(
                "F635",
                N_(
                    "{host}:{port} is not known yet: {fingerprint}. Nothing was sent."
                    " Compare it with what the accounting office says."
                ),
                host=shown.host,
                port=shown.port,
                fingerprint=shown.fingerprint,
            )
        self.shown = shown
        self.host = shown.host
        self.port = shown.port
        self.key = shown.key
        self.fingerprint = shown.fingerprint


def unaccepted(shown: HostKey, known: tuple[HostKey, ...], why: str = "") -> Problem:
    """Return the refusal of a key: UnknownHost, or F636 where another one was accepted."""
    if not known:
        return UnknownHost(shown, why)
    return Problem(
        "F636",
        N_(
            "The key of {host}:{port} has changed: {shown} instead of {known}. Nothing was sent."
            " Ask the accounting office before anybody accepts the new one."
        ),
        host=shown.host,
        port=shown.port,
        shown=shown.fingerprint,
        known=", ".join(key.fingerprint for key in known),
    )
