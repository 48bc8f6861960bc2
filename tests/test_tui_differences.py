"""`d` by keys: what is compared with what, the groups, one line in full, and the list kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.close import Close
from data.models import ControlTotal, Line
from data.views.differences import Difference
from tests.list_files import csv_file
from tests.lists import bring, export_all, hall, line, sign_everything
from tests.office import LOOKS, Look, Office, compare, office
from tui.screens.differences import DifferencesScreen
from tui.widgets.window_table import ListTable

PERSON = "15897412345"


def changed_since_the_copy(close: Close) -> None:
    """Fill a store whose copy lacks a line, has one too many, and knows another price."""
    first = [line(1, 60_000, organization="Bjørgvin Turn"), line(2, 30_000), line(3, 42_000)]
    bring(close, *first, line(4, 10_000, customer_id=PERSON))
    close.archive.take(hall(close))
    bring(
        close,
        first[0],
        line(3, 62_000),
        line(4, 10_000, customer_id="15897499999", organization="Ås, Kari"),
        line(5, 45_000, organization="Grendalaget"),
        file="ny.csv",
    )


def table(shown: Office) -> ListTable[Difference]:
    return shown.app.screen.query_one("#differences", ListTable)


def groups(shown: Office) -> list[tuple[str, int]]:
    return [(row.fate, row.line.id) for row in table(shown).visible_rows]


@pytest.mark.parametrize("look", LOOKS)
async def test_the_differences_look_like_this(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(
        changed_since_the_copy, start=3, building="Hallen", **look._asdict()
    ) as shown:
        await shown.press("d", "enter")
        await shown.press("end")
        compare(shown, "differences", request)


async def test_d_then_enter_compares_with_the_newest_copy_and_the_row_adds_up() -> None:
    async with office(changed_since_the_copy, start=2, building="Hallen", language="en") as shown:
        await shown.press("d")
        assert "the newest copy, K-0001" in shown.text()
        await shown.press("enter")
        assert groups(shown) == [("here", 5), ("there", 2), ("differs", 3), ("differs", 4)]
        assert (
            "only here 1: 450,00 - only there 1: 300,00 + differs 2: +200,00 = +350,00"
            in shown.text()
        )


async def test_n_and_p_go_from_group_to_group_and_enter_shows_every_field() -> None:
    async with office(changed_since_the_copy, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "enter", "n", "n")
        row = table(shown).row
        assert row is not None
        assert row.line.id == 3
        assert "Price: 620,00 here, 420,00 there" in shown.text()
        await shown.press("n")
        assert "This is the last group" in shown.text()
        await shown.press("down", "enter")
        text = shown.text()
        assert "Line 4" in text
        assert "158974 *****" in text
        assert "other hidden digits" in text
        assert "Ås, Kari" in text
        assert PERSON[6:] not in text
        await shown.press("escape", "p", "p")
        row = table(shown).row
        assert row is not None
        assert row.line.id == 5


async def test_case_01_a_line_changed_after_the_copy_is_shown_from_the_refused_export() -> None:
    def signed(close: Close) -> None:
        bring(close, line(1, 100), line(2, 200))
        sign_everything(close, hall(close))

    async with office(signed, start=5, building="Hallen", language="en") as shown:
        assert "Internal string" in shown.text()
        await shown.tell(lambda close: bring(close, line(1, 150), line(2, 200), file="ny.csv"))
        await shown.write("Hallen")
        await shown.press("enter")
        await shown.write("Hallen")
        await shown.press("enter", "enter")
        assert "F302" in shown.text()
        await shown.press("d", "enter")
        assert groups(shown) == [("differs", 1)]


async def test_equal_sides_are_said_calmly() -> None:
    def taken(close: Close) -> None:
        bring(close, line(1, 100), line(2, 200))
        close.archive.take(hall(close))

    async with office(taken, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "enter")
        assert "Equal line by line: 2 lines, 3,00, reservations 140003." in shown.text()
        assert not groups(shown)


async def test_the_last_import_shows_what_is_held_and_corrected() -> None:
    def worked_on(close: Close) -> None:
        bring(close, line(1, 100), line(2, 200))
        close.basis.hold(hall(close), [2], "avklares")
        Line.update(price=150).where(Line.id == 1).execute()

    async with office(worked_on, start=2, building="Hallen", language="en") as shown:
        await shown.press("d", "1")
        assert groups(shown) == [("there", 2), ("differs", 1)]
        assert "to export" in shown.text()


async def test_typed_totals_are_labelled_and_not_kept() -> None:
    def one(close: Close) -> None:
        bring(close, line(1, 100_00))

    async with office(one, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "2")
        assert "Nothing is kept" in shown.text()
        await shown.write("90")
        await shown.press("enter")
        assert "here 100,00 - there 90,00 = +10,00" in shown.text()
        assert "Checked on the sum only, not line by line." in shown.text()
        assert await shown.ask(lambda _close: ControlTotal.select().count()) == 0


async def test_a_list_is_chosen_compared_and_kept_as_control_total(
    tmp_path: Path,
) -> None:
    listed = [line(15, 50_000), line(16, 50_000), line(17, 100, building="Øya")]
    (tmp_path / "fra-ak.csv").write_bytes(csv_file(listed))

    def uneven(close: Close) -> None:
        bring(close, line(15, 70_000), line(16, 30_000))
        close.settings.change({"inbox.folder": str(tmp_path)})

    async with office(uneven, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "3", "enter")
        assert isinstance(shown.app.screen, DifferencesScreen)
        text = shown.text()
        assert "F301 The sums agree (1 000,00), but 2 lines differ: 15 +200,00, 16 -200,00." in text
        assert "1 line of other buildings or seasons" in text
        await shown.press("g")
        assert "until they agree" in shown.text()
        await shown.press("tab", "enter")
        assert "point 6 is stopped" in shown.text()
        point = await shown.ask(lambda close: close.control.view(hall(close)).points[5])
        assert point.state == "blocked"
        await shown.press("escape", "escape")
        assert shown.app.step == 3


async def test_an_export_is_compared_in_step_6_and_a_reversed_one_with_what_came_after() -> None:
    def exported(close: Close) -> None:
        bring(close, line(1, 100), line(2, 200))
        close.exports.reverse(export_all(close, hall(close)), "feil pris")
        bring(close, line(1, 150), line(2, 200), file="ny.csv")

    async with office(exported, start=6, language="en") as shown:
        await shown.press("d", "1")
        assert "export E-0001" in shown.text()
        assert groups(shown) == [("differs", 1)]


async def test_two_copies_are_compared_in_step_8() -> None:
    def two(close: Close) -> None:
        changed_since_the_copy(close)
        close.archive.take(hall(close))

    async with office(two, start=8, building="Hallen", language="en") as shown:
        await shown.press("d")
        assert "the newest copy" not in shown.text()
        await shown.press("4")
        assert "K-0001" in shown.text()
        await shown.press("enter")
        assert "Differences: copy K-0002" in shown.text()
        assert len(groups(shown)) == 4


async def test_a_comparison_follows_the_store() -> None:
    async with office(changed_since_the_copy, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "enter")
        await shown.tell(lambda close: close.basis.hold(hall(close), [1], "avklares"))
        assert ("differs", 1) in groups(shown)


async def test_hostile_names_break_no_row() -> None:
    name = "[red]\x1b[2J" + PERSON

    def hostile(close: Close) -> None:
        bring(close, line(1, 100))
        close.archive.take(hall(close))
        bring(close, line(1, 100, organization=name), file="ny.csv")

    async with office(hostile, start=3, building="Hallen", language="en") as shown:
        await shown.press("d", "enter")
        assert len(shown.rows()) == 24
        assert PERSON not in shown.text()
        await shown.press("enter")
        assert PERSON not in shown.text()
