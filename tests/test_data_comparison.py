"""What a plan tells before anything is replaced."""

from __future__ import annotations

from datetime import datetime

from data.close import Close
from data.comparison import Effect, Group
from tests.lists import bring, export_all, hall, line, plan


def test_every_line_that_is_not_as_it_was_is_told_what_needs_a_look_first(close: Close) -> None:
    bring(close, line(1, 500))
    export_all(close, hall(close))
    bring(close, line(1, 500), line(2, 100), line(3, 200), line(4, 300), file="b")

    found = plan(close, line(1, 600), line(3, 250), line(4, 300), line(5, 50), file="c")

    told = [(each.fate, each.line.id) for each in found.planned]
    assert told == [("exported", 1), ("gone", 2), ("changed", 3), ("new", 5)]


def test_sums_are_told_before_and_after(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200), line(3, 400))

    found = plan(close, line(2, 250), line(3, 400), line(4, 50), file="b")

    assert found.effects == (
        Effect("new", 1, 0, 50),
        Effect("changed", 1, 200, 250),
        Effect("gone", 1, 100, 0),
    )
    assert [effect.difference for effect in found.effects] == [50, 50, -100]
    assert found.unchanged == 1


def test_a_change_tells_both_values(close: Close) -> None:
    bring(close, line(1, 100, ends=datetime(2026, 10, 3, 20)))

    found = plan(close, line(1, 150, ends=datetime(2026, 10, 3, 22)), file="b")

    [change] = found.changes
    assert change.fields == ("ends", "price")
    assert change.before == (datetime(2026, 10, 3, 20), 100)
    assert change.after == (datetime(2026, 10, 3, 22), 150)


def test_what_aktiv_kommune_has_exported_is_counted_apart(close: Close) -> None:
    found = plan(close, line(1, 100), line(2, 200, exported="117"))

    assert found.exported_there == Group(1, 200)
    assert found.total == 100
