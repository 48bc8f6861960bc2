"""Marking by name, what a colleague at work stops, and what leaves a trace."""

from __future__ import annotations

import pytest

from data.close import Close
from data.errors import BusyProblem, UsageProblem
from data.marking import mark_only
from data.operators import operator_named
from tests.lists import bring, hall, line


def held(close: Close) -> dict[int, str]:
    return {row.id: row.held_reason for row in close.basis.lines(hall(close)) if row.held}


def test_only_the_named_lines_stay_marked(close: Close) -> None:
    bring(close, *(line(number) for number in range(1, 5)))
    assert mark_only(close.basis, hall(close), [1, 3], "ikke oppgitt") == 2
    assert held(close) == {2: "ikke oppgitt", 4: "ikke oppgitt"}
    assert mark_only(close.basis, hall(close), [1, 3], "ikke oppgitt") == 0


def test_a_named_line_is_marked_again_and_an_older_reason_stays(close: Close) -> None:
    bring(close, *(line(number) for number in range(1, 4)))
    scope = hall(close)
    close.basis.hold(scope, [1, 2], "venter på ID")
    mark_only(close.basis, scope, [1], "ikke oppgitt")
    assert held(close) == {2: "venter på ID", 3: "ikke oppgitt"}


def test_a_line_that_is_not_there_changes_nothing(close: Close) -> None:
    bring(close, line(1), line(2))
    entries = close.journal.head()
    with pytest.raises(UsageProblem) as refused:
        mark_only(close.basis, hall(close), [1, 77, 78], "ikke oppgitt")
    assert refused.value.code == "F340"
    assert "77, 78" in str(refused.value)
    assert held(close) == {}
    assert close.journal.head() == entries


def test_a_list_can_be_of_every_building(close: Close) -> None:
    bring(close, line(1), line(2, building="Skolen"), line(3, season="Høst", building="Skolen"))
    scope = close.basis.everywhere(hall(close).to)
    assert [row.id for row in close.basis.lines(scope)] == [1, 2, 3]
    autumn = close.basis.everywhere(hall(close).to, "Høst")
    assert [row.id for row in close.basis.lines(autumn)] == [1, 2, 3], "events have no season"


def test_a_colleague_at_work_is_named_and_oneself_is_no_obstacle(close: Close) -> None:
    bring(close, line(1))
    scope = hall(close)
    close.locks.enter(scope.building_id)
    close.locks.require_free(scope)
    close.journal.operator = "Ola Hauge"
    with pytest.raises(BusyProblem) as busy:
        close.locks.require_free(scope)
    assert busy.value.exit_status == 4
    assert "Kari Nes" in str(busy.value)
    assert "09.14" in str(busy.value)


def test_showing_ids_in_full_writes_who_where_and_how_many(close: Close) -> None:
    bring(close, line(1))
    close.disclosures.note("lines", 7, hall(close).building_id)
    [entry] = close.journal.entries(limit=1)
    assert (entry.operator, entry.building) == ("Kari Nes", "Hallen")
    assert str(entry.text) == "showed customer ids in full: lines, lines: 7"


def test_an_operators_name_is_made_harmless() -> None:
    assert operator_named("  Kari\x1b[31m  Nes ") == "Kari␛[31m Nes"


@pytest.mark.parametrize("name", ["", " \u00a0", "MACHINE", "x" * 61])
def test_nobody_and_the_machine_are_no_operators(name: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        operator_named(name)
    assert refused.value.code == "F702"
