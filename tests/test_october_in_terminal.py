"""October of the three sample houses, by keys in a real terminal, from list to «Klar»."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.close_by_keys import export, open_building, sign_what_asks
from tests.terminal import ROOT, Terminal, python

FJORDVANG = ("48306", "48313", "48312", "48309", "48315")
NORDLIA = ("48442", "48437", "48438", "48443")
"""The payable lines whose customer id cannot be used, dearest first; at the end a credit line."""


def bring(screen: Terminal, path: Path, says: str) -> None:
    """Read a file through key i, look at what it would change, and take it."""
    screen.wait_for("/ skriv navn")
    screen.send("/")
    screen.wait_until(lambda: "/ skriv navn" not in screen.text(), "the field has the focus")
    screen.send(str(path), "enter")
    screen.wait_for("Ingenting er lagret ennå", says)
    screen.send("enter")
    screen.wait_for(f"√ {path.name} er hentet")


def hold(screen: Terminal, line: str) -> None:
    """Jump to the next line that is not in order, unless there already, and hold it back."""

    def is_there(mark: str) -> bool:
        return any(row.startswith(f">[{mark}]  {line}") for row in screen.screen())

    screen.wait_for("linjer til")
    if not is_there("x"):
        screen.send("n")
        screen.wait_until(lambda: is_there("x"), line)
    screen.send("u")
    screen.wait_for("Utsett linje", line, "Esc avbryt")
    screen.send("1")
    screen.wait_until(lambda: is_there(" "), f"{line} held")


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
        screen.wait_for("[6Klar]", "29 764,57", "28 758,31", "24 262,46", "3 av 3 bygg")
        screen.send("0")
        screen.wait_for("[0Måned]", "gjenstår 0,00")
        screen.send("q")
        assert screen.wait_for_end() == 0

    assert exported_totals(store) == ["29764.57", "28758.31", "24262.46"]
