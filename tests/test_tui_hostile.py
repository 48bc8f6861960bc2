"""Whatever a source calls a building, every widget of the house shows it and survives."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tests.hostile import HOSTILE
from tests.house_demo import demo_app
from tests.screens import press, rows, settle
from tui.dialogs import AskChoice, AskReason, AskText, Confirm
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.fields import Button, Choice, Field, PickList
from tui.widgets.type_ahead import Hit, TypeAhead
from tui.widgets.window_table import ListTable

SIZE = (80, 24)
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Everything(HouseScreen[None]):
    """Every widget of the house, each with the same name from outside."""

    NAME = ""
    BINDINGS = [
        Binding("a", "ask('reason')", "a"),
        Binding("b", "ask('text')", "b"),
        Binding("c", "ask('choice')", "c"),
        Binding("d", "ask('confirm')", "d"),
        Binding("e", "tell", "e"),
    ]

    def heading(self) -> str:
        return self.NAME

    def compose_body(self) -> ComposeResult:
        yield ListTable(
            [
                Column[str]("name", self.NAME, 20, str),
                Column[str]("end", "End", 9, lambda _: "end"),
            ],
            key=str,
        )
        yield Field(self.NAME, width=20)
        yield Choice([("a", self.NAME), ("b", "b")], "a")
        yield PickList([("a", self.NAME)])
        yield Button(self.NAME)
        yield TypeAhead(lambda text: [Hit("a", self.NAME, f"{self.NAME} {text}")], rows=1)
        yield Static(Content(self.NAME), markup=False, classes="bare")

    async def load(self) -> None:
        await self.query_one(ListTable).show_rows([self.NAME])
        self.show_totals(self.NAME)
        self.show_message(self.NAME)

    @asking_job
    async def action_ask(self, which: str) -> None:
        name = self.NAME
        dialogs = {
            "reason": AskReason(name, [name], explanation=name),
            "text": AskText(name, name, str, value=name),
            "choice": AskChoice(name, [(1, name)], explanation=name),
            "confirm": Confirm(name, [name], name),
        }
        await self.answer(dialogs[which])  # type: ignore[arg-type]

    def action_tell(self) -> None:
        self.tell_user(self.NAME, "error")


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_name_from_outside_is_text_in_every_widget(name: str) -> None:
    screen = type("Everything", (Everything,), {"NAME": name})
    app = demo_app(steps=[Step(0, "Måned", screen)])
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        check(rows(app))
        assert rows(app)[0].endswith("Kari Nes  to 05.11 kl 09.14")
        assert rows(app)[4].split()[-1] == "end", "the next column stands where it should"
        await press(pilot, "e")
        check(rows(app))
        for key in "abcd":
            await press(pilot, key)
            check(rows(app))
            await press(pilot, "escape", "escape")
            app.screen.set_focus(None)
        assert app.is_running


def check(shown: list[str]) -> None:
    for row in shown:
        assert not OBEYED.search(row)
        assert cell_len(row) <= SIZE[0]
    assert len(shown) == SIZE[1]
    assert any(set(row) <= {"-", "─"} and row for row in shown), "the frame stands"


async def test_typing_finds_and_takes_a_hostile_name() -> None:
    name = "Lag [A] [/b]"
    screen = type("Everything", (Everything,), {"NAME": name})
    app = demo_app(steps=[Step(0, "Måned", screen)])
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        ahead = app.screen.query_one(TypeAhead)
        ahead.query_one(Field).focus()
        await press(pilot, "l", "enter")
        assert (ahead.value, ahead.text) == ("a", name)
        await press(pilot, "x")
        assert ahead.value is None, "typing on gives up what was taken"
