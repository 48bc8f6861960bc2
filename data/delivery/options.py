"""Where files and letters go; secrets are never among the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class DeliveryOptions:
    """How a generated file reaches the accounting office (`delivery.method` ...)."""

    method: str = "folder"
    """Key of the transport, see `data.delivery.transports`."""
    folder: str = ""
    """Folder of the drop, or the directory on the server; empty where none is set."""
    host: str = ""
    port: int = 0
    """0 for the transport's usual one."""
    user: str = ""
    key_file: str = ""
    """Private key for SFTP; empty to use a password."""
    attempts: int = 3
    """How often a broken connection is tried before it is given up."""


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """The letter to the accounting office (`letter.receivers` ...)."""

    receivers: str = ""
    """Addresses, separated by comma."""
    sender: str = ""
    host: str = ""
    port: int = 0
    """0 for 587 with STARTTLS, 465 with TLS, 25 without."""
    security: Security = "starttls"
    user: str = ""
    """Empty where the server asks for none."""
    subject: str = ""
    """Template; empty for the program's own."""
    text: str = ""
    """Template; empty for the program's own."""
    next_noon: bool = False
    """Send it the next day at 12:00, after the accounting system's nightly run."""
