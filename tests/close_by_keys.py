"""Closing a building by keys in a real terminal: what the tests of whole months share."""

from __future__ import annotations

import re

from tests.terminal import Terminal

ARROW = ">"
_SHOWN = 15
"""Letters of a building's name that every list has room for."""


def open_building(screen: Terminal, name: str) -> None:
    """Open a building from the month overview."""
    shown = name[:_SHOWN]
    screen.send("0")
    screen.wait_for("[0Måned]", shown)
    screen.wait_until(lambda: bool(cursor_row(screen)), "the cursor")
    while not (here := cursor_row(screen)).startswith(ARROW + shown):
        rows = screen.screen()
        wanted = next(place for place, row in enumerate(rows) if row[1:].startswith(shown))
        screen.send("down" if rows.index(here) < wanted else "up")
        screen.wait_until(lambda: cursor_row(screen) not in ("", here), "the cursor moves")
    screen.send("enter")
    screen.wait_for("[2Linjer]", name)


def cursor_row(screen: Terminal) -> str:
    """Return the row under the cursor; empty where none is drawn."""
    return next((row for row in screen.screen() if row.startswith(ARROW)), "")


def sign_what_asks(screen: Terminal) -> None:
    """Sign each point that waits for a person, with its first stock reason where it asks."""
    while waiting := unanswered(screen):
        screen.wait_until(lambda: asked(screen) in waiting, "the next point")
        point = asked(screen)
        screen.send("g")
        screen.wait_until(lambda: is_asking(screen, point) or is_signed(screen, point), point)  # noqa: B023
        if is_asking(screen, point):
            screen.send("1")
        screen.wait_until(lambda: is_signed(screen, point), f"point {point} signed")  # noqa: B023


def is_asking(screen: Terminal, point: str) -> bool:
    """Tell whether the dialog that asks for a point's reason can be answered."""
    return f"Signer punkt {point} " in screen.text() and "Esc avbryt" in screen.text()


def is_signed(screen: Terminal, point: str) -> bool:
    """Tell whether the screen stands again without the point among those that are missing."""
    return point not in (missing(screen) or {point}) or is_copied(screen)


def unanswered(screen: Terminal) -> set[str]:
    """Wait for what is missing; return the points of a person, without the total and the copy."""
    screen.wait_until(lambda: bool(missing(screen)) or is_copied(screen), "what is missing")
    return missing(screen) - {"6", "9"}


def missing(screen: Terminal) -> set[str]:
    """Return the points that the screen says are missing; none while it says something else."""
    said = re.search(r"signert, mangler ([0-9 ]+)\. ", screen.text())
    return set(said[1].split()) if said else set()


def is_copied(screen: Terminal) -> bool:
    """Tell whether the screen says that all is signed and the copy taken."""
    return "Punkt 1-8 er signert." in screen.text() or "Alle 9 punkt" in screen.text()


def asked(screen: Terminal) -> str:
    """Return the number of the point under the cursor."""
    row = cursor_row(screen).split()
    return row[1] if len(row) > 1 else ""


def wait_for_fields(screen: Terminal, house: str, count: int) -> None:
    """Read until so many fields hold the whole name of the house."""
    screen.wait_until(lambda: screen.text().count(f"[{house}") == count, f"{count} fields")


def export(screen: Terminal, house: str, number: str) -> None:
    """Export with a part of the house's name in both fields."""
    screen.send("5")
    screen.wait_for("Eksport av fakturagrunnlag", "Esc avbryt")
    for taken in (1, 2):
        screen.send(house[:4].lower(), "enter")
        wait_for_fields(screen, house, taken)
    screen.wait_for("Enter velg")
    screen.send("enter")
    screen.wait_for(f"{number} er eksportert")
