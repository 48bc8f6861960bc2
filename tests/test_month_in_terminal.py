"""The demo's whole month by keys in a real terminal: from twelve open buildings to the receipt."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
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
"""


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


# One building.


def under_cursor(screen: Terminal) -> str:
    """Return the row under the cursor of the list of lines."""
    return next((row for row in screen.screen() if row.startswith(">[")), "")


def stops(row: str) -> bool:
    """Tell whether a line cannot go: its id, or an amount that no file carries."""
    return bool(re.match(r">\[x\] +\d+ +-\d", row)) or " × " in row


def put_right(screen: Terminal) -> None:
    """Correct what is known, hold what is not, down the list."""
    while True:
        row = under_cursor(screen)
        if row and stops(row):
            correct_or_hold(screen, row)
        before = under_cursor(screen)[:12]
        screen.send("n")
        screen.wait_until(
            lambda: under_cursor(screen)[:12] != before or "Ingen flere avvik" in screen.text(),  # noqa: B023
            "the next finding",
        )
        if "Ingen flere avvik" in screen.text():
            return


def correct_or_hold(screen: Terminal, row: str) -> None:
    """Take the id that the customer is known by; hold the line where none is known."""
    line = row.split()[1]
    if " × " in row:
        screen.send("e")
        screen.wait_for(f"Rett kunde-ID: linje {line}", "Esc avbryt")
        if re.search(r"Ny verdi +\[\d", screen.text()):
            screen.send("enter")
            screen.wait_for("Enter velg")
            screen.send("enter")
            screen.wait_until(lambda: "√ rettet" in under_cursor(screen), f"{line} corrected")
            return
        screen.send("escape")
        screen.wait_for("e rett")
    hold(screen, line)


def hold(screen: Terminal, line: str) -> None:
    """Hold the line under the cursor back."""
    screen.send("u")
    screen.wait_for(f"Utsett linje {line}", "Esc avbryt")
    screen.send("1")
    screen.wait_until(lambda: under_cursor(screen).startswith(f">[ ]  {line}"), f"{line} held")


def hold_duplicate(screen: Terminal) -> None:
    """Open what point 4 found and hold one of the two lines."""
    while " Dubletter" not in point(screen):
        before = point(screen)
        screen.send("n")
        screen.wait_until(lambda: point(screen) != before, "the next point")  # noqa: B023
    screen.send("enter")
    screen.wait_for("4 Dubletter", "F304")
    screen.send("enter")
    screen.wait_for("[2Linjer]", "Bare linjene i ett punkt")
    hold(screen, under_cursor(screen).split()[1])
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


def close_building(screen: Terminal, name: str, number: int) -> None:
    """Take a building from its list to its export, whatever stops it."""
    open_building(screen, name)
    put_right(screen)
    screen.send("3")
    screen.wait_for("[3Kontroll]", "til eksport", "signert")
    if is_twice(screen):
        hold_duplicate(screen)
    if any("Kontrolltotal AK" in row and "× feil" in row for row in screen.screen()):
        type_total(screen)
    sign_what_asks(screen)
    screen.wait_for("lest tilbake:")
    export(screen, name, f"E-{number:04d}")


def sign_nothing(screen: Terminal) -> None:
    """Sign that a building has nothing to invoice."""
    open_building(screen, NOTHING)
    screen.send("3")
    screen.wait_for("[3Kontroll]", "Ingen linjer. g signerer")
    screen.send("g")
    screen.wait_for("Ingenting å fakturere", "[ Signer ]")
    screen.send("enter")
    screen.wait_for("Signert: ingenting å fakturere")


# The file.


def generate(screen: Terminal) -> None:
    """Make the month's files: the count that is typed is the one that is shown."""
    screen.send("6")
    screen.wait_for("[6Klar]", "x generer fil")
    screen.send("x")
    screen.wait_for("Generer fakturafila", "Esc avbryt")
    orders = sum(int(count) for count in re.findall(r"(\d+) ordre", screen.text()))
    screen.send(str(orders), "enter")
    screen.wait_for("Enter velg")
    screen.send("enter")
    screen.wait_for("[7Filer]", "x legger fila opp")


def choose(screen: Terminal, name: str) -> None:
    """Put the cursor on a file."""
    while not any(row.startswith(f">{name}") for row in screen.screen()):
        before = screen.screen()
        screen.send("down")
        screen.wait_for_change(before)


def deliver(screen: Terminal, fingerprint: str) -> None:
    """Deliver the file under the cursor; a server that nobody knows is compared first."""
    screen.send("x")
    screen.wait_for("Esc avbryt")
    screen.send("enter")
    if fingerprint:
        screen.wait_for("Er dette serveren?", fingerprint)
        screen.send("enter")
    screen.wait_for("er levert og lest tilbake likt")


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
    screen.send(str(file.orders), "enter", show(file.amount).replace("\u00a0", ""), "enter")
    screen.wait_for("er kvittert: ordrer og sum stemmer")


@pytest.mark.timeout(300)
def test_the_month_of_the_demo_is_closed_by_keys(tmp_path: Path) -> None:
    with office(tmp_path) as made:
        close = made.close()
        month = close.months.current()
        first = max(each.number for each in close.exports.exports()) + 1
        close.shut()
        environment = {
            "XDG_STATE_HOME": str(tmp_path),
            "FAKTURAKLAR_DELIVERY_PASSWORD": PASSWORD,
        }
        command = python("tui", "--db", str(made.store), "--as", "Kari Nes")
        with Terminal(command, environment=environment) as screen:
            screen.wait_for("[0Måned]", "12 bygg")
            names = [building.name for building in BUILDINGS if building.name != NOTHING]
            for number, name in enumerate(names, first):
                close_building(screen, name, number)
            sign_nothing(screen)
            generate(screen)
            files = files_of(made, month)
            assert made.ssh.key is not None
            fingerprint = made.ssh.key.fingerprint
            for file in files:
                choose(screen, file.name)
                deliver(screen, fingerprint)
                fingerprint = ""
                write_letter(screen)
                receipt(screen, file)
            screen.send("d")
            screen.wait_for("Bro", "Liste, eksport, fil")
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
