"""What the program says in the nasty cases, word for word as the operator reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.close import Close
from data.compared import findings
from data.differences import AList
from data.inbox import FileRead
from data.listing import ListedLine, Reading
from data.month import Calendar, Month, deadline
from data.notes import on_customer
from data.views.differences import Stated
from tests.conftest import Clock
from tests.lists import OTHER_CLUB, bring, export_all, hall, line, sign_everything
from tests.meyermarken import PERSON
from tests.nasty import details, point, refused, said
from tests.office import office
from tests.units import MADE, csv_bytes, put, some
from tui import glyphs
from tui.lock_text import broken_sentence
from tui.widgets.month_bar import calendar_rows

SEPTEMBER = date(2026, 9, 30)
CHILD = "17912099997"
"""Born on 17 November 2020, in the test series."""
D_NUMBER, H_NUMBER = "52829400197", "15507600333"
"""Of the test series as well: day + 40 and month + 80, month + 40."""


def rented(begin: datetime, end: datetime) -> dict[str, Any]:
    return {"starts": begin, "ends": end}


def in_september(day: int) -> dict[str, Any]:
    return rented(datetime(2026, 9, day, 18), datetime(2026, 9, day, 20))


def in_the_night(end: datetime) -> dict[str, Any]:
    return rented(datetime(2026, 10, 31, 22), end)


def against_a_list(close: Close, *lines: ListedLine) -> list[str]:
    """Return what is said of the hall against a list from Aktiv kommune."""
    there = AList(FileRead("fra-ak.csv", "0" * 64, Reading("test", lines)))
    return [said(each) for each in findings(close.differences.compare(hall(close), there))]


def test_case_01_the_refused_export_names_the_line_with_both_prices(close: Close) -> None:
    bring(close, line(20417, 420_000), line(2, 100_000))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    bring(close, line(20417, 450_000), line(2, 100_000), file="ny.csv")

    assert refused(lambda: close.exports.commit(draft, "Hallen", "Hallen")) == (
        "F302 Linjer er ulike kopi K-0001: 20417 (4 200,00 -> 4 500,00). Ingenting er eksportert."
        " Trykk d for å se dem, signer på nytt og ta ny kopi."
    )
    assert close.exports.exports() == []


def test_case_03_late_lines_are_told_with_month_count_sum_and_the_export(
    close: Close, clock: Clock
) -> None:
    clock.now = datetime(2026, 10, 5, 7, tzinfo=UTC)
    bring(close, line(1, **in_september(3)))
    export_all(close, hall(close, SEPTEMBER))
    clock.move(days=30)
    late = (line(2, 50_000, **in_september(26)), line(3, 35_000, **in_september(27)))
    bring(close, line(1, **in_september(3)), *late, line(4), file="oktober.csv")

    assert details(close, hall(close), 7) == [
        "2 linjer for september (850,00) kom etter eksporten 05.10.2026 og tas med i oktober."
    ]
    assert not point(close, hall(close), 7).is_signed


def test_case_06_equal_sums_are_told_apart_and_a_bare_total_says_what_it_is(close: Close) -> None:
    bring(close, line(12, 50_000), line(27, 30_000), line(30, 100))

    assert against_a_list(close, line(12, 30_000), line(27, 50_000), line(30, 100)) == [
        "F301 Summene stemmer (801,00), men 2 linjer er ulike: 12 +200,00, 27 -200,00."
    ]
    typed = close.differences.compare(hall(close), Stated(80_100, 3))
    assert [said(each) for each in findings(typed)] == [
        "Kontrollert på sum og antall, ikke linje for linje."
    ]
    close.control.enter_total(hall(close), 80_100, None)
    assert said(point(close, hall(close), 6).summary) == "801,00 / bare sum"


def test_case_07_two_ids_and_two_names_are_asked_about_with_their_lines(close: Close) -> None:
    bring(close, line(1), line(2), line(3, customer_id=OTHER_CLUB))
    [told] = details(close, hall(close), 1)
    assert told == (
        "F204 Ærfugl IL står med flere kunde-ID-er: 310 366 552 (2 linjer, her), 310 073 318"
        " (1 linje, her). Hvilken er rett?"
    )


def test_case_07_two_names_of_one_id_are_asked_about(close: Close) -> None:
    bring(close, line(4), line(5, organization="Bjørgvin Turn"))
    [told] = details(close, hall(close), 1)
    assert told == (
        "F204 310 366 552 står på flere navn: «Ærfugl IL» (1 linje, her), «Bjørgvin Turn»"
        " (1 linje, her). Hvem sin er den?"
    )


def test_case_08_absence_is_a_warning_with_the_date_of_the_register(
    close: Close, tmp_path: Path
) -> None:
    main, sub = some()
    files = [put(tmp_path, "enheter.csv", csv_bytes(main)), put(tmp_path, "u.csv", csv_bytes(sub))]
    close.registers.load(files, MADE)
    bring(close, line(1, customer_id=OTHER_CLUB))

    [told] = details(close, hall(close), 1)
    assert told == (
        "F205 Ærfugl IL: 310 073 318 står ikke i enhetsregisteret fra 01.11.2026: slettet, nyere"
        " enn registeret, eller en underenhet som mangler der? Slå opp i Enhetsregisteret."
    )
    assert point(close, hall(close), 1).state == "attention"


async def test_case_09_the_note_about_a_guardian_stands_on_the_line() -> None:
    def noted(close: Close) -> None:
        bring(close, line(1, customer_id=PERSON, organization="", contact="Ås, Kari"))
        close.notes.add(on_customer(close.basis.lines(hall(close))[0]), "faktura c/o verge")

    async with office(noted, start=2, building="Hallen") as shown:
        assert "Merknad: faktura c/o verge" in shown.text()
        assert "128294 *****" in shown.text()


def test_case_10_the_age_on_the_day_is_told(close: Close) -> None:
    bring(close, line(10, 125_000, organization="", contact="Nilsen, Per", customer_id=CHILD))

    assert details(close, hall(close), 1) == [
        "10 Nilsen, Per: Kunden var 5 år 11.10.2026. Skal foresatt faktureres?"
    ]
    assert refused(lambda: close.control.sign(hall(close), 1, "")).startswith(
        "F332 Punkt 1 trenger en begrunnelse."
    )


def test_case_11_a_d_number_counts_and_test_numbers_stop_outside_test_mode(clock: Clock) -> None:
    people: dict[str, Any] = {"organization": "", "contact": "Nilsen, Per"}
    numbers = (D_NUMBER, H_NUMBER, PERSON)
    lines = [line(id_, customer_id=number, **people) for id_, number in enumerate(numbers, start=1)]
    practice = Close(None, "Kari Nes", test_mode=True, clock=clock)
    bring(practice, *lines)
    assert [row.id_level for row in practice.basis.lines(hall(practice))] == ["ok", "ok", "ok"]
    practice.shut()

    close = Close(None, "Kari Nes", test_mode=False, clock=clock)
    bring(close, *lines)
    assert details(close, hall(close), 1) == [
        "1 Nilsen, Per: Testnummer kan ikke faktureres.",
        "2 Nilsen, Per: H-nummer og testnummer (måned + 40) kan ikke faktureres.",
        "3 Nilsen, Per: Testnummer kan ikke faktureres.",
    ]
    close.shut()


def test_case_12_the_missing_resource_number_is_named(close: Close) -> None:
    fields: dict[str, Any] = {"customer_type": "internal", "organization": "Kulturskolen"}
    bring(close, line(7, 240_000, customer_id="", **fields))
    assert details(close, hall(close), 1) == [
        "7 Kulturskolen: Intern kunde mangler ressursnummer (5-6 siffer)."
    ]


async def test_case_15_a_colleague_is_named_with_time_and_what_may_be_done() -> None:
    def held(close: Close) -> None:
        bring(close, line(1))
        close.journal.operator = "Ola Hauge"
        close.locks.enter(hall(close).building_id)
        close.journal.operator = "Kari Nes"

    async with office(held, start=2, building="Hallen") as shown:
        await shown.app.each_second()
        await shown.press("down")
        row = " ".join(shown.rows()[-2].split())
        assert row == "! F701 Ola Hauge arbeider med Hallen siden 09.14. Du kan lese. o overtar."


def test_case_17_both_times_of_the_clock_are_told(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    clock.move(hours=-1)
    assert refused(lambda: close.basis.hold(hall(close), [1], "avklares")) == (
        "F705 Klokken (05.11.2026 08.14) er før siste hendelse (05.11.2026 09.14). Rett klokken"
        " før du fortsetter."
    )


def test_case_18_the_hours_of_the_long_night_are_told_and_ask_for_nothing(close: Close) -> None:
    bring(close, line(1, **rented(datetime(2026, 10, 25, 1), datetime(2026, 10, 25, 3))))
    assert details(close, hall(close), 7) == [
        "1 Ærfugl IL: klokka ble stilt natt til 25.10.2026; 01.00-03.00 kan være 3 timer."
    ]
    assert point(close, hall(close), 7).state == "ok"


def test_case_19_what_ends_after_the_month_says_where_it_belongs(close: Close) -> None:
    two, midnight = datetime(2026, 11, 1, 2), datetime(2026, 11, 1)
    bring(close, line(1, **in_the_night(two)), line(4, **in_the_night(midnight)), line(5))
    assert details(close, hall(close), 7) == [
        "2 linjer slutter etter til-datoen (200,00) og venter til neste måned.",
        "4 Ærfugl IL slutter søndag 01.11.2026 kl 00.00: hører til november.",
        "1 Ærfugl IL slutter søndag 01.11.2026 kl 02.00: hører til november.",
    ]


def test_case_20_what_aktiv_kommune_exported_beyond_is_told_with_what_to_do(close: Close) -> None:
    bring(close, line(1))
    november = rented(datetime(2026, 11, 1, 10), datetime(2026, 11, 1, 12))
    [told] = against_a_list(close, line(1), line(2, 5_000, **november))
    assert told == (
        "F503 2 / 150,00 der mot 1 / 100,00 her: 1 linje slutter etter 31.10.2026, 50,00. Kryss"
        " av radene som skal eksporteres i Aktiv kommune, eller reverser der før fil lages."
    )


def test_case_21_a_day_within_the_month_and_one_to_come_are_told(close: Close) -> None:
    bring(close, line(1))
    assert details(close, hall(close, date(2026, 10, 15)), 7)[0] == (
        "31.10.2026 er siste dag i oktober; denne lista går til 15.10.2026."
    )
    assert refused(lambda: close.basis.scope("Hallen", date(2026, 11, 30))) == (
        "F312 Til-datoen 30.11.2026 er fram i tid. Siste mulige dag er 05.11.2026."
    )


async def test_case_26_how_long_a_copy_is_kept_is_told() -> None:
    def copied(close: Close) -> None:
        bring(close, line(1))
        export_all(close, hall(close))

    async with office(copied, start=8, building="Hallen") as shown:
        assert "K-0001: Oppbevares til 31.12.2031. Kan ikke slettes før." in shown.text()


def test_case_16_what_came_of_a_broken_session_is_told(close: Close) -> None:
    bring(close, line(1, 4_790_000))
    close.attempts.is_watched = True
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    close.exports.commit(draft, "Hallen", "Hallen")

    [done] = close.attempts.broken()
    assert broken_sentence(done).replace("\u00a0", " ") == (
        "Forrige økt ble brutt kl 09.14. Eksport av Hallen ble gjennomført: E-0001, 1 linje,"
        " 47 900,00."
    )
    assert broken_sentence(replace(done, export=None)) == (
        "Forrige økt ble brutt kl 09.14. Eksport av Hallen ble ikke gjennomført. Alt er som før."
    )


def test_case_24_january_warns_of_the_friday_and_counts_the_days_that_are_left() -> None:
    today = date(2027, 1, 3)
    view = deadline(Month(2026, 12), today, Calendar())
    first, _days = calendar_rows(view, today, is_finished=False)
    assert " ".join(first.plain.split()) == (
        f"Frist sø 10.01. {glyphs.sign('attention')} Siste virkedag er fr 08.01."
        " Igjen: 5 virkedager"
    )
