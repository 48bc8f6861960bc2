"""A small house for the tests: two steps, a table, a field, and every kind of act."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from data.errors import UsageProblem
from data.month import Month
from tui.app import Fakturaklar
from tui.desk import Desk
from tui.dialogs import AskReason, AskText, Confirm
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.steps import Step
from tui.widgets.fields import Choice, Field


class Alone:
    """Locks, exports and letters of a store that nobody else works in."""

    def enter(self, _building: int) -> None:
        """Take a building, which is always free."""

    def others(self) -> dict[int, object]:
        return {}

    def leave(self) -> None:
        """Let go."""

    def told(self) -> None:
        """Nothing was exported here."""

    def due(self) -> tuple[int, ...]:
        """No letter waits to be sent."""
        return ()


class DemoStore:
    """Remembers what it was told."""

    locks = attempts = letters = Alone()

    def __init__(self, folder: Path | None = None) -> None:
        self.told: list[str] = []
        self.folder = folder

    def revision(self) -> int:
        return len(self.told)

    def shut(self) -> None:
        if self.folder:
            (self.folder / "shut").touch()

    def remember(self, text: str) -> None:
        self.told.append(text)

    def refuse(self) -> None:
        raise UsageProblem("F321", "{day} does not exist. [/b]", day="31.02.2026")

    def break_down(self) -> None:
        birth_number = "15897412345"
        raise ValueError(f"no such customer: {birth_number}")


class First(HouseScreen[None]):
    """A form."""

    @property
    def store(self) -> DemoStore:
        return cast(DemoStore, self.close)

    BINDINGS = [
        Binding("n", "reason", "neste avvik"),
        Binding("plus", "count(1)", "måned"),
        Binding("minus", "count(-1)", "måned"),
        Binding("u", "refuse", "utsett"),
        Binding("d", "defect", "forskjeller"),
        Binding("t", "text", "tast"),
        Binding("x", "confirm", "utfør"),
    ]

    def heading(self) -> str:
        return "Oktober 2026, til og med lø 31.10.2026"

    def compose_body(self) -> ComposeResult:
        yield Choice([("all", "alle"), ("external", "ekstern")], "all")
        yield Field(id="draft", width=30)
        yield Static("", id="told", markup=False)

    async def load(self) -> None:
        told = await self.ask(lambda: list(self.store.told))
        self.query_one("#told", Static).update(" ".join(told))
        self.show_totals(f"{len(told)} ting husket")
        self.show_message("Alt er som før.")

    @job
    async def action_count(self, by: int) -> None:
        await self.tell(self.store.remember, f"{by:+}")

    @asking_job
    async def action_reason(self) -> None:
        reason = await self.answer(AskReason("Utsett linjen", ["flere leieforhold", "ny pris"]))
        if reason is not None:
            await self.tell(self.store.remember, reason)

    @asking_job
    async def action_text(self) -> None:
        number = await self.answer(AskText("Tast kontrolltotal", "Sum", int_or_problem))
        if number is not None:
            await self.tell(self.store.remember, str(number))

    @asking_job
    async def action_confirm(self) -> None:
        if await self.answer(Confirm("Eksporter", ["Linjene flyttes."], "Eksporter")):
            await self.tell(self.store.remember, "ja")

    @job
    async def action_refuse(self) -> None:
        await self.tell(self.store.refuse)

    @job
    async def action_defect(self) -> None:
        await self.tell(self.store.break_down)


class Second(HouseScreen[None]):
    """A screen that needs a building."""

    NEEDS_SCOPE = True

    def heading(self) -> str:
        return "Linjer"

    def compose_body(self) -> ComposeResult:
        yield Static("linjene", id="lines", markup=False)


def int_or_problem(text: str) -> int:
    if not text.isdecimal():
        raise UsageProblem("F310", "not a number: {text}", text=text)
    return int(text)


NOWHERE = Path("/dev/null/nowhere")
"""A folder that cannot be made, even by root."""

STEPS = (Step(0, "Måned", First), Step(2, "Linjer", Second))


def demo_app(store: DemoStore | None = None, **options: Any) -> Fakturaklar:
    """Make the demo with a fixed clock."""
    kept = store or DemoStore()
    settings: dict[str, Any] = {
        "operator": "Kari Nes",
        "month": Month(2026, 10),
        "state_folder": NOWHERE,
        "now": lambda: datetime(2026, 11, 5, 9, 14),
        "steps": STEPS,
    }
    return Fakturaklar(cast(Any, Desk(lambda: kept)), **(settings | options))
