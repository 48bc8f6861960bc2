"""October of the three sample houses, by keys in a real terminal, from list to «Klar»."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal, python

ARROW = ">"
FJORDVANG = ("48306", "48313", "48312", "48309", "48315")
NORDLIA = ("48442", "48437", "48438")
"""The payable lines whose customer id cannot be used, dearest first."""


def bring(screen: Terminal, path: Path, says: str) -> None:
    """Read a file through key i, look at what it would change, and take it."""
    screen.wait_for("/ skriv navn")
    screen.send("/")
    screen.wait_until(lambda: "/ skriv navn" not in screen.text(), "the field has the focus")
    screen.send(str(path), "enter")
    screen.wait_for("Ingenting er lagret ennå", says)
    screen.send("enter")
    screen.wait_for(f"√ {path.name} er hentet")


def open_building(screen: Terminal, name: str) -> None:
    """Open a building from the month overview."""
    screen.send("0")
    screen.wait_for("[0Måned]", name)
    screen.wait_until(lambda: bool(cursor_row(screen)), "the cursor")
    while not (here := cursor_row(screen)).startswith(ARROW + name):
        rows = screen.screen()
        wanted = next(place for place, row in enumerate(rows) if row[1:].startswith(name))
        screen.send("down" if rows.index(here) < wanted else "up")
        screen.wait_until(lambda: cursor_row(screen) not in ("", here), "the cursor moves")
    screen.send("enter")
    screen.wait_for("[2Linjer]", name)


def cursor_row(screen: Terminal) -> str:
    """Return the row under the cursor; empty where none is drawn."""
    return next((row for row in screen.screen() if row.startswith(ARROW)), "")


def hold(screen: Terminal, line: str) -> None:
    """Jump to the next line that is not in order, unless there already, and hold it back."""

    def is_there(mark: str) -> bool:
        return any(row.startswith(f">[{mark}]  {line}") for row in screen.screen())

    screen.wait_for("linjer til")
    if not is_there("x"):
        screen.send("n")
        screen.wait_until(lambda: is_there("x"), line)
    screen.send("space")
    screen.wait_for("Utsett linje", line, "Esc avbryt")
    screen.send("1")
    screen.wait_until(lambda: is_there(" "), f"{line} held")


def sign_what_asks(screen: Terminal) -> None:
    """Sign each point that asks for judgement, with its first stock reason."""
    while waiting := unanswered(screen):
        screen.wait_until(lambda: asked(screen) in waiting, "the next point")
        point = asked(screen)
        screen.send("g")
        screen.wait_for(f"Signer punkt {point}", "Esc avbryt")
        screen.send("1")
        screen.wait_until(
            lambda: point not in (missing(screen) or {point}) or is_copied(screen),  # noqa: B023
            f"point {point} signed",
        )


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


def back_to_october(screen: Terminal) -> None:
    """Step back from the month that is being closed today."""
    screen.wait_for("[0Måned]", "+/- måned")
    while (month := shown_month(screen)) != "Oktober 2026":
        screen.send("-")
        screen.wait_until(lambda: shown_month(screen) not in ("", month), "the month before")


def shown_month(screen: Terminal) -> str:
    """Return the month that the overview says it shows."""
    said = re.search(r"([A-Z][a-z]+ 20\d\d), til og med", screen.screen()[0])
    return said[1] if said else ""


def import_everything(screen: Terminal, sample: Path) -> None:
    """Bring the three lists and Aktiv kommune's totals."""
    screen.send("i")
    screen.wait_for("Hent nytt")
    bring(screen, sample / "fjordvang-2026-10.csv", "36 164,57")
    bring(screen, sample / "nordlia-2026-10.csv", "48 520,81")
    bring(screen, sample / "storhaugen-2026-10.csv", "24 262,46")
    bring(screen, sample / "aktiv-kommune-totaler.json", "29 462,46")
    screen.send("escape")
    screen.wait_for("36 164,57", "48 520,81", "24 262,46", "stoppet")


def close_house(screen: Terminal, name: str, bad_ids: tuple[str, ...], total: str) -> None:
    """Hold back what cannot be invoiced, find the total in agreement, and sign."""
    open_building(screen, name)
    for line in bad_ids:
        hold(screen, line)
    screen.send("3")
    screen.wait_for("[3Kontroll]", total)
    sign_what_asks(screen)


def close_storhaugen(screen: Terminal) -> None:
    """Find the difference to Aktiv kommune and its cause; enter the list's own total."""
    open_building(screen, "Storhaugen")
    screen.send("3")
    screen.wait_for("[3Kontroll]", "avviker -5 200,00")
    sign_what_asks(screen)
    screen.wait_for("trolig det som slutter etter", "listas egen total")
    screen.send("t")
    screen.wait_for("Antall", "Esc avbryt")
    screen.send("24262,46", "enter")
    screen.wait_for("24 262,46 / bare sum")


def exported_totals(store: Path) -> list[str]:
    """Ask the command line what stands under «Klar for generering»."""
    command = python("tui", "--db", str(store), "--as", "Kari Nes", "exports", "--json")
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [row["total"] for row in json.loads(answer.stdout)]


@pytest.mark.timeout(300)
def test_the_three_houses_are_closed_by_keys(tmp_path: Path, shared: Path) -> None:
    store = tmp_path / "store.db"
    command = python("tui", "--db", str(store), "--as", "Kari Nes", "--test")

    with Terminal(command) as screen:
        back_to_october(screen)
        import_everything(screen, shared / "sample")

        close_house(screen, "Fjordvang", FJORDVANG, "36 164,57 / 31 med pris")
        screen.wait_for("K-0001 tatt")
        export(screen, "Fjordvang", "E-0001")

        close_house(screen, "Nordlia", NORDLIA, "48 520,81 / 38 med pris")
        screen.wait_for("K-0002 tatt")
        export(screen, "Nordlia", "E-0002")

        close_storhaugen(screen)
        screen.wait_for("K-0003 tatt")
        export(screen, "Storhaugen", "E-0003")

        screen.send("enter")
        screen.wait_for("[6Klar]", "29 764,57", "28 308,31", "24 262,46", "3 av 3 bygg")
        screen.send("0")
        screen.wait_for("[0Måned]", "gjenstår 0,00")
        screen.send("q")
        assert screen.wait_for_end() == 0

    assert exported_totals(store) == ["29764.57", "28308.31", "24262.46"]
