"""Sentences that are translated where they are shown, never where they arise.

`data` knows what happened, not who reads it. It hands out a `Phrase`: an English message
id and the values that belong in it. Whoever prints or shows it looks the message up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name extraction tools look for
    """Mark a message id for extraction; translation happens where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message id and its values; a value may be a phrase of its own."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    """The message id for any count but one; empty when the sentence has no count."""
    count: int = 1

    def __str__(self) -> str:
        """Return the English sentence, for logs and test output."""
        template = self.plural if self.plural and self.count != 1 else self.message
        return template.format(**self.values)


def phrase(message: str, /, **values: object) -> Phrase:
    """Build a phrase: `phrase(N_("{lines} lines"), lines=3)`."""
    return Phrase(message, values)


def counted(message: str, plural: str, count: int, /, **values: object) -> Phrase:
    """Build a phrase that depends on a count, which fills the field `count`.

    The extraction reads the first two arguments as singular and plural.
    """
    return Phrase(message, {"count": count, **values}, plural, count)
