"""The nasty cases of lists and buildings, each by its number in the operators' list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.close import Close
from data.dates import parse_day
from data.listing import ListedAccountString, ReadOptions
from data.month import Calendar, Month, deadline
from data.sources import read
from tests.command_line import CommandLine
from tests.lists import TO, bring, export_all, hall, line
from tests.nasty import details, point, refused, said
from tests.office import office

HEADINGS = (
    "ID;Type;Reservasjon;Beskrivelse;Bygg/anlegg;Organisasjon/bedrift;Kontakt;Kundetype;Kundeid;"
    "Fra;Til;Pris;Eksportert;Eksportfil;Ordreid;Velg"
)
MINOR = "17912099997"
"""Born on 17 November 2020, in the test series."""
ROW = (
    "{id};Arrangement;7{id};Hallen: Sal;Hallen;Ærfugl IL;Kari;Ekstern;310366552;"
    "17.10.2026 18:00;17.10.2026 20:00;100;Nei;Ikke generert;Ikke generert;"
)


def listed(rows: int) -> bytes:
    return "\n".join([HEADINGS, *(ROW.format(id=100 + row) for row in range(rows))]).encode()


def test_case_05_the_same_file_twice_changes_nothing(close: Close) -> None:
    content = listed(3)
    first = close.imports.apply(close.imports.plan("liste.csv", content))
    head = close.journal.head()

    again = close.imports.apply(close.imports.plan("kopi av liste.csv", content))

    assert (first.already, again.already, again.differs) == (None, 1, False)
    assert close.journal.head() == head


async def test_case_05_the_screen_says_that_a_file_was_fetched_before(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_bytes(listed(3))

    def brought(close: Close) -> None:
        close.settings.change({"inbox.folder": str(tmp_path)})
        close.imports.apply(close.imports.plan("liste.csv", listed(3)))

    async with office(brought) as shown:
        await shown.press("i", "enter")
        assert "hentet før" in shown.text()
        assert "I-0001" in shown.text()


def test_case_05_a_reservation_that_stands_twice_stops_the_house(close: Close) -> None:
    bring(close, line(3, reservation_id=20417), line(58, reservation_id=20417))

    found = point(close, hall(close), 4)

    assert (found.state, found.lines) == ("blocked", (3, 58))
    assert any(
        told.startswith("F304") and "20417" in told and "3" in told and "58" in told
        for told in details(close, hall(close), 4)
    )


def test_case_12_an_internal_customer_needs_a_resource_number(close: Close) -> None:
    bring(
        close,
        line(7, 240_000, customer_type="internal", customer_id="", organization="Kulturskolen"),
        line(8, 0, customer_type="internal", customer_id="", organization="Kulturskolen"),
        line(9, 100, customer_type="internal", customer_id="310366552"),
        line(10, 100, customer_type="external", customer_id="20451"),
    )

    found = point(close, hall(close), 1)

    assert (found.state, found.lines) == ("blocked", (7, 9, 10))
    told = details(close, hall(close), 1)
    assert told[0] == "7 Kulturskolen: Intern kunde mangler ressursnummer (5-6 siffer)."
    assert "har organisasjonsnummer eller fødselsnummer" in told[1]
    assert "har ressursnummer" in told[2]


def test_case_13_a_building_without_lines_is_signed_and_opens_again(close: Close) -> None:
    bring(close, line(1), line(2, building="Gimlehallen"))
    close.basis.hold(close.basis.scope("Gimlehallen", TO), [2], "avtalt")
    gimle = close.basis.scope("Gimlehallen", TO)
    close.control.sign_nothing(gimle)

    def state() -> str:
        rows = close.months.overview(Month.of(TO)).buildings
        return next(row.state for row in rows if row.building == "Gimlehallen")

    assert state() == "nothing"
    bring(close, line(3, building="Gimlehallen"), line(2, building="Gimlehallen"), file="ny.csv")
    assert state() != "nothing"


async def test_case_13_free_lines_are_exported_without_an_order() -> None:
    def free(close: Close) -> None:
        bring(close, *(line(id_, 0, building="Gimlehallen") for id_ in range(1, 7)))
        scope = close.basis.scope("Gimlehallen", TO)
        close.control.enter_total(scope, 0, None)
        for each in close.control.view(scope).points:
            if each.signer == "operator" and each.check != "archived_copy":
                close.control.sign(scope, each.number, "barn og unge")

    async with office(free, start=5, building="Gimlehallen") as shown:
        assert "6  (0 med pris, 6 gratis)" in shown.text()
        assert "alle er gratis: eksporteres uten ordre" in shown.text()


def test_case_21_a_day_that_does_not_exist_is_explained() -> None:
    told = refused(lambda: parse_day("29.02.2027", date(2027, 3, 4)))
    assert told == "F321 29.02.2027 finnes ikke. Siste dag i februar 2027 er 28.02."


def test_case_21_the_last_day_of_a_month_is_the_calendars(close: Close) -> None:
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert Month(2027, 2).last == date(2027, 2, 28)
    bring(close, line(1))
    told = refused(lambda: close.basis.scope("Hallen", date(2026, 11, 30)))
    assert told.startswith("F312")
    assert "30.11.2026" in told


def test_case_23_the_only_working_days_before_the_tenth_are_counted() -> None:
    view = deadline(Month(2026, 12), date(2027, 1, 3), Calendar())
    assert (view.working_days_left, view.due) == (5, date(2027, 1, 10))
    after_new_year = deadline(Month(2026, 12), date(2026, 12, 31), Calendar())
    assert after_new_year.working_days_left == 5


def test_case_24_a_deadline_on_a_sunday_warns_of_the_friday_before() -> None:
    view = deadline(Month(2026, 12), date(2027, 1, 4), Calendar())
    assert (view.due, view.working_due) == (date(2027, 1, 10), date(2027, 1, 8))


async def test_case_24_the_overview_says_which_day_is_the_last_working_day() -> None:
    def december(close: Close) -> None:
        bring(close, line(1))

    async with office(december, to=date(2026, 9, 30)) as shown:
        # The 10th of October 2026 is a Saturday; the clock stands on 5 November.
        assert "Fristen var lø 10.10." in shown.text()


def test_case_28_a_list_with_only_the_visible_rows_is_refused(
    fakturaklar: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "liste.csv").write_bytes(listed(10))

    answer = fakturaklar("import", str(tmp_path / "liste.csv"), "--total", "6000,00")

    assert answer.status == 3
    assert "F103" in answer.err
    assert "«Alle»" in answer.err
    assert "gir 1 000,00, ikke 6 000,00" in answer.err
    assert fakturaklar("status", "--month", "2026-10", "--json").document["buildings"] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(listed(2)[:-40], "F11", id="cut in the middle of a row"),
        pytest.param(
            listed(2).replace("Ærfugl".encode(), "Ã†rfugl".encode()), "F11", id="mojibake"
        ),
        pytest.param(b"", "F110", id="empty"),
    ],
)
def test_case_28_a_broken_list_is_refused_whole(close: Close, content: bytes, code: str) -> None:
    told = refused(lambda: close.imports.plan("liste.csv", content))
    assert told.startswith(code)
    assert close.imports.latest() is None


def test_case_28_a_list_saved_by_an_old_spreadsheet_reads_the_same() -> None:
    options = ReadOptions("liste.csv")
    utf8 = read(listed(2), options)
    latin = read(listed(2).decode().encode("cp1252"), options)
    assert utf8.lines == latin.lines
    assert utf8.lines[0].organization == "Ærfugl IL"


def test_case_29_a_missing_string_stops_and_says_who_waits(close: Close) -> None:
    external = ListedAccountString("Nordhallen", "external", "Nordhallen", {})
    bring(
        close,
        *(
            line(id_, 100, building="Nordhallen", customer_type="internal", customer_id="20451")
            for id_ in (1, 2, 3)
        ),
        account_strings=(external,),
    )
    nordhallen = close.basis.scope("Nordhallen", TO)

    assert point(close, nordhallen, 8).state == "blocked"
    assert details(close, nordhallen, 8) == [
        "F401 Nordhallen har ingen intern kontostreng. 3 linjer venter på den."
    ]


def test_case_30_a_renamed_building_is_the_same_and_its_old_name_is_told(close: Close) -> None:
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
    number = export_all(close, close.basis.scope("Festsalen", TO), "Festsalen")
    bring(
        close,
        line(2, building="Storsalen"),
        building_ids={"Storsalen": 14},
        file="omdøpt.csv",
    )

    told = refused(lambda: close.basis.scope("Festsalen", TO))

    assert told == ("F319 «Festsalen» har hett Storsalen siden 05.11.2026. Bruk dagens navn.")
    head, _ = close.archive.content(close.exports.export(number).copy)
    assert head.building == "Festsalen"
    assert close.exports.export(number).building == "Storsalen"
    assert "het Festsalen til nå" in said(close.journal.entries()[1].text)


async def test_case_30_the_filter_finds_a_building_by_its_old_name() -> None:
    def renamed(close: Close) -> None:
        bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
        bring(
            close,
            line(1, building="Storsalen"),
            building_ids={"Storsalen": 14},
            file="omdøpt.csv",
        )

    async with office(renamed, start=1) as shown:
        await shown.write("fest")
        assert "Storsalen het Festsalen til 05.11.2026." in shown.text()


def test_case_10_who_was_a_child_on_the_day_is_asked_about(close: Close) -> None:
    bring(close, line(10, 125_000, organization="", contact="Nilsen, Per", customer_id=MINOR))

    found = point(close, hall(close), 1)

    assert (found.state, found.lines) == ("attention", (10,))
    assert "var 5 år 11.10.2026" in details(close, hall(close), 1)[0]
    told = refused(lambda: close.control.sign(hall(close), 1, ""))
    assert told.startswith("F332")
    assert close.control.sign(hall(close), 1, "foresatt faktureres").points[0].is_signed
