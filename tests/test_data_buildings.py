"""Buildings are found by their own id or their name, through renaming, and keep their strings."""

from __future__ import annotations

from datetime import date

import pytest

from data.accounts import strings
from data.close import Close
from data.control import Control
from data.errors import UsageProblem
from data.listing import ListedAccountString
from data.models import Building
from data.views import PointView
from tests.lists import TO, bring, line

STRINGS = 7
"""Place of point 8 on the checklist."""


def ids(close: Close, building: str) -> list[int]:
    return [row.id for row in close.basis.lines(close.basis.scope(building, TO))]


def account_strings(control: Control, close: Close, building: str) -> PointView:
    return control.view(close.basis.scope(building, TO)).points[STRINGS]


def test_a_building_that_takes_a_name_already_known_from_a_list_is_that_building(
    close: Close,
) -> None:
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
    bring(close, line(2, building="Storsalen"), file="uten id.csv")

    renamed = [line(1, building="Storsalen"), line(2, building="Storsalen")]
    bring(close, *renamed, building_ids={"Storsalen": 14}, file="omdøpt.json")

    assert ids(close, "Storsalen") == [1, 2]
    assert ids(close, "Festsalen") == []


def test_two_buildings_may_swap_names_in_one_file(close: Close) -> None:
    before = {"Øst": 1, "Vest": 2}
    bring(close, line(1, building="Øst"), line(2, building="Vest"), building_ids=before)

    after = {"Vest": 1, "Øst": 2}
    shown = bring(
        close,
        line(1, building="Vest"),
        line(2, building="Øst"),
        building_ids=after,
        file="byttet.json",
    )

    assert (ids(close, "Vest"), ids(close, "Øst")) == ([1], [2])
    assert {row.name: row.source_id for row in Building.select()} == after
    assert shown.unchanged == 2


def test_a_name_that_one_building_gives_up_goes_to_the_next(close: Close) -> None:
    bring(close, line(1, building="Festsalen"), line(2, building="Storsalen"),
          building_ids={"Festsalen": 14, "Storsalen": 15})  # fmt: skip

    bring(
        close,
        line(1, building="Storsalen"),
        line(2, building="Gamlesalen"),
        line(3, building="Kjelleren"),
        building_ids={"Storsalen": 14, "Gamlesalen": 15, "Kjelleren": 16},
        file="omdøpt.json",
    )

    assert ids(close, "Storsalen") == [1]
    assert ids(close, "Gamlesalen") == [2]
    assert ids(close, "Kjelleren") == [3]
    assert Building.select().count() == 3


def test_old_and_new_name_in_one_file_are_one_building(close: Close) -> None:
    both = {"Festsalen": 14, "Storsalen": 14}
    bring(close, line(1, building="Festsalen"), line(2, building="Storsalen"), building_ids=both)
    assert ids(close, "Storsalen") == [1, 2]
    assert Building.select().count() == 1


def test_a_string_named_after_a_building_is_renamed_with_it(close: Close) -> None:
    own = ListedAccountString("Festsalen", "internal", "4231 Utleie", {"article": "4231"})
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14},
          account_strings=(own,), file="strenger.json")  # fmt: skip

    bring(close, line(1, building="Storsalen"), building_ids={"Storsalen": 14}, file="ny.json")

    assert [hit.name for hit in strings()] == ["4231 Utleie", "Storsalen", "Storsalen"]


def test_a_string_of_several_buildings_serves_each_of_them(close: Close) -> None:
    codes = {"article": "4231"}
    shared = [ListedAccountString(name, "external", "Felles", codes) for name in ("Øst", "Vest")]
    bring(
        close,
        line(1, building="Øst"),
        line(2, building="Vest"),
        account_strings=tuple(shared),
    )
    for building in ("Øst", "Vest"):
        assert account_strings(close.control, close, building).is_signed
    assert [(hit.name, hit.building) for hit in strings("external")] == [("Felles", "")]


def test_codes_that_come_later_fill_the_string_named_after_the_building(close: Close) -> None:
    bring(close, line(1))
    codes = {"article": "4231"}
    listed = ListedAccountString("Hallen", "external", "Hallen", codes)

    bring(close, line(1), account_strings=(listed,), file="koder.json")

    assert [hit.codes for hit in strings("external")] == [codes]
    assert [hit.codes for hit in strings("internal")] == [{}]


def test_what_a_building_was_called_is_remembered_and_found(close: Close) -> None:
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
    bring(close, line(1, building="Storsalen"), building_ids={"Storsalen": 14}, file="ny.csv")

    [hit] = close.basis.buildings("fests", TO)
    assert (hit.building, hit.former[0].name) == ("Storsalen", "Festsalen")
    assert hit.former[0].until == date(2026, 11, 5)
    assert close.basis.buildings("gymsal", TO) == []
    with pytest.raises(UsageProblem, match=r"«Festsalen» has been called Storsalen since 05\.11"):
        close.basis.scope("festsalen", TO)
