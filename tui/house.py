"""The base of every screen.

A screen of the house says what it is about and shows values; the frame is drawn for it:

    class LinesScreen(HouseScreen[None]):
        NEEDS_SCOPE = True                        # there is nothing to show without a building
        BINDINGS = [Binding("u", "hold", N_("hold"))]   # English msgid, shown in bokmål

        def heading(self) -> str: ...             # row 1, after the program's name
        def compose_body(self) -> ComposeResult: ...    # rows 4 to 20
        async def load(self) -> None: ...         # ask the store, fill the widgets

        @asking_job                               # opens a dialog; plain @job when it does not
        async def action_hold(self) -> None:
            reason = await self.answer(AskReason(_("Hold the line"), REASONS))
            if reason is not None:
                await self.tell(self.close.basis.hold, line, reason)

Rows: 1 title, 2 steps, 3 rule, body, rule, totals, message, keys. `load` runs when the screen
is first shown and whenever `house.revision` moved, that is after every change by anybody and
after another building or month was chosen; it must be harmless to repeat, and it keeps the
cursor (the tables do that by themselves). `self.ask(...)` reads, `self.tell(...)` changes,
`self.answer(dialog)` asks the operator, `self.tell_user(text, level)` speaks until the next
key, `self.show_message` is the sentence that stands, `self.show_totals` the row above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import DataTable, Input, Static, TextArea

from data import dates
from data.views import AtWork, Scope
from tui.jobs import asking_job, mind
from tui.keys import key_hints
from tui.plain import plain
from tui.room import Level, Room
from tui.taking_over import take_over
from tui.widgets.rows import KeysRow, MessageLine, Rule, StepRow, TitleRow, cut
from tui.words import N_, _

BRING_IN = Binding("i,f5", "bring_in", N_("fetch anew"))
"""Offered by every screen whose lines a newer list would change."""

LONGEST_OPERATOR = 24
"""Cells of row 1 that a name may take; it must not push the clock away."""


class HouseScreen(Room[ScreenResultType]):
    """A screen with the frame of the house."""

    AUTO_FOCUS = "#body *"
    NEEDS_SCOPE = False
    """Whether the screen has nothing to show before a building is chosen."""

    BINDINGS = [
        *(Binding(str(digit), f"step({digit})", show=False) for digit in range(10)),
        Binding("escape", "back", N_("back")),
        Binding("q,f10", "leave", N_("quit")),
        Binding("question_mark,f1", "help", N_("help")),
        Binding("o", "take_over", N_("take over")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_stale = True
        self._wording = ""
        self._loaded_scope: Scope | None = None

    # What a screen says about itself.

    def heading(self) -> str:
        """Return what the screen is about, for row 1."""
        return ""

    def compose_body(self) -> ComposeResult:
        """Yield the widgets between the rules."""
        yield from ()

    async def load(self) -> None:
        """Read from the store and fill the widgets; repeated after every change."""

    def home(self) -> Widget | None:
        """Return the widget that Esc in a text field leads to: the first table, if any."""
        return next(iter(self.query("#body DataTable").results(DataTable)), None)

    # What a screen can say to the operator.

    def show_totals(self, text: str | Content) -> None:
        """Set the totals row."""
        content = text if isinstance(text, Content) else Content(plain(text))
        # Without layout: this changes with each row, and laying out a screen takes 20 ms.
        self.query_one("#totals", Static).update(content, layout=False)

    def show_message(self, text: str, level: Level = "info") -> None:
        """Set the sentence that stands in the message row while nothing is more urgent."""
        self.query_one(MessageLine).stand(text, level)

    def tell_user(self, text: str, level: Level = "info") -> None:
        """Say something in the message row until the next key."""
        self.query_one(MessageLine).tell(text, level)

    def show_progress(self, text: str) -> None:
        """Say in the message row what is being waited for."""
        # What was waited for may end after the screen was left.
        for line in self.query(MessageLine):
            line.wait(text)

    def forget_told(self) -> None:
        """Let the standing sentence return: the operator has pressed a key."""
        for line in self.query(MessageLine):
            line.forget()

    # The frame.

    def compose_room(self) -> ComposeResult:
        """Yield the rows of the house around the body."""
        self._wording = self.house.wording
        yield TitleRow()
        yield StepRow(self.house.steps, self.house.step_of(self))
        yield Rule()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Static(_("No building is chosen. Press 0 and open one with Enter."), id="no-scope")
        yield Rule()
        yield Static(id="totals", markup=False)
        yield MessageLine()
        yield KeysRow()

    def on_mount(self) -> None:
        """Follow the store, the clock and what the keys can do."""
        self.watch(self.house, "revision", self._store_changed, init=False)
        self.watch(self.house, "wording", self._words_changed, init=False)
        self.watch(self.house, "minute", self.draw_frame, init=False)
        self.watch(self.house, "colleagues", self._warn, init=False)
        self.watch(self.house, "damage", self._warn, init=False)
        self.bindings_updated_signal.subscribe(self, self._draw_keys)

    def on_screen_resume(self) -> None:
        """Come up to date with what happened while another screen was shown."""
        self._refresh_if_shown()

    def draw_frame(self) -> None:
        """Write heading, operator and clock anew."""
        for title in self.query(TitleRow):
            now = self.house.now()
            title.heading = self.heading()
            title.is_test = self.house.test_mode
            title.who_and_when = _("{operator}  {weekday} {day}.{month} {time}").format(
                operator=cut(plain(self.house.operator), LONGEST_OPERATOR),
                weekday=_(dates.WEEKDAYS_SHORT[now.weekday()]),
                day=f"{now:%d}",
                month=f"{now:%m}",
                time=f"{now:%H.%M}",
            )

    def reload(self) -> None:
        """Read everything anew, replacing a reading that is under way."""
        self._is_stale = False
        self.run_worker(mind(self, self._load), name="load", group="load", exclusive=True)

    async def _load(self) -> None:
        without = self.NEEDS_SCOPE and self.house.scope is None
        self.set_class(without, "-without-scope")
        self.draw_frame()
        self._warn()
        if not without:
            with self._covered_for_another_basis():
                await self.load()
        self.refresh_bindings()

    @contextmanager
    def _covered_for_another_basis(self) -> Iterator[None]:
        """Show nothing of one building under the name of the next, nor let a key act on it."""
        scope, before = self.house.scope, self._loaded_scope
        if not self.NEEDS_SCOPE or before in (None, scope):
            yield
            self._loaded_scope = scope
            return
        body, focused = self.query_one("#body"), self.focused
        body.visible = False
        self.show_totals("")
        self.show_message("")
        try:
            yield
            self._loaded_scope = scope
        finally:
            body.visible = True
            if self.focused is None and focused is not None:
                self.set_focus(focused)

    def _store_changed(self) -> None:
        self._is_stale = True
        self._refresh_if_shown()

    def _words_changed(self) -> None:
        self._is_stale = True
        self._refresh_if_shown()

    def _refresh_if_shown(self) -> None:
        # A screen under a dialog is still seen; one in another step is read when it returns.
        if not self._is_stale or self not in self.house.screen_stack:
            return
        if self._wording != self.house.wording:
            self.run_worker(self._say_anew(), name="words", group="load", exclusive=True)
        else:
            self.reload()

    async def _say_anew(self) -> None:
        had_focus = self.focused.id if self.focused else None
        await self.recompose()
        chain = self.focus_chain
        same = [widget for widget in chain if had_focus and widget.id == had_focus]
        self.set_focus(next(iter([*same, *chain]), None))
        self.reload()

    def _warn(self) -> None:
        # Under the screen of another step one does not work on the building.
        if self not in self.house.screen_stack:
            return
        for line in self.query(MessageLine):
            line.warn(self.house.warning)
        self.refresh_bindings()

    def _draw_keys(self, _screen: object = None) -> None:
        for row in self.query(KeysRow):
            row.hints = key_hints(self)

    # The keys that mean the same everywhere.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back except where there is none, a building where a colleague has it."""
        if action == "back":
            return not self.is_home or self.is_typing or self.can_stop
        if action == "take_over":
            return self.held_by_colleague() is not None
        return super().check_action(action, parameters)

    @property
    def is_home(self) -> bool:
        """Whether this is the month overview itself, where the program begins and ends."""
        return self.house.step_of(self) == 0

    @property
    def is_typing(self) -> bool:
        """Whether the keys go into a text field."""
        return isinstance(self.focused, Input | TextArea)

    def action_step(self, number: int) -> None:
        """Go to a step."""
        self.house.go(number)

    def action_back(self) -> None:
        """Give up waiting, else leave the text field, else go one level back."""
        if self.stop_waiting():
            return
        if self.is_typing:
            self.set_focus(self.home())
            return
        self.house.go_back()

    def action_bring_in(self) -> None:
        """Read a newer list; screens that show lines bind `BRING_IN`."""
        self.house.bring_in()

    def held_by_colleague(self) -> tuple[Scope, AtWork] | None:
        """Return the building that is looked at and who else holds it; None when nobody does."""
        scope, holder = self.house.scope, self.house.holder
        return (scope, holder) if scope and holder else None

    @asking_job
    async def action_take_over(self) -> None:
        """Take over a building that a colleague holds; a reason is required, which they read."""
        if held := self.held_by_colleague():
            await take_over(self, *held)

    def action_help(self) -> None:
        """Show what the keys do here."""
        self.house.show_help(self)

    def action_leave(self) -> None:
        """End the program from the month overview; from elsewhere go there."""
        if self.is_home:
            self.house.exit(return_code=0)
        else:
            self.house.go(0)
