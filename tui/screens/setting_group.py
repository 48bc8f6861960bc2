"""The settings of one subject, changed one at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import dates
from data.errors import Problem
from data.register.unit import grouped
from data.settings import read_value
from tui.dialogs import AskChoice, AskText
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.screens.register import RegisterScreen
from tui.setting_groups import Group
from tui.setting_names import OPERATOR, REGISTER, SettingRow, choices_for
from tui.widgets.columns import Column
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import LANGUAGES, N_, _, ngettext

COLUMNS = (
    Column[SettingRow]("name", N_("Setting"), 26, lambda row: row.name),
    Column[SettingRow]("value", N_("Value"), 21, lambda row: row.shown_value, grows=True),
    Column[SettingRow]("remark", N_("Remark"), 29, lambda row: row.remark),
)


class SettingGroupScreen(HouseScreen[None]):
    """Shows the settings of a group, and changes the one under the cursor."""

    BINDINGS = [
        Binding("e,f2", "edit", N_("change")),
        Binding("space", "switch", N_("on or off")),
    ]

    def __init__(self, group: Group) -> None:
        """Show one group."""
        super().__init__()
        self._group = group

    def heading(self) -> str:
        """Return step and group."""
        return _("Settings: {group}").format(group=_(self._group.title))

    def compose_body(self) -> ComposeResult:
        """Yield the settings."""
        yield ListTable(COLUMNS, key=lambda row: row.key, id="settings")

    async def load(self) -> None:
        """Read the settings."""
        options = await self.ask(self.close.settings.options)
        rows = self._group.rows(options, self.house.operator)
        if self._group.has(REGISTER):
            made, remark = await self.ask(self._told_of_register)
            rows = [
                replace(row, value=made, remark=remark) if row.key == REGISTER else row
                for row in rows
            ]
        await self._settings.show_rows(rows)
        count = ngettext("{count} setting", "{count} settings", len(rows))
        self.show_totals(count.format(count=len(rows)))
        self.show_message(_("A change holds from now on and is written in the journal."))

    @on(WindowTable.RowOpened, "#settings")
    def open_setting(self) -> None:
        """Change the setting that was opened."""
        self.action_edit()

    @asking_job
    async def action_edit(self) -> None:
        """Ask for another value of the setting under the cursor."""
        row = self._settings.row
        if row is None:
            return
        if row.key == OPERATOR:
            self.tell_user(_("The operator is given when the program is started: --as NAME."))
            return
        if row.key == REGISTER:
            await self.house.push_screen(RegisterScreen())
            return
        value = await self._ask_value(row)
        if value is not None and value != row.value:
            await self.tell(self.close.settings.change, {row.key: value})
            self._act_at_once(row.key, value)

    @job
    async def action_switch(self) -> None:
        """Turn the setting under the cursor on or off."""
        row = self._settings.row
        if row is not None and isinstance(row.value, bool):
            await self.tell(self.close.settings.change, {row.key: not row.value})
            self._act_at_once(row.key, not row.value)

    @on(WindowTable.RowChanged, "#settings")
    def row_changed(self) -> None:
        """Say which keys do something for the setting under the cursor."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the switch where the setting is on or off."""
        if action == "switch":
            row = self._settings.row if self.query("#settings") else None
            return row is not None and isinstance(row.value, bool)
        return super().check_action(action, parameters)

    @property
    def _settings(self) -> ListTable[SettingRow]:
        return self.query_one("#settings", ListTable)

    async def _ask_value(self, row: SettingRow) -> object | None:
        if choices := choices_for(row):
            return await self.answer(AskChoice(row.name, choices, explanation=row.remark))
        read = partial(read_value, row.key)
        return await self.answer(AskText(row.name, row.remark, read, value=row.written_value))

    def _told_of_register(self) -> tuple[str, str]:
        """Return the date of the register in use, and what to say beside it."""
        try:
            view = self.close.registers.state()
        except Problem:
            return _("cannot be read"), _("Enter brings one in")
        if view is None:
            return _("none"), _("Enter brings one in")
        units = ngettext("{count} unit", "{count} units", view.units)
        return dates.show(view.date), units.format(count=grouped(view.units))

    def _act_at_once(self, key: str, value: object) -> None:
        for language in LANGUAGES:
            if key == "screen.language" and value == language:
                self.house.speak(language)
        if key == "screen.glyphs" and value in ("auto", "ascii", "utf8"):
            self.house.draw_with(value)
        if key == "test_mode":
            self.tell_user(_("Test mode holds from the next start of the program."))
