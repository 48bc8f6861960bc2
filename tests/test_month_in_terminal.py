"""The demo's whole month by keys in a real terminal: from twelve open buildings to the receipt."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data.close import Close
from data.customer_id import canonical
from data.demo import build
from data.formats import format_of
from data.money import show
from data.month import Month
from data.sample.places import BUILDINGS
from data.views import LineRow
from data.views.files import FileView
from tests.close_by_keys import export, open_building, sign_what_asks
from tests.peers import HOST, PASSWORD, USER, MailPeer, Peer, mail_server, ssh_server
from tests.terminal import ROOT, Terminal, python

NOTHING = "Østheia svømmehall"
SETTINGS = """
[delivery]
method = "sftp"
folder = "/inn"
host = "{host}"
port = {ssh}
user = "{user}"

[letter]
receivers = "faktura@regnskap.example"
sender = "kari.nes@kommune.example"
host = "{host}"
port = {mail}
security = "none"

[[account_strings]]
name = "Sjøbua ungdomshus"
kind = "internal"
building = "Sjøbua ungdomshus"
article = "2108"
responsible_code = "162100"
service = "38110"
object_number = "30108"
unit_number = "4410"
unit_prefix = "K"
"""
"""Where files and letters go, and the account string that the demo's new house lacks."""


class Office(NamedTuple):
    """A store with the demo, and the accounting office at the other end."""

    store: Path
    inn: Path
    ssh: Peer
    mail: MailPeer

    def run(self, *arguments: str) -> str:
        """Return what the command line answers."""
        command = python("tui", "--db", str(self.store), "--as", "Kari Nes", *arguments)
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    def close(self) -> Close:
        """Open the store behind the screen."""
        return Close(self.store, "Kari Nes", test_mode=True)


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Build the demo, and tell it where the accounting office is."""
    (folder / "inn").mkdir()
    store = folder / "demo.db"
    build(store, lines=600)
    with ssh_server(folder) as ssh, mail_server() as mail:
        made = Office(store, folder / "inn", ssh, mail)
        settings = folder / "settings.toml"
        settings.write_text(
            SETTINGS.format(host=HOST, ssh=ssh.port, mail=mail.port, user=USER), encoding="utf-8"
        )
        made.run("settings", "import", str(settings))
        yield made


def listed(close: Close, month: Month, building: str) -> list[LineRow]:
    """Return the lines of a building in the order of the list, dearest first."""
    lines = close.basis.lines(close.basis.scope(building, month.last))
    return sorted(lines, key=lambda line: -(line.price or 0))


def stops(line: LineRow) -> bool:
    """Tell whether a line cannot go: a wrong id, or an amount that no file carries."""
    return line.id_level == "blocked" or (line.price or 0) < 0


# One building.


def under_cursor(screen: Terminal) -> str:
    """Return the row under the cursor of the list of lines."""
    return next((row for row in screen.screen() if row.startswith(">[")), "")


def put_right(screen: Terminal, line: LineRow) -> None:
    """Go to a line that cannot go as it is; correct it where the right id is known, else hold."""
    if not is_under_cursor(screen, line.id, "x"):
        screen.send("n")
        screen.wait_until(lambda: is_under_cursor(screen, line.id, "x"), f"line {line.id}")
    if line.id_level != "blocked" or not corrected(screen, line.id):
        hold(screen, line.id)


def is_under_cursor(screen: Terminal, line: int, mark: str) -> bool:
    """Tell whether the cursor is on a line, and whether it is marked or held."""
    return under_cursor(screen).startswith(f">[{mark}]  {line} ")


def corrected(screen: Terminal, line: int) -> bool:
    """Take the id that the customer is known by; False where none is."""
    screen.send("e")
    screen.wait_for("Rett ", f"linje {line} ", "Esc avbryt")
    if f"Rett linje {line} " in screen.text():
        screen.send("1")
    screen.wait_for(f"Rett kunde-ID: linje {line} ", "Lagrer ", "Esc avbryt")
    if not re.search(r"Ny verdi +\[\d", screen.text()):
        screen.send("escape")
        screen.wait_for("e rett")
        return False
    screen.send("enter")
    screen.wait_for("Enter velg")
    screen.send("enter")
    screen.wait_until(
        lambda: is_under_cursor(screen, line, "x") and "√ rettet" in under_cursor(screen),
        f"{line} corrected",
    )
    return True


def hold(screen: Terminal, line: int) -> None:
    """Hold the line under the cursor back."""
    screen.send("u")
    screen.wait_for(f"Utsett linje {line} ", "Esc avbryt")
    screen.send("1")
    screen.wait_until(lambda: is_under_cursor(screen, line, " "), f"{line} held")


def hold_duplicate(screen: Terminal) -> None:
    """Open what point 4 found and hold one of the two lines."""
    while " Dubletter" not in point(screen):
        before = point(screen)
        screen.send("n")
        screen.wait_until(lambda: point(screen) != before, "the next point")  # noqa: B023
    screen.send("enter")
    screen.wait_for("punkt 4", "F304", "Enter åpne")
    screen.send("enter")
    screen.wait_for("[2Linjer]", "Bare linjene i ett punkt")
    screen.wait_until(lambda: under_cursor(screen).startswith(">[x]"), "one of the two")
    hold(screen, int(under_cursor(screen).split()[1]))
    screen.send("3")
    screen.wait_until(
        lambda: "[3Kontroll]" in screen.text() and not is_twice(screen), "one is held"
    )


def is_twice(screen: Terminal) -> bool:
    return any("Dubletter" in row and "× feil" in row for row in screen.screen())


def point(screen: Terminal) -> str:
    return next((row for row in screen.screen() if row.startswith(">")), "")


def type_total(screen: Terminal) -> None:
    """Enter the list's own total, as Aktiv kommune shows it once the difference is found."""
    total = re.search(r"Liste i Aktiv kommune +\d+ linjer? +([\d ]+,\d\d)", screen.text())
    assert total is not None
    screen.send("t")
    screen.wait_for("Antall, eller tomt", "Esc avbryt")
    screen.send(total[1].replace(" ", ""), "enter")
    screen.wait_for(f"{total[1]} / bare sum")


def close_building(screen: Terminal, name: str, lines: Sequence[LineRow], number: int) -> None:
    """Take a building from its list to its export, past the lines that stop it."""
    open_building(screen, name)
    screen.wait_until(
        lambda: any(is_under_cursor(screen, line.id, "x") for line in lines), f"lines of {name}"
    )
    for line in filter(stops, lines):
        put_right(screen, line)
    screen.send("3")
    screen.wait_for("[3Kontroll]", "til eksport", "signert")
    if is_twice(screen):
        hold_duplicate(screen)
    sign_what_asks(screen)
    if any("Kontrolltotal AK" in row and "× feil" in row for row in screen.screen()):
        type_total(screen)
    screen.wait_until(lambda: bool(re.search(r"K-\d{4} tatt", screen.text())), "the copy")
    export(screen, name, f"E-{number:04d}")


def sign_nothing(screen: Terminal) -> None:
    """Sign that a building has nothing to invoice."""
    open_building(screen, NOTHING)
    screen.send("3")
    screen.wait_for("[3Kontroll]", "Ingen linjer. g signerer")
    screen.send("g")
    screen.wait_for("Ingenting å fakturere", "[ Signer ]", "Enter velg")
    screen.send("tab", "enter")
    screen.wait_for("Signert: ingenting å fakturere")


# The file.


def generate(screen: Terminal) -> None:
    """Make the month's files: the count that is typed is the one that is shown."""
    screen.send("6")
    screen.wait_for("[6Klar]", "x generer fil")
    screen.send("x")
    screen.wait_for("Generer fakturafil", "Esc avbryt")
    orders = sum(int(count) for count in re.findall(r"(\d+) ordre", screen.text()))
    screen.send(str(orders), "enter")
    screen.wait_for("Enter velg")
    screen.send("enter")
    screen.wait_for("[7Filer]", "x leverer fila og leser")


def choose(screen: Terminal, name: str) -> None:
    """Put the cursor on a file."""
    row = f">{name.removesuffix('.txt')} "
    if not any(each.startswith(row) for each in screen.screen()):
        screen.send("down")
        screen.wait_until(lambda: any(each.startswith(row) for each in screen.screen()), row)


def deliver(screen: Terminal, fingerprint: str) -> None:
    """Deliver the file under the cursor; a server that nobody knows is compared first."""
    screen.send("x")
    screen.wait_for("Lever fila", "Enter velg", "Esc avbryt")
    screen.send("enter")
    if fingerprint:
        screen.wait_for("Er dette serveren?", fingerprint, "Enter velg")
        screen.send("tab", "enter")
    screen.wait_for("er levert og lest tilbake")


def write_letter(screen: Terminal) -> None:
    """Send the letter about the file under the cursor."""
    screen.send("b")
    screen.wait_for("Til: faktura@regnskap.example", "x send")
    screen.send("x")
    screen.wait_for("[7Filer]", "Brevet er sendt")


def receipt(screen: Terminal, file: FileView) -> None:
    """Type what accounting received."""
    screen.send("t")
    screen.wait_for("Kvittering for", "Esc avbryt")
    screen.wait_until(lambda: screen.is_typed_in("Ordrer     "), "the field of the orders")
    screen.send(str(file.orders), "enter")
    screen.wait_until(lambda: screen.is_typed_in("Sum     "), "the field of the sum")
    screen.send(show(file.amount).replace("\u00a0", ""), "enter")
    screen.wait_for("er kvittert: Ordrer og sum stemmer")


@pytest.mark.timeout(300)
def test_the_month_of_the_demo_is_closed_by_keys(tmp_path: Path) -> None:
    with office(tmp_path) as made:
        close = made.close()
        month = close.months.current()
        first = max(each.number for each in close.exports.exports()) + 1
        houses = {
            building.name: listed(close, month, building.name)
            for building in BUILDINGS
            if building.name != NOTHING
        }
        close.shut()
        assert sum(stops(line) for lines in houses.values() for line in lines) >= 10
        environment = {
            "XDG_STATE_HOME": str(tmp_path),
            "FAKTURAKLAR_DELIVERY_PASSWORD": PASSWORD,
        }
        command = python("tui", "--db", str(made.store), "--as", "Kari Nes")
        with Terminal(command, environment=environment) as screen:
            screen.wait_for("[0Måned]", "12 bygg")
            for number, (name, lines) in enumerate(houses.items(), first):
                close_building(screen, name, lines, number)
            sign_nothing(screen)
            generate(screen)
            files = files_of(made, month)
            assert made.ssh.key is not None
            fingerprint = made.ssh.key.fingerprint
            for file in reversed(files):
                choose(screen, file.name)
                deliver(screen, fingerprint)
                fingerprint = ""
                write_letter(screen)
                receipt(screen, file)
            screen.send("d")
            screen.wait_for("Bro, ", "Liste, eksport, fil, levering og kvittering stemmer")
            screen.send("0")
            screen.wait_for("[0Måned]", "kvittert")
            screen.send("q")
            assert screen.wait_for_end() == 0
        assert_closed(made, month)


def files_of(made: Office, month: Month) -> list[FileView]:
    """Return the month's files as the store knows them."""
    close = made.close()
    try:
        return list(close.files.files(month))
    finally:
        close.shut()


def assert_closed(made: Office, month: Month) -> None:
    """Hold everything that came of the month against everything else."""
    close = made.close()
    exports = [each for each in close.exports.exports(month) if each.reversed_at is None]
    assert len(exports) == len(BUILDINGS) - 1
    priced = {line.id: line for each in exports for line in close.exports.lines(each.number)}
    ids = {canonical(line.customer_id) for line in priced.values()}
    files = close.files.files(month)
    amount = 0
    for file in files:
        there = (made.inn / file.name).read_bytes()
        assert there == close.files.content(file.number)
        read = format_of("agresso").read(there, close.settings.options().file)
        orders = close.files.orders(file.number)
        assert [order.number for order in read.orders] == [order.number for order in orders]
        assert [order.amount for order in read.orders] == [order.amount for order in orders]
        amount += read.amount + file.tax
        assert_letter(made.mail, file, ids)
    close.shut()
    assert amount == sum(line.price or 0 for line in priced.values())
    status: dict[str, Any] = json.loads(made.run("status", "--month", str(month), "--json"))
    assert status["bridge"]["closed"] is True
    bridges = [status["bridge"], *(each["bridge"] for each in status["buildings"])]
    for step in (step for bridge in bridges for step in bridge["steps"]):
        assert (step["difference"], step["line_difference"]) == ("0.00", 0)


def assert_letter(mail: MailPeer, file: FileView, ids: set[str]) -> None:
    """Find the one letter about a file, which says what it holds and of whom nothing."""
    texts = [str(message.get_content()) for message in mail.messages]
    [text] = [text for text in texts if file.name in text]
    plain = text.replace("\u00a0", " ")
    assert str(file.orders) in plain
    assert show(file.amount).replace("\u00a0", " ") in plain
    assert file.sha256 in plain.replace("-", "") or file.sha256[:16] in plain.replace("-", "")
    digits = re.sub(r"[ \u00a0.-]", "", text)
    assert not [number for number in ids if len(number) == 11 and number in digits]
