"""Step 9: what the municipality has decided, and the account strings that carry its names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import accounts, dates, money
from data.accounts import AccountHit
from data.errors import Problem
from data.register.unit import grouped
from data.settings import AMOUNTS, CHOICES, flat, read_value
from tui import glyphs
from tui.dialogs import AskChoice, AskText
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import KINDS, shown
from tui.save_as import SaveAs, tell_saved
from tui.screens.register import RegisterScreen
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import LANGUAGES, N_, _, ngettext

OPERATOR = "operator"
"""The one row that is no setting: the name comes with the start of the program."""

REGISTER = "register"
"""The row that leads to the unit register, which is a file and no setting either."""

ROWS = (
    ("screen.language", N_("Language"), N_("acts at once")),
    ("screen.glyphs", N_("Signs"), N_("acts at once")),
    (OPERATOR, N_("Operator's name"), N_("given at the start with --as")),
    (REGISTER, N_("Unit register"), N_("Enter brings one in")),
    ("calendar.first_day", N_("First day of the window"), N_("day of the month after")),
    ("calendar.last_day", N_("Last day of the window"), N_("day of the month after")),
    ("calendar.due_day", N_("Deadline for the file"), N_("day of the month after")),
    ("limits.month_percent", N_("Limit, change of month"), N_("per cent; point 5 asks")),
    ("limits.year_percent", N_("Limit, change of year"), N_("per cent; point 5 asks")),
    ("limits.high_price", N_("Limit, high price"), N_("kroner; point 2 asks")),
    ("limits.price_percent", N_("Limit, odd price"), N_("per cent from the usual")),
    ("limits.price_percent_own", N_("Limit, own price"), N_("per cent from before")),
    ("limits.odd_ore", N_("Point at odd øre"), N_("as no other price ends")),
    ("inbox.folder", N_("Folder of lists"), N_("empty: where one started")),
    ("two_persons.second_file", N_("Two for a second file"), N_("another must allow it")),
    ("two_persons.check_digit", N_("Two for a wrong digit"), N_("another must accept it")),
    ("two_persons.reopen_month", N_("Two to reopen a month"), N_("another must allow it")),
    ("test_mode", N_("Test mode"), N_("from the next start")),
)
"""Key, name and remark of each setting; one that is missing here is shown by its key."""

WORDS: dict[object, str] = {
    True: N_("on"),
    False: N_("off"),
    "nb": N_("Norwegian (bokmål)"),
    "en": N_("English"),
    "auto": N_("automatic"),
    "ascii": N_("ASCII"),
    "utf8": N_("UTF-8"),
}
FILE = "fakturaklar.toml"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is shown and changed."""

    key: str
    name: str
    value: object
    remark: str

    @property
    def shown_value(self) -> str:
        """The value as people read it."""
        if self.key in AMOUNTS and isinstance(self.value, int):
            return money.show(self.value)
        if isinstance(self.value, bool) or self.key in CHOICES:
            return _(WORDS.get(self.value, str(self.value)))
        return shown(str(self.value))


SETTING_COLUMNS = (
    Column[SettingRow]("name", N_("Setting"), 28, lambda row: row.name),
    Column[SettingRow]("value", N_("Value"), 19, lambda row: row.shown_value),
    Column[SettingRow]("remark", N_("Remark"), 28, lambda row: row.remark, grows=True),
)
STRING_COLUMNS = (
    Column[AccountHit]("name", N_("Account string"), 24, lambda hit: shown(hit.name), grows=True),
    Column[AccountHit]("kind", N_("Holds for"), 9, lambda hit: _(KINDS[hit.customer_type])),
    Column[AccountHit](
        "building", N_("Building"), 22, lambda hit: shown(hit.building) or "-", grows=True
    ),
    Column[AccountHit](
        "codes", N_("Codes"), 20,
        lambda hit: shown(hit.told_by()) or glyphs.cell("attention", _("asked for later")),
    ),
)  # fmt: skip


class SettingsScreen(HouseScreen[None]):
    """Shows the settings, changes one at a time, and saves them all to a file."""

    AUTO_FOCUS = "#settings"
    CSS = """
    SettingsScreen #settings { height: 13; }
    SettingsScreen #strings { height: 1fr; }
    """
    BINDINGS = [
        Binding("e,f2", "edit", N_("change")),
        Binding("a", "save", N_("save settings to file")),
        Binding("tab", "app.focus_next", N_("other list")),
    ]

    def heading(self) -> str:
        """Return the step's name."""
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        """Yield the settings and the account strings."""
        yield ListTable(SETTING_COLUMNS, key=lambda row: row.key, id="settings")
        yield Rule()
        yield ListTable(STRING_COLUMNS, key=lambda hit: hit.id, opens=False, id="strings")

    async def load(self) -> None:
        """Read the settings and the strings."""
        options = await self.ask(self.close.settings.options)
        strings = await self.ask(accounts.strings)
        made, remark = await self.ask(self._told_of_register)
        rows = _rows(flat(options) | {REGISTER: made}, self.house.operator)
        await self._settings.show_rows(
            [replace(row, remark=remark) if row.key == REGISTER else row for row in rows]
        )
        await self.query_one("#strings", ListTable).show_rows(strings)
        without = sum(not hit.codes for hit in strings)
        count = ngettext("{count} account string", "{count} account strings", len(strings))
        told = _("{strings}, {without} without codes").format(
            strings=count.format(count=len(strings)), without=without
        )
        self.show_totals(told)
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

    @asking_job
    async def action_save(self) -> None:
        """Save every setting to a TOML file."""
        explanation = _("All settings in one TOML file, which the command line reads back.")
        dialog = SaveAs(_("Save settings"), explanation, self.close.printing.settings, FILE)
        path = await self.answer(dialog)
        tell_saved(self, path)

    @property
    def _settings(self) -> ListTable[SettingRow]:
        return self.query_one("#settings", ListTable)

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

    async def _ask_value(self, row: SettingRow) -> object | None:
        choices: tuple[object, ...] = CHOICES.get(row.key, ())
        if isinstance(row.value, bool):
            choices = (True, False)
        if choices:
            words = [(choice, _(WORDS[choice])) for choice in choices]
            return await self.answer(AskChoice(row.name, words, explanation=row.remark))
        read = partial(read_value, row.key)
        return await self.answer(AskText(row.name, row.remark, read, value=row.shown_value))

    def _act_at_once(self, key: str, value: object) -> None:
        for language in LANGUAGES:
            if key == "screen.language" and value == language:
                self.house.speak(language)
        if key == "screen.glyphs" and value in ("auto", "ascii", "utf8"):
            self.house.draw_with(value)
        if key == "test_mode":
            self.tell_user(_("Test mode holds from the next start of the program."))


def _rows(values: dict[str, object], operator: str) -> list[SettingRow]:
    known = {key for key, _name, _remark in ROWS}
    others = tuple((key, key, "") for key in values if key not in known)
    return [
        SettingRow(key, _(name), operator if key == OPERATOR else values[key], _(remark))
        for key, name, remark in (*ROWS, *others)
        if key == OPERATOR or key in values
    ]


STEP = Step(9, N_("Setup"), SettingsScreen)
