"""Who may change the store: those named, wherever a change comes from; everybody reads."""

from __future__ import annotations

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.journal import Journal
from data.locks import Locks
from data.settings import Settings
from tests.lists import bring, hall, line, sign_everything


def as_ola(close: Close) -> Settings:
    return Settings(Journal("Ola Hauge", close.journal.now))


def test_while_nobody_is_named_anybody_may_change(close: Close) -> None:
    as_ola(close).change({"limits.month_percent": 20})
    assert close.settings.options().limits.month_percent == 20


def test_who_is_not_named_changes_nothing_and_reads_everything(close: Close) -> None:
    bring(close, line(1), line(2, 0))
    as_ola(close).change({"operators": ["Ola Hauge"]})
    before = close.revision()

    for change in (
        lambda: bring(close, line(3), file="ny.csv"),
        lambda: close.basis.hold(hall(close), [1], "venter"),
        lambda: sign_everything(close, hall(close)),
        lambda: close.settings.change({"limits.month_percent": 30}),
        lambda: close.account_strings.deactivate(1, "feil"),
        lambda: close.archive.take(hall(close)),
        lambda: close.settings.change({"operators": ["Ola Hauge", "Kari Nes"]}),
        lambda: close.settings.change({"operators": []}),
        lambda: close.settings.load('operators = ["Kari Nes"]'),
    ):
        with pytest.raises(Problem, match="F721 Kari Nes is not among the operators"):
            change()
    assert close.revision() == before
    assert close.control.view(hall(close)).tally.lines == 2
    assert close.months.overview(close.months.current()).buildings
    assert close.settings.export()


def test_a_colleagues_change_of_the_list_counts_at_once(close: Close) -> None:
    ola = as_ola(close)
    close.settings.change({"operators": ["Kari Nes"]})
    with pytest.raises(Problem, match="F721"):
        ola.change({"limits.month_percent": 20})
    close.settings.change({"operators": ["Kari Nes", " OLA  hauge "]})
    ola.change({"limits.month_percent": 20})
    assert close.settings.options().operators == ("Kari Nes", "OLA hauge")
    ola.change({"operators": ["Ola Hauge"]})
    with pytest.raises(Problem, match="F721"):
        close.settings.change({"limits.month_percent": 30})


@pytest.mark.parametrize("names", [["Ola Hauge"], ["Kari"], ["Kari Nes Hansen"]])
def test_nobody_takes_himself_off_the_list(close: Close, names: list[str]) -> None:
    with pytest.raises(UsageProblem, match="F722 Kari Nes is not on the list"):
        close.settings.change({"operators": names})
    assert close.settings.options().operators == ()


def test_the_list_can_be_emptied_again(close: Close) -> None:
    close.settings.change({"operators": ["KARI NES", "kari nes", "Ola Hauge"]})
    assert len(close.settings.options().operators) == 2
    close.settings.change({"operators": []})
    as_ola(close).change({"limits.month_percent": 20})


@pytest.mark.parametrize("name", ["", "machine", "x" * 61])
def test_a_name_that_is_none_is_refused(close: Close, name: str) -> None:
    with pytest.raises(UsageProblem, match="F702"):
        close.settings.change({"operators": ["Kari Nes", name]})


def test_who_only_reads_holds_no_building(close: Close) -> None:
    bring(close, line(1))
    close.settings.change({"operators": ["Kari Nes"]})
    building = hall(close).building_id
    ola = Locks(Journal("Ola Hauge", close.journal.now))

    assert ola.enter(building) is None
    with ola.during(building):
        assert ola.holder(building) is None
    with pytest.raises(Problem, match="F721"):
        ola.take_over(building, "Kari er syk")
    assert not Journal("Ola Hauge", close.journal.now).is_free(building)
    assert close.locks.enter(building) is None
    assert close.locks.holder(building) is not None
