"""The part of the facade: a register beside the store, with its journal entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem, Refused, UsageProblem
from data.registers import register_path
from tests.conftest import Clock
from tests.test_house import modules_after
from tests.units import FIRST, MADE, csv_bytes, json_bytes, packed, put, some, unit

MAIN, SUB = some()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return the two bulk files."""
    return [
        put(tmp_path, "enheter.json.gz", packed(json_bytes(MAIN))),
        put(tmp_path, "underenheter.csv.gz", packed(csv_bytes(SUB))),
    ]


def entries(close: Close) -> list[str]:
    return [str(entry.text) for entry in close.journal.entries()]


def test_a_register_is_taken_in_use_with_a_journal_entry(close: Close, files: list[Path]) -> None:
    assert close.registers.state() is None
    view = close.registers.load(files)
    assert close.registers.state() == view
    assert (view.date, view.operator) == (MADE, "Kari Nes")
    assert close.registers.register.unit(FIRST) == MAIN[0]
    [entry] = close.journal.entries()
    assert str(entry.text) == (
        "unit register of 01.11.2026 taken in from enheter.json.gz, underenheter.csv.gz: 5 units"
    )


def test_what_is_prepared_changes_nothing_until_it_is_installed(
    close: Close, files: list[Path]
) -> None:
    built = close.registers.prepare(files)
    assert close.registers.state() is None
    assert entries(close) == []
    close.registers.install(built)
    assert close.registers.register.unit(FIRST) == MAIN[0]


def test_a_refused_file_leaves_register_and_journal_as_they_were(
    close: Close, files: list[Path], tmp_path: Path
) -> None:
    before = close.registers.load(files)
    with pytest.raises(Refused, match="F132"):
        close.registers.load([put(tmp_path, "cut.csv", csv_bytes(MAIN)[:-300])])
    assert close.registers.state() == before
    assert len(entries(close)) == 1


def test_a_newer_register_replaces_the_whole_of_the_older(
    close: Close, files: list[Path], tmp_path: Path
) -> None:
    close.registers.load(files)
    newer = put(tmp_path, "ny.csv", csv_bytes([unit(FIRST, "NYTT NAVN"), *MAIN[1:3]]))
    view = close.registers.load([newer], date(2026, 11, 4))
    assert (view.date, view.units, view.units_before) == (date(2026, 11, 4), 3, 5)
    assert close.registers.register.named("Ærfugl IL") == []


def test_the_register_lies_beside_its_store_and_answers_the_next_time(
    tmp_path: Path, files: list[Path], clock: Clock
) -> None:
    store = tmp_path / "bergen.db"
    close = Close(store, "Kari Nes", clock=clock)
    view = close.registers.load(files)
    close.shut()
    assert register_path(store) == tmp_path / "bergen-enhetsregister.db"
    assert register_path(store).is_file()
    assert not list(tmp_path.glob(".*")), "nothing unfinished is left"
    again = Close(store, "Ola Hauge", clock=clock)
    assert again.registers.state() == view
    again.shut()


def test_an_entry_that_cannot_be_written_leaves_the_register_as_it_was(
    close: Close, files: list[Path], clock: Clock
) -> None:
    before = close.registers.load(files)
    built = close.registers.prepare(files[:1])
    clock.move(hours=-1)
    with pytest.raises(Problem, match="F705"):
        close.registers.install(built)
    assert close.registers.state() == before
    assert not built.path.exists()


def test_a_register_whose_place_is_taken_leaves_the_journal_as_it_was(
    tmp_path: Path, files: list[Path], clock: Clock
) -> None:
    close = Close(tmp_path / "bergen.db", "Kari Nes", clock=clock)
    built = close.registers.prepare(files)
    register_path(tmp_path / "bergen.db").mkdir()
    with pytest.raises(Problem, match="F135"):
        close.registers.install(built)
    assert entries(close) == []
    assert not built.path.exists()
    close.shut()


def test_a_damaged_register_is_replaced_by_the_next(
    tmp_path: Path, files: list[Path], clock: Clock
) -> None:
    close = Close(tmp_path / "bergen.db", "Kari Nes", clock=clock)
    put(tmp_path, "bergen-enhetsregister.db", b"spoiled")
    with pytest.raises(Problem, match="F136"):
        close.registers.state()
    assert close.registers.load(files).units_before == 0
    assert close.registers.register.unit(FIRST) == MAIN[0]
    close.shut()


def test_a_day_that_has_not_come_is_refused(close: Close, files: list[Path]) -> None:
    with pytest.raises(UsageProblem, match="F137"):
        close.registers.load(files, date(2026, 11, 6))
    assert close.registers.load(files, date(2026, 11, 5)).date == date(2026, 11, 5)


def test_what_only_an_import_needs_is_not_loaded_at_the_start() -> None:
    loaded = modules_after("import data.close")
    assert "data.registers" in loaded
    assert loaded.isdisjoint({"ijson", "gzip", "data.register.building"})
