"""The settings by what they are about, each group with one row that says how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from data import money
from data.delivery.transports import transport_of
from data.files.series import Series
from data.settings import Options, flat
from tui.line_text import shown
from tui.setting_names import (
    NAMES,
    OPERATOR,
    REGISTER,
    SettingRow,
    format_title,
    setting_row,
    word_of,
)
from tui.words import N_, _, ngettext


@dataclass(frozen=True)
class Group:
    """Settings of one subject."""

    key: str
    title: str
    """Message id."""
    holds: tuple[str, ...]
    """Beginnings of the keys it holds."""
    summary: Callable[[Options], str]

    def has(self, key: str) -> bool:
        """Whether a setting belongs here."""
        return any(key == start or key.startswith(f"{start}.") for start in self.holds)

    def rows(self, options: Options, operator: str) -> list[SettingRow]:
        """Return its settings in the order of the names, then those that have none."""
        values = flat(options) | {OPERATOR: operator, REGISTER: ""}
        keys = [*NAMES, *(key for key in values if key not in NAMES)]
        return [setting_row(key, values[key]) for key in keys if self.has(key)]


def _file(options: Options) -> str:
    external = format_title(options.file.format_external)
    internal = format_title(options.file.format_internal)
    both = external if external == internal else f"{external} / {internal}"
    return _("{format}, orders: {orders}").format(
        format=shown(both), orders=word_of(options.file.orders)
    )


def _headings(options: Options) -> str:
    used = [getattr(options.headings, item.name) for item in fields(options.headings)]
    given = [shown(heading) for heading in used if heading]
    if not given:
        return _("no headings: no dimension goes into the file")
    count = ngettext("{count} in use", "{count} in use", len(given)).format(count=len(given))
    return f"{count}: {', '.join(given)}"


def _series(options: Options) -> str:
    return _("external next {external}, internal next {internal}").format(
        external=_next(options.series.external), internal=_next(options.series.internal)
    )


def _next(series: Series) -> str:
    return str(series.used + 1) if series.left else _("none left")


def _delivery(options: Options) -> str:
    chosen = options.delivery
    place = " ".join(filter(None, (chosen.host, chosen.folder)))
    way = _(transport_of(chosen.method).title)
    return shown(f"{way}: {place}") if place else _("no place is set")


def _letter(options: Options) -> str:
    return shown(options.letter.receivers) or _("no receiver is set")


def _sources(options: Options) -> str:
    folder = shown(options.inbox.folder)
    return (
        _("lists from {folder}").format(folder=folder)
        if folder
        else _("lists from where one started")
    )


def _calendar(options: Options) -> str:
    days = options.calendar
    return _("window day {first}-{last}, file by day {due}").format(
        first=days.first_day, last=days.last_day, due=days.due_day
    )


def _limits(options: Options) -> str:
    limits = options.limits
    return _("month {month} %, year {year} %, high price {price}").format(
        month=limits.month_percent, year=limits.year_percent, price=money.show(limits.high_price)
    )


def _two_persons(options: Options) -> str:
    two = options.two_persons
    return _("second file {file}, wrong digit {digit}, reopening {reopening}").format(
        file=word_of(two.second_file),
        digit=word_of(two.check_digit),
        reopening=word_of(two.reopen_month),
    )


def _operators(options: Options) -> str:
    return shown(", ".join(options.operators)) or _("anybody may change")


def _screen(options: Options) -> str:
    return _("{language}, signs {signs}, test mode {test}").format(
        language=word_of(options.screen.language),
        signs=word_of(options.screen.glyphs),
        test=word_of(options.test_mode),
    )


GROUPS = (
    Group("file", N_("File format"), ("file",), _file),
    Group("headings", N_("Dimensions"), ("headings",), _headings),
    Group("series", N_("Order series"), ("series",), _series),
    Group("delivery", N_("Delivery"), ("delivery",), _delivery),
    Group("letter", N_("Letter"), ("letter",), _letter),
    Group("sources", N_("Sources"), ("inbox", REGISTER), _sources),
    Group("calendar", N_("Deadlines"), ("calendar",), _calendar),
    Group("limits", N_("Control limits"), ("limits",), _limits),
    Group("two_persons", N_("Two persons"), ("two_persons",), _two_persons),
    Group("operators", N_("Operators"), ("operators", OPERATOR), _operators),
    Group("screen", N_("Screen"), ("screen", "test_mode"), _screen),
)
"""In the order of step 9."""
