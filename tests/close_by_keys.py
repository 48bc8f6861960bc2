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
    while not any(row.startswith(ARROW + shown) for row in screen.screen()):
        rows = screen.screen()
        cursor = next(place for place, row in enumerate(rows) if row.startswith(ARROW))
        wanted = next(place for place, row in enumerate(rows) if row[1:].startswith(shown))
        screen.send("down" if cursor < wanted else "up")
        screen.wait_for_change(rows)
    screen.send("enter")
    screen.wait_for("[2Linjer]", name)


def sign_what_asks(screen: Terminal) -> None:
    """Sign each point that asks for judgement, with its first stock reason."""
    while waiting := unanswered(screen):
        screen.wait_until(lambda: asked(screen) in waiting, "the next point")
        point = asked(screen)
        screen.send("g")
        screen.wait_for(f"Signer punkt {point}", "Esc avbryt")
        screen.send("1")
        screen.wait_until(lambda: is_signed(screen, point), f"point {point} signed")  # noqa: B023


def unanswered(screen: Terminal) -> set[str]:
    """Return the points that a person has yet to sign; the total and the copy are no such."""
    missing = re.search(r"mangler ([0-9 ]+)\.", screen.text())
    return set(missing[1].split()) - {"6", "9"} if missing else set()


def is_signed(screen: Terminal, point: str) -> bool:
    """Tell whether the screen stands again without the point among those that are missing."""
    text = screen.text()
    return ("mangler" in text and point not in unanswered(screen)) or "lest tilbake:" in text


def asked(screen: Terminal) -> str:
    """Return the number of the point under the cursor."""
    return next((row.split()[1] for row in screen.screen() if row.startswith(ARROW)), "")


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
