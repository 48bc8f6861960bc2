"""Importing: whole or not at all, shown first, and harmless to repeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.accounts import strings
from data.close import Close
from data.comparison import Group
from data.errors import Problem, Refused
from data.listing import ListedAccountString, ListedTotal
from data.models import Building, ControlTotal, Import, JournalRow, Line
from data.views import LineFilter
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line, plan


def ids(close: Close) -> list[int]:
    return [row.id for row in close.basis.lines(hall(close))]


def test_a_plan_stores_nothing(close: Close) -> None:
    shown = plan(close, line(1), line(2, 500))

    assert shown.new == Group(2, 10_500)
    assert Line.select().count() == Building.select().count() == Import.select().count() == 0


def test_the_same_file_again_changes_nothing(close: Close) -> None:
    bring(close, line(1), line(2))
    entries = JournalRow.select().count()

    again = bring(close, line(1), line(2))

    assert again.already == 1
    assert (again.new, again.changed, again.gone) == (Group(), Group(), Group())
    assert JournalRow.select().count() == entries


def test_an_older_file_never_takes_a_newer_list_back(close: Close) -> None:
    bring(close, line(1, 100))
    bring(close, line(1, 200))
    bring(close, line(1, 100))

    assert close.basis.lines(hall(close))[0].price == 200


def test_a_newer_list_updates_price_times_text_and_customer(close: Close) -> None:
    bring(close, line(1, 100))
    changed = line(
        1,
        250,
        starts=datetime(2026, 10, 3, 10),
        ends=datetime(2026, 10, 3, 11),
        description="Hallen: Sal B",
        organization="Ørn IL",
        customer_id="310073318",
    )

    shown = bring(close, changed)

    (row,) = close.basis.lines(hall(close))
    assert shown.changed == Group(1, 250)
    assert shown.changed_before == 100
    assert (row.price, row.description, row.organization) == (250, "Hallen: Sal B", "Ørn IL")
    assert (row.customer_id, row.starts.hour, row.ends.hour) == ("310073318", 10, 11)


def test_lines_that_left_the_list_are_marked_gone_and_can_come_back(close: Close) -> None:
    bring(close, line(1), line(2, 700))

    shown = bring(close, line(1), file="uten 2.csv")
    assert shown.gone == Group(1, 700)
    assert ids(close) == [1]

    back = bring(close, line(1), line(2, 700), file="med 2.csv")
    assert back.changed == Group(1, 700)
    assert ids(close) == [1, 2]


def test_a_list_to_october_says_nothing_about_november(close: Close) -> None:
    november = line(3, ends=datetime(2026, 11, 2, 20), starts=datetime(2026, 11, 2, 18))
    bring(close, line(1), november)

    assert bring(close, line(1), file="oktober.csv").gone == Group()


def test_another_building_is_not_touched(close: Close) -> None:
    bring(close, line(1), line(2, building="Ørneset"))

    assert bring(close, line(1), file="bare hallen.csv").gone == Group()


def test_an_exported_line_is_not_changed_but_the_difference_is_told(close: Close) -> None:
    bring(close, line(1, 100))
    export_all(close, hall(close))

    shown = bring(close, line(1, 900))

    assert [change.id for change in shown.exported_changes] == [1]
    assert shown.changed == Group()
    assert Line.get_by_id(1).price == 100


def test_marks_survive_a_newer_list(close: Close) -> None:
    bring(close, line(1, 100), line(2))
    close.basis.hold(hall(close), [1], "venter på id")

    bring(close, line(1, 150), line(2))

    (held, free) = close.basis.lines(hall(close))
    assert (held.held, held.held_reason, held.price) == (True, "venter på id", 150)
    assert not free.held


def test_a_plan_that_is_out_of_date_is_refused(close: Close) -> None:
    bring(close, line(1, 100))
    shown = plan(close, line(1, 200), file="min.csv")
    bring(close, line(1, 300), line(2), file="kollegas.csv")

    with pytest.raises(Problem) as refused:
        close.imports.apply(shown)

    assert refused.value.code == "F105"
    assert Line.get_by_id(1).price == 300


def test_a_stated_total_that_differs_refuses_the_file(close: Close) -> None:
    with pytest.raises(Refused) as refused:
        close.imports.check_total(plan(close, line(1, 100)), 6_000)

    assert refused.value.code == "F103"
    close.imports.check_total(plan(close, line(1, 100)), 100)


def test_lines_exported_in_aktiv_kommune_are_kept_but_not_in_the_basis(close: Close) -> None:
    shown = bring(close, line(1, 100), line(2, 900, exported="412"))

    assert shown.total == 100
    assert ids(close) == [1]
    everything = LineFilter(hall(close), show="all")
    assert [row.id for row in close.basis.pager(everything).first(9)] == [2, 1]


def test_a_building_without_strings_gets_one_named_after_it_for_both_kinds(close: Close) -> None:
    bring(close, line(1))

    assert {(hit.customer_type, hit.name, str(hit.codes)) for hit in strings()} == {
        ("external", "Hallen", "{}"),
        ("internal", "Hallen", "{}"),
    }


def test_strings_from_the_source_stand_instead(close: Close) -> None:
    given = ListedAccountString("Hallen", "external", "4231 Utleie Hallen", {"article": "4231"})

    bring(close, line(1), account_strings=(given,))

    assert [(hit.name, hit.codes) for hit in strings()] == [
        ("4231 Utleie Hallen", {"article": "4231"})
    ]


def test_a_renamed_building_is_found_by_its_own_id(close: Close) -> None:
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})

    bring(close, line(1, building="Storsalen"), building_ids={"Storsalen": 14})

    assert [row.name for row in Building.select()] == ["Storsalen"]


def test_control_totals_are_kept_beside_their_building(close: Close) -> None:
    listed = ListedTotal("Hallen", date(2026, 10, 31), 1, 10_000)

    bring(close, line(1), totals=(listed,))

    row = ControlTotal.get()
    assert (row.total, row.count, row.origin) == (10_000, 1, "liste.csv")
    assert close.control.view(hall(close)).points[5].is_signed


def test_a_file_that_fails_half_way_leaves_nothing(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.imports._mark_gone", broken)
    with pytest.raises(OSError, match="No space"):
        bring(close, line(1), line(2))

    assert Line.select().count() == Building.select().count() == JournalRow.select().count() == 0


def test_a_line_moves_with_its_building(close: Close) -> None:
    bring(close, line(1), line(2))
    bring(close, replace(line(1), building="Ørneset"), line(2), file="flyttet.csv")

    assert ids(close) == [2]


def test_progress_is_told_and_whoever_stops_it_undoes_it_all(close: Close) -> None:
    lines = [line(number) for number in range(1, 1201)]
    told: list[tuple[int, int]] = []

    def stop_late(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 1000:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        close.imports.apply(plan(close, *lines), progress=stop_late)

    assert told == [(0, 1200), (500, 1200), (1000, 1200)]
    assert Line.select().count() == Import.select().count() == JournalRow.select().count() == 0
    close.imports.apply(plan(close, *lines))
    assert Line.select().count() == 1200


def test_what_was_brought_in_is_known_by_its_digest(close: Close, clock: Clock) -> None:
    assert close.imports.latest() is None
    first = bring(close, line(1, 500), file="a.csv")
    clock.move(hours=1)
    second = bring(close, line(2, 700), file="b.csv")

    assert close.imports.numbers([first.digest, "unknown", second.digest]) == {
        first.digest: 1,
        second.digest: 2,
    }
    assert close.imports.numbered(1).file == "a.csv"
    latest = close.imports.latest()
    assert latest is not None
    assert (latest.number, latest.file, latest.operator) == (2, "b.csv", "Kari Nes")
    assert (latest.at, latest.lines, latest.total) == (datetime(2026, 11, 5, 10, 14), 1, 700)


def prices(close: Close) -> list[tuple[int, int | None]]:
    return [(row.id, row.price) for row in close.basis.lines(hall(close))]


def test_after_a_reversal_the_newest_list_can_be_read_once_more(close: Close) -> None:
    bring(close, line(1, 100), line(2, 50), file="a.csv")
    number = export_all(close, hall(close))
    bring(close, line(1, 200), file="b.csv")
    close.exports.reverse(number, "ny pris")

    bring(close, line(1, 200), file="b.csv")

    assert prices(close) == [(1, 200)]
    assert bring(close, line(1, 200), file="b.csv").already == 2
    assert Import.select().count() == 2


def test_after_a_reversal_an_older_list_still_takes_nothing_back(close: Close) -> None:
    bring(close, line(1, 100), file="a.csv")
    number = export_all(close, hall(close))
    bring(close, line(1, 200), file="b.csv")
    bring(close, line(1, 300), file="c.csv")
    close.exports.reverse(number, "ny pris")

    assert bring(close, line(1, 200), file="b.csv").already == 2
    assert prices(close) == [(1, 100)]
    bring(close, line(1, 300), file="c.csv")
    assert prices(close) == [(1, 300)]


def test_a_list_from_before_a_building_was_renamed_does_not_take_the_name_back(
    close: Close,
) -> None:
    bring(close, line(1, building="Festsalen"), file="a.csv")
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14}, file="b.json")
    bring(close, line(1, building="Storsalen"), building_ids={"Storsalen": 14}, file="c.json")

    assert bring(close, line(1, building="Festsalen"), file="a.csv").already == 1
    assert [row.name for row in Building.select()] == ["Storsalen"]


def test_each_building_s_journal_tells_what_the_file_brought_that_building(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200, building="Øya"), line(4, 400, building="Øya"))
    bring(close, line(1, 150), line(2, 200, building="Øya"), line(3, 300, building="Øya"),
          line(9, 999, building="Øya", exported="41"), file="ny.csv")  # fmt: skip

    entries = [
        (entry.building, *(entry.text.values[key] for key in ("new", "changed", "gone", "total")))
        for entry in close.journal.entries()
    ]

    assert entries == [
        ("Øya", 2, 0, 1, "5,00"),
        ("Hallen", 0, 1, 0, "1,50"),
        ("Øya", 2, 0, 0, "6,00"),
        ("Hallen", 1, 0, 0, "1,00"),
    ]


def test_a_plan_of_as_many_lines_and_kroner_but_other_lines_is_out_of_date(close: Close) -> None:
    bring(close, line(1, 100), line(2, 150))
    shown = plan(close, line(1, 150), line(2, 150), file="min.csv")
    bring(close, line(1, 150), line(2, 100), file="kollegas.csv")

    with pytest.raises(Problem, match="F105"):
        close.imports.apply(shown)


def test_that_aktiv_kommune_exported_a_line_too_is_no_difference(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    export_all(close, hall(close))

    shown = bring(close, line(1, 100, exported="412"), line(2, 250, exported="412"), file="ny.csv")

    assert [change.id for change in shown.exported_changes] == [2]


def test_a_free_line_held_without_a_reason_is_marked_again_when_it_costs(close: Close) -> None:
    bring(close, line(1, 0), line(2, 0), line(3, 0))
    basis = hall(close)
    close.basis.hold(basis, [1], "")
    close.basis.hold(basis, [2], "avklares")

    bring(close, line(1, 500), line(2, 500), line(3, 0), file="ny.csv")

    assert [row.held for row in close.basis.lines(hall(close))] == [False, True, False]


def test_an_empty_list_is_noted_too(close: Close) -> None:
    before = close.revision()
    bring(close)
    assert (Import.select().count(), close.revision()) == (1, before + 1)


def test_two_exports_of_one_building_in_aktiv_kommune_are_one_total(close: Close) -> None:
    to = date(2026, 10, 31)
    both = (ListedTotal("Hallen", to, 1, 100, "7"), ListedTotal("Hallen", to, 1, 200, "8"))
    bring(close, line(1, 100), line(2, 200), totals=both)

    row = ControlTotal.get()
    assert (row.total, row.count) == (300, 2)
    assert close.control.view(hall(close)).points[5].is_signed
