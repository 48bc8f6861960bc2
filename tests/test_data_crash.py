"""Programs that are killed, and programs that work side by side, on one file."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.models import ControlTotal, Export, ExportLine, Import, JournalRow
from data.sqlite import damage
from tests.killed import opened, prepare, state
from tests.lists import bring, hall, line

ROOT = Path(__file__).parents[1]
OPERATORS = ("Kari Nes", "Ola Hauge", "Siri Dahl", "Per Moe")


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.killed", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answers(running: list[subprocess.Popen[str]]) -> list[str]:
    found = [process.communicate(timeout=60) for process in running]
    assert [error for _, error in found if error] == []
    return [line for output, _ in found for line in output.splitlines()]


def together(what: str, path: Path) -> list[str]:
    """Let every operator do the same from the same moment on."""
    soon = time.time() + 1.5
    return answers([start(what, path, operator, soon) for operator in OPERATORS])


@pytest.mark.parametrize("act", ["import", "hold", "total", "sign", "take", "export", "reverse"])
def test_a_program_killed_at_any_statement_leaves_all_or_nothing(tmp_path: Path, act: str) -> None:
    found = answers([start("kill", tmp_path, act)])

    assert set(found) == {"before", "after"}
    assert found[-1] == "after"
    assert found.count("before") >= 5


def test_a_program_killed_at_any_moment_leaves_a_sound_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    prepare(path, "work")
    for tenths in range(6, 16, 2):
        running = start("work", path, OPERATORS[0], 0)
        # Nothing to wait for: the moment of a kill is meant to be any moment.
        time.sleep(tenths / 10)
        running.kill()
        running.communicate()

        assert state(path).startswith("{")


def test_colleagues_who_open_a_new_store_at_the_same_time_all_get_in(tmp_path: Path) -> None:
    assert together("open", tmp_path / "store.db") == ["0"] * len(OPERATORS)


def test_colleagues_who_write_at_the_same_time_wait_for_each_other_and_lose_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    close = opened(path)
    bring(close, *(line(number) for number in range(1, 20)))
    close.shut()

    assert together("work", path) == ["0 refused"] * len(OPERATORS)

    close = opened(path, "Revisor")
    assert close.journal.verify() is None
    assert damage() == ""
    entries = {event: JournalRow.select().where(JournalRow.event == event).count()
               for event in ("imported", "control_total_entered")}  # fmt: skip
    assert entries == {
        "imported": Import.select().count(),
        "control_total_entered": ControlTotal.select().count(),
    }
    assert {row.operator for row in JournalRow.select()} == {"Kari Nes", *OPERATORS}
    close.shut()


def test_a_basis_that_several_export_at_the_same_time_is_exported_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    prepare(path, "export")

    found = together("export", path)

    assert set(found) <= {"1", "F302", "F504", "F505"}
    assert found.count("1") == 1
    close = opened(path)
    assert Export.select().count() == 1
    assert ExportLine.select().count() == 2
    assert [row.id for row in close.basis.lines(hall(close))] == [3]
    close.shut()
