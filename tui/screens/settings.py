"""Step 9: what the municipality has decided, and the account strings that carry its names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import accounts, dates
from data.account_strings import DEACTIVATE_REASONS
from data.accounts import AccountHit
from data.errors import Problem
from tui import glyphs
from tui.account_text import codes, lacks
from tui.dialogs import AskReason
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import KINDS, shown
from tui.save_as import SaveAs, tell_saved
from tui.screens.account_string import AccountStringScreen, Drafts
from tui.screens.setting_group import SettingGroupScreen
from tui.setting_groups import GROUPS, Group
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.rows import MessageLine, Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext, say

FILE = "fakturaklar.toml"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of settings and how it stands."""

    group: Group
    summary: str


def _codes(hit: AccountHit) -> str | Text:
    missing = lacks(hit)
    return glyphs.cell("attention", missing) if missing else codes(hit)


GROUP_COLUMNS = (
    Column[GroupRow]("group", N_("Settings"), 22, lambda row: _(row.group.title)),
    Column[GroupRow]("summary", N_("What counts"), 54, lambda row: row.summary, grows=True),
)
STRING_COLUMNS = (
    Column[AccountHit]("name", N_("Account string"), 22, lambda hit: shown(hit.name), grows=True),
    Column[AccountHit]("kind", N_("Holds for"), 9, lambda hit: _(KINDS[hit.customer_type])),
    Column[AccountHit](
        "building", N_("Building"), 19, lambda hit: shown(hit.building) or "-", grows=True
    ),
    Column[AccountHit]("codes", N_("Codes"), 25, _codes, grows=True),
)


class SettingsScreen(HouseScreen[None]):
    """Shows the settings by subject and the account strings, and opens one of either."""

    AUTO_FOCUS = "#groups"
    CSS = f"""
    SettingsScreen #groups {{ height: {len(GROUPS) + 1}; }}
    SettingsScreen #strings {{ height: 1fr; }}
    """
    BINDINGS = [
        Binding("e,f2", "edit", N_("change")),
        Binding("x", "add", N_("new account string")),
        Binding("r", "deactivate", N_("out of use")),
        Binding("a", "save", N_("save to file")),
        Binding("tab", "app.focus_next", N_("other list")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._drafts: Drafts = {}

    def heading(self) -> str:
        """Return the step's name."""
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        """Yield the settings and the account strings."""
        yield ListTable(GROUP_COLUMNS, key=lambda row: row.group.key, id="groups")
        yield Rule()
        yield ListTable(STRING_COLUMNS, key=lambda hit: hit.id, id="strings")

    async def load(self) -> None:
        """Read the settings and the strings."""
        options = await self.ask(self.close.settings.options)
        strings = await self.ask(accounts.strings)
        register = await self.ask(self._register)
        rows = [GroupRow(group, group.summary(options)) for group in GROUPS]
        await self._groups.show_rows(
            [
                GroupRow(row.group, f"{row.summary}, {register}")
                if row.group.key == "sources"
                else row
                for row in rows
            ]
        )
        await self._strings.show_rows(strings)
        lacking = sum(bool(hit.missing) for hit in strings)
        count = ngettext("{count} account string", "{count} account strings", len(strings))
        told = _("{strings}, {lacking} lack codes").format(
            strings=count.format(count=len(strings)), lacking=lacking
        )
        self.show_totals(told)
        self._say_what_is_kept()

    def on_screen_resume(self) -> None:
        """Tell of a form that was left; the base class comes up to date with the store."""
        if self.query(MessageLine):
            self._say_what_is_kept()

    @on(WindowTable.RowOpened)
    def open_row(self) -> None:
        """Open the group or the string under the cursor."""
        self.action_edit()

    @asking_job
    async def action_edit(self) -> None:
        """Open what the cursor is on, in the list that has the focus."""
        if self.focused is self._strings:
            if self._strings.row is not None:
                await self._open_form(self._strings.row)
        elif self._groups.row is not None:
            await self.house.push_screen(SettingGroupScreen(self._groups.row.group))

    @asking_job
    async def action_add(self) -> None:
        """Open an empty form, or the one that was left."""
        await self._open_form(None)

    @asking_job
    async def action_deactivate(self) -> None:
        """Take the string under the cursor out of use, with a reason."""
        hit = self._strings.row
        if hit is None:
            return
        heading = _("Out of use: {name} ({kind})").format(
            name=shown(hit.name), kind=_(KINDS[hit.customer_type])
        )
        explanation = _("Exports that were made with it keep it.")
        reasons = [_(reason) for reason in DEACTIVATE_REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=explanation))
        if reason is not None:
            await self.tell(self.close.account_strings.deactivate, hit.id, reason)

    @asking_job
    async def action_save(self) -> None:
        """Save settings and account strings to a TOML file."""
        explanation = _("All settings in one TOML file, which the command line reads back.")
        write = partial(self.close.printing.settings, say=say)
        path = await self.answer(SaveAs(_("Save settings"), explanation, write, FILE))
        tell_saved(self, path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to retire a string where one is under the cursor."""
        if action == "deactivate":
            on_strings = self.is_mounted and self.focused is self._strings
            return on_strings and self._strings.row is not None
        return super().check_action(action, parameters)

    async def _open_form(self, hit: AccountHit | None) -> None:
        await self.house.push_screen(AccountStringScreen(hit, self._drafts))

    def _say_what_is_kept(self) -> None:
        if self._drafts:
            self.show_message(_("An account string is typed and not saved yet."), "attention")
        else:
            self.show_message(
                _("Codes are those of the day the file is made, for exports made before too.")
            )

    def _register(self) -> str:
        """Return how the unit register stands."""
        try:
            view = self.close.registers.state()
        except Problem:
            return _("unit register cannot be read")
        if view is None:
            return _("no unit register")
        return _("unit register of {date}").format(date=dates.show(view.date))

    @property
    def _groups(self) -> ListTable[GroupRow]:
        return self.query_one("#groups", ListTable)

    @property
    def _strings(self) -> ListTable[AccountHit]:
        return self.query_one("#strings", ListTable)


STEP = Step(9, N_("Setup"), SettingsScreen)
