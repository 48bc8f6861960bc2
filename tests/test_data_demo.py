"""The demo: a history that the program itself made, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.dates import local
from data.demo import build, fill
from data.errors import UsageProblem
from data.month import Month, is_working_day
from data.register.lookup import Register
from data.registers import register_path
from data.sample import municipality
from tests.conftest import Clock

OCTOBER = Month(2026, 10)
EARLIER = (OCTOBER.previous().previous(), OCTOBER.previous())


@pytest.fixture(scope="module")
def moved() -> Clock:
    """Return the clock that filling the store moves."""
    return Clock(datetime(2026, 11, 5, 8, 14, tzinfo=UTC))


@pytest.fixture(scope="module")
def filled(moved: Clock) -> Iterator[Close]:
    """Return a store that holds the demo; only to be looked at."""
    close = Close(None, "Kari Nes", test_mode=True, clock=moved)
    fill(close, moved, municipality(local(moved()).date()))
    yield close
    close.shut()


def test_the_earlier_months_are_receipted_and_the_last_is_open(filled: Close) -> None:
    for month in EARLIER:
        rows = filled.months.overview(month).buildings
        assert [row.state for row in rows if row.lines] == ["receipted"] * 11
    open_rows = filled.months.overview(OCTOBER).buildings
    assert {row.state for row in open_rows} <= {"not_started", "stopped"}
    assert len(open_rows) == 12
    assert filled.settings.options().test_mode is True


def test_a_year_before_that_came_as_aktiv_kommune_had_exported_it(filled: Close) -> None:
    first = filled.imports.numbered(1)
    assert first.file == "alle-reservasjoner-2026-07.csv"
    assert first.at.date() == date(2026, 9, 1)
    for month in (Month(2025, 9), Month(2025, 10), Month(2026, 7)):
        for building in ("Kvernmoen flerbrukshall", "Åslia grendehus"):
            assert filled.basis.lines(filled.basis.scope(building, month.last)) == ()
    assert not [export for export in filled.exports.exports() if export.to < date(2026, 8, 1)]


def test_the_files_of_the_earlier_months_are_delivered_and_receipted(filled: Close) -> None:
    drop = Path(filled.settings.options().delivery.folder)
    for month in EARLIER:
        files = filled.files.files(month)
        assert {file.customer_type for file in files} == {"external", "internal"}
        for file in files:
            assert file.state == "receipted"
            assert (drop / file.name).read_bytes() == filled.files.content(file.number)
            assert is_working_day(file.at.date())
            assert Month.of(file.receipt.at.date() if file.receipt else month.last) == month.next()
        chain = filled.chains.of_month(month)
        assert all(step.is_reached for step in chain.steps)
        assert not any(step.difference or step.line_difference for step in chain.steps)
        assert "articles" in {step.key for step in chain.steps}
    assert filled.files.files(OCTOBER) == ()


def test_order_numbers_go_on_where_aktiv_kommune_stopped(filled: Close) -> None:
    series = filled.settings.options().series
    numbers: dict[str, list[int]] = {"external": [], "internal": []}
    for file in filled.files.files():
        numbers[file.customer_type] += [each.number for each in filled.files.orders(file.number)]
    assert numbers["external"] == list(range(38_001_451, series.external.used + 1))
    assert numbers["internal"] == list(range(37_000_211, series.internal.used + 1))


def test_the_control_totals_are_there_and_two_buildings_disagree(filled: Close) -> None:
    stopped = [
        row.building for row in filled.months.overview(OCTOBER).buildings if row.state == "stopped"
    ]
    assert sorted(stopped) == ["Bjørkåsen idrettshall", "Ærlighaugen samfunnshus"]


def test_history_is_whole_and_was_made_on_working_days_by_two_operators(filled: Close) -> None:
    assert filled.journal.verify() is None
    assert all(verdict.is_intact for verdict in filled.archive.verify())
    exports = filled.exports.exports()
    assert len(exports) == 22
    assert {export.operator for export in exports} == {"Kari Nes", "Ola Hauge"}
    for export in exports:
        assert Month.of(export.at.date()) == Month.of(export.to).next()
        assert is_working_day(export.at.date())


def test_the_clock_and_the_operator_are_left_as_they_were(filled: Close, moved: Clock) -> None:
    assert moved.now == datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
    assert filled.journal.operator == "Kari Nes"
    [last] = filled.journal.entries(limit=1)
    assert last.at == local(moved.now)


def test_the_same_seed_builds_the_same_demo(tmp_path: Path) -> None:
    now = datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
    first, second = (
        build(tmp_path / name / "demo.db", lines=400, seed=3, now=now) for name in "ab"
    )
    assert (first.buildings, first.lines) == (second.buildings, second.lines)
    digests = []
    for demo in (first, second):
        close = Close(demo.db, "Kari Nes")
        digests.append([copy.sha256 for copy in close.archive.copies()])
        close.shut()
    assert digests[0] == digests[1]


def test_the_demo_has_the_unit_register_of_its_own_customers(demo_store: Path) -> None:
    view = Register(register_path(demo_store)).view()
    sample = municipality(date(2026, 11, 5))
    assert view is not None
    assert (view.date, view.units) == (sample.today, len(sample.units))
    assert view.sub_units == 2
    assert [file.name for file in view.files] == ["demo-enheter.csv"]
    assert demo_store.with_name("demo-enheter.csv").is_file()


def test_a_demo_that_fails_leaves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def filled(close: Close, *_arguments: object) -> None:
        close.archive.folder.mkdir()

    def stopped(_registers: object, paths: list[Path], _day: date) -> None:
        assert paths[0].is_file()
        raise KeyboardInterrupt

    monkeypatch.setattr("data.demo.fill", filled)
    monkeypatch.setattr("data.registers.Registers.load", stopped)
    path = tmp_path / "demo.db"
    with pytest.raises(KeyboardInterrupt):
        build(path, lines=400)
    assert list(tmp_path.iterdir()) == []


def test_a_demo_is_never_built_over_a_store(tmp_path: Path) -> None:
    path = tmp_path / "ekte.db"
    path.write_bytes(b"ekte")
    with pytest.raises(UsageProblem) as refused:
        build(path)
    assert refused.value.code == "F714"
    assert path.read_bytes() == b"ekte"
