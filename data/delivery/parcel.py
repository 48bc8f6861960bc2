"""What is brought to the accounting office, and what came of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from data.errors import Problem
from data.text import clean, mask
from data.words import N_

Progress = Callable[[int, int], None]
"""Told how many bytes are moved of how many; whatever it raises stops the delivery."""

_LONGEST_NAME = 120
_NO_NAME = re.compile(r"[/\\:]|^[.~-]")


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def short(digest: str) -> str:
    """Return the beginning of a digest as people compare it: `41be-0c77`."""
    return grouped(digest[:8])


def grouped(digest: str) -> str:
    """Return a digest in groups of four, which nobody takes for an identity number."""
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))


@dataclass(frozen=True, slots=True)
class Parcel:
    """One generated file as the store keeps it, under the name it gets at the receiver.

    Raises Problem: F628 when the name is no plain file name or may hold an identity number,
    F629 when the bytes are not those of the digest.
    """

    name: str
    content: bytes
    sha256: str

    def __post_init__(self) -> None:
        is_plain = self.name == clean(self.name) != "" and not _NO_NAME.search(self.name)
        if not is_plain or len(self.name) > _LONGEST_NAME or self.name != mask(self.name):
            raise Problem(
                "F628",
                N_(
                    "A file cannot be sent under the name «{name}». Use letters, digits and points"
                    " only, and no identity number."
                ),
                name=mask(clean(self.name))[:_LONGEST_NAME],
            )
        found = digest_of(self.content)
        if found != self.sha256:
            raise Problem(
                "F629",
                N_(
                    "{name} is damaged: {found} instead of {expected}. Nothing was sent."
                    " Restore the store from a backup."
                ),
                name=self.name,
                found=short(found),
                expected=short(self.sha256),
            )

    @property
    def part_name(self) -> str:
        """The temporary name it is uploaded under, beside its own."""
        return f".{self.name}.part"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that was read back at the receiver and found equal."""

    place: str
    """Method, host and folder as they are shown; never a password."""
    name: str
    size: int
    sha256: str
    """Digest of the bytes that were read back."""
    tries: int
    already_there: bool = False
    """Whether an earlier attempt had brought it, and nothing was sent now."""
