"""The table of one screenful: every key reaches its row in a list of any length."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from tests.hostile import HOSTILE
from tests.screens import press, rows, settle
from tests.table_demo import Counted, Item, TableScreen, table_app
from tui.widgets.window import ListPages
from tui.widgets.window_table import ListTable, WindowTable

SIZE = (80, 24)
HEIGHT = 16
MILLION = 1_000_000


def table(pilot: Pilot[None]) -> WindowTable[Item]:
    return pilot.app.screen.query_one(WindowTable)


def screen(pilot: Pilot[None]) -> TableScreen:
    assert isinstance(pilot.app.screen, TableScreen)
    return pilot.app.screen


@pytest.mark.parametrize(
    ("keys", "rank"),
    [
        ((), 0),
        (("up",), 0),
        (("down",), 1),
        (("down",) * 40, 40),
        (("pagedown",), HEIGHT),
        (("pagedown", "pagedown", "up"), 2 * HEIGHT - 1),
        (("pagedown", "pageup"), 0),
        (("end",), MILLION - 1),
        (("end", "down"), MILLION - 1),
        (("end", "pagedown"), MILLION - 1),
        (("end", "up", "up"), MILLION - 3),
        (("end", "pageup"), MILLION - 1 - HEIGHT),
        (("end", "pageup", "pagedown"), MILLION - 1),
        (("end", "home"), 0),
        (("end",) + ("up",) * 40, MILLION - 41),
    ],
)
async def test_every_key_reaches_the_right_row_of_a_million(keys: Sequence[str], rank: int) -> None:
    async with table_app(Counted(MILLION)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        assert (table(pilot).row, table(pilot).rank) == (Item(rank, f"kunde {rank}"), rank)
        [marked] = [row for row in rows(pilot.app) if row.startswith(">")]
        assert f"kunde {rank} " in marked
        assert table(pilot).row_count == HEIGHT, "the table holds one screenful"
        assert table(pilot).visible_rows[-1].id + table(pilot).below == MILLION - 1


async def test_held_down_keys_merge_and_none_is_lost() -> None:
    pages = Counted(MILLION)
    async with table_app(pages).run_test(size=SIZE) as pilot:
        await settle(pilot)
        pages.questions = 0
        for _stroke in range(200):
            pilot.app.post_message(events.Key("pagedown", None))
        await settle(pilot)
        assert table(pilot).rank == 200 * HEIGHT
        assert pages.questions < 100, "every key asked the store"


async def test_moving_inside_the_window_asks_nobody() -> None:
    pages = Counted(MILLION)
    async with table_app(pages).run_test(size=SIZE) as pilot:
        await settle(pilot)
        pages.questions = 0
        await press(pilot, *["down"] * (HEIGHT - 1), *["up"] * (HEIGHT - 1))
        assert pages.questions == 0


async def test_a_resize_reads_as_many_rows_as_there_is_room_for() -> None:
    async with table_app(Counted(MILLION)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "end", "up")
        for height in (40, 24, 60):
            await pilot.resize_terminal(100, height)
            await settle(pilot)
            assert table(pilot).row_count == height - 8
            assert table(pilot).rank == MILLION - 2
            assert table(pilot).row == Item(MILLION - 2, f"kunde {MILLION - 2}")


async def test_a_short_list_fills_from_the_top() -> None:
    async with table_app(Counted(3)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "pagedown")
        assert table(pilot).rank == 2
        assert [row[5:].split()[:1] for row in rows(pilot.app)[4:7]] == [["0"], ["1"], ["2"]]


async def test_an_empty_list_takes_every_key() -> None:
    async with table_app(Counted(0)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "pagedown", "end", "home", "enter", "right", "left")
        assert table(pilot).row is None
        assert screen(pilot).events == ["at None"]


async def test_a_list_that_empties_tells_that_no_row_is_left() -> None:
    async with table_app(ListPages([Item(4, "fire")], lambda item: item.id)).run_test() as pilot:
        await settle(pilot)
        await table(pilot).show(Counted(0))
        await settle(pilot)
        assert screen(pilot).events == ["at 4", "at None"]


async def test_a_list_that_shrank_since_it_was_counted_keeps_the_cursor_on_its_row() -> None:
    pages = Counted(90)
    async with table_app(pages).run_test(size=SIZE) as pilot:
        await settle(pilot)
        pages.total = 40
        await press(pilot, *["pagedown"] * 3)
        assert table(pilot).row == Item(2 * HEIGHT, "kunde 32"), "the page that is gone"
        assert table(pilot).total == 40
        await press(pilot, "pagedown")
        assert table(pilot).row == Item(39, "kunde 39")


async def test_enter_opens_the_row_under_the_cursor() -> None:
    async with table_app(Counted(MILLION)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert screen(pilot).events == ["at 0", "at 1", "open 1"]


async def test_a_row_far_away_can_be_gone_to() -> None:
    async with table_app(Counted(MILLION)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert await table(pilot).go_to(543_210)
        assert table(pilot).rank == 543_210
        assert not await table(pilot).go_to(-5)
        assert table(pilot).rank == 543_210


async def test_s_and_a_digit_asks_for_an_order_and_the_same_again_reverses() -> None:
    async with table_app(Counted(9)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen(pilot).events.clear()
        await press(pilot, "s")
        assert "1Nr." in rows(pilot.app)[3]
        assert "3Navn" in rows(pilot.app)[3]
        await press(pilot, "3")
        assert "Navn v" in rows(pilot.app)[3]
        await press(pilot, "s", "3")
        assert "Navn ^" in rows(pilot.app)[3]
        assert screen(pilot).events == ["sort name True", "sort name False"]


async def test_a_digit_that_names_no_column_sorts_nothing_and_goes_nowhere() -> None:
    async with table_app(Counted(9)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        screen(pilot).events.clear()
        await press(pilot, "s", "2")
        assert screen(pilot).events == []
        assert rows(pilot.app)[1].startswith("[0")
        await press(pilot, "1")
        assert "[1" in rows(pilot.app)[1], "after that a digit is a step again"


async def test_escape_gives_up_sorting() -> None:
    async with table_app(Counted(9)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "s", "escape")
        assert "1Nr." not in rows(pilot.app)[3]


async def test_columns_that_do_not_fit_are_paged_and_the_first_stays() -> None:
    async with table_app(Counted(9)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        headings = [rows(pilot.app)[3].split()]
        for key in ("right", "right", "left"):
            await press(pilot, key)
            headings.append(rows(pilot.app)[3].split())
        assert headings == [
            ["Nr.", "Navn", "Beløp"],
            ["Nr.", "Slutt"],
            ["Nr.", "Slutt"],
            ["Nr.", "Navn", "Beløp"],
        ]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_stays_in_its_cell(name: str) -> None:
    items = [Item(1, name), Item(2, "etter")]
    async with table_app(ListPages(items, lambda item: item.id)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        shown = rows(pilot.app)
        assert shown[4].startswith(">       1 ")
        assert shown[4].endswith(" a1"), "the next column stands where it should"
        assert shown[5].split() == ["2", "etter", "a2"]
        assert "\x1b" not in "".join(shown)
        assert "\x9b" not in "".join(shown)


class Model:
    """What the table should show: a plain list and the id under the cursor."""

    def __init__(self, count: int) -> None:
        self.ids = list(range(count))
        self.at = 0

    def press(self, key: str, height: int) -> None:
        steps = {"up": -1, "down": 1, "pageup": -height, "pagedown": height}
        last = len(self.ids) - 1
        goal = {"home": 0, "end": last}.get(key, self.at + steps.get(key, 0))
        self.at = max(0, min(last, goal))

    def change(self, ids: list[int], near: Sequence[int]) -> None:
        kept = [one for one in near if one in set(ids)]
        self.ids = ids
        self.at = ids.index(kept[0]) if kept else 0


Step = str | tuple[str, int]
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["up", "down", "pageup", "pagedown", "home", "end"]),
        st.tuples(st.sampled_from(["remove", "shuffle", "add"]), st.integers(0, 2**16)),
    ),
    min_size=5,
    max_size=40,
)


@given(count=st.integers(1, 90), steps=STEPS)
@settings(max_examples=12, deadline=None)
def test_the_cursor_stays_with_its_row_whatever_happens(count: int, steps: list[Step]) -> None:
    asyncio.run(play(count, steps))


async def play(count: int, steps: list[Step]) -> None:
    model = Model(count)
    async with table_app(pages_of(model.ids)).run_test(size=SIZE) as pilot:
        await settle(pilot)
        for step in steps:
            if isinstance(step, str):
                model.press(step, HEIGHT)
                await press(pilot, step)
            else:
                seen = [item.id for item in table(pilot).visible_rows]
                at = seen.index(model.ids[model.at])
                near = [*seen[at:], *reversed(seen[:at])]
                model.change(changed(model, *step), near)
                await table(pilot).show(pages_of(model.ids))
                await settle(pilot)
            row = table(pilot).row
            assert row is not None
            assert (row.id, table(pilot).rank) == (model.ids[model.at], model.at)


def changed(model: Model, how: str, seed: int) -> list[int]:
    ids = list(model.ids)
    if how == "remove" and len(ids) > 1:
        del ids[model.at if seed % 2 else seed % len(ids)]
    elif how == "add":
        ids.insert(seed % (len(ids) + 1), max(ids) + 1)
    elif how == "shuffle":
        ids.sort(key=lambda one: (one * 7919 + seed) % 104_729)
    return ids


def pages_of(ids: list[int]) -> ListPages[Item]:
    return ListPages([Item(one, f"kunde {one}") for one in ids], lambda item: item.id)


def test_a_list_table_is_the_same_table() -> None:
    assert issubclass(ListTable, WindowTable)
