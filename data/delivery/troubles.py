"""What goes wrong on the way to another machine, in sentences that never hold a secret."""

from __future__ import annotations

from data.delivery.secrets import Secret
from data.errors import Problem
from data.text import written
from data.words import N_, counted

_LONGEST = 160


def said(error: object, *secrets: Secret | None) -> str:
    """Return what a server or system said: harmless, short, identity numbers and secrets hidden."""
    text = str(error)
    for secret in secrets:
        if secret is not None:
            text = text.replace(secret.reveal(), "***")
    return written(text)[:_LONGEST].rstrip(" .") or type(error).__name__


class Disconnected(Exception):
    """The connection did not come about or broke: what may be tried again."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason


def not_reached(trouble: Disconnected, tries: int) -> Problem:
    """Return F630, after the last try."""
    return Problem(
        "F630",
        N_(
            "No connection to {place}: {reason}. Tried {tries}. Nothing counts as sent."
            " Check network and settings, then send again."
        ),
        place=trouble.place,
        reason=trouble.reason,
        tries=counted("{count} time", "{count} times", tries),
    )


def login_refused(place: str, user: str) -> Problem:
    """Return F631."""
    return Problem(
        "F631",
        N_(
            "{place} does not let {user} in. Nothing was sent."
            " Check the user name and the password or key."
        ),
        place=place,
        user=user,
    )


def no_folder(place: str, folder: str, reason: str) -> Problem:
    """Return F633."""
    return Problem(
        "F633",
        N_(
            "The folder «{folder}» at {place} cannot be used: {reason}. Nothing was sent."
            " Check the folder in the settings and the rights to it."
        ),
        place=place,
        folder=folder,
        reason=reason,
    )


def not_taken(place: str, name: str, reason: str) -> Problem:
    """Return F634."""
    return Problem(
        "F634",
        N_(
            "{place} does not take {name}: {reason}. It does not count as sent."
            " Check the room and the rights there, then send again."
        ),
        place=place,
        name=name,
        reason=reason,
    )


def no_room(place: str, name: str) -> Problem:
    """Return F634 for a disk that is full."""
    return Problem(
        "F634",
        N_(
            "There is no room for {name} at {place}. It does not count as sent."
            " Make room, then send again."
        ),
        place=place,
        name=name,
    )
