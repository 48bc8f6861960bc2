"""generate: the month's file, one for each kind of customer."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from data import dates, money
from data.files.draft import Draft
from data.month import Month
from data.printing import write_new_files
from data.views.files import FileView
from tui.call import DONE, NO, Call
from tui.commands import Command
from tui.commands._arguments import add_json, whole_number
from tui.commands._forms import amount
from tui.commands.files import SHAPE, file_form, text
from tui.words import N_, _, say


def run(call: Call) -> int:
    """Make the files of a month; without `--orders` only say what they would hold."""
    close, options = call.close, call.options
    day = dates.parse_day(options.date, close.basis.today) if options.date else None
    month = call.month()
    if options.second:
        # Before the draft: while nobody has allowed a further file nothing more can be exported.
        return _ask_second(call, month)
    draft = close.generation.prepare(month, day)
    if options.orders is None:
        _tell(call, draft)
        return NO
    files = close.generation.commit(draft, options.orders, options.without, options.reason)
    for drafted in draft.files:
        for warning in drafted.warnings:
            call.tell(say(warning))
    call.answer({"files": [file_form(file) for file in files]}, text(files))
    if options.out:
        # Last: the files are made, whether or not there is room for copies of them.
        _copy(call, files)
    return DONE


def _copy(call: Call, files: Sequence[FileView]) -> None:
    contents: dict[str, bytes] = {}
    for file in files:
        contents[file.name] = call.close.files.content(file.number)
        contents[file.log_name] = call.close.files.log(file.number)
    write_new_files(call.options.out, contents)


def _ask_second(call: Call, month: Month) -> int:
    """Ask for a further file, or allow what a colleague asked for; done once it is allowed."""
    close, reason = call.close, call.options.second
    second = close.gate.second_file(month)
    asked = None if second is None else second.asked
    if second is not None and asked is None:
        asked = close.gate.ask(month, reason)
    elif asked is not None and not asked.given_by and asked.asked_by != close.journal.operator:
        asked = close.approvals.give(asked.number)
    is_allowed = second is None or (asked is not None and bool(asked.given_by))
    call.answer(
        {"further_file": {"month": str(month), "allowed": is_allowed}},
        [_further(is_allowed)],
    )
    return DONE if is_allowed else NO


def _further(is_allowed: bool) -> str:
    if is_allowed:
        return _("A further file is allowed. Export in step 5, then x.")
    return _("Waits for a second operator, who presses x in step 6 of this month.")


def _tell(call: Call, draft: Draft) -> None:
    """Say what would be made, and what is in the way."""
    call.answer(
        {
            "draft": {
                "orders": draft.orders,
                "lines": draft.lines_in_files,
                "total": amount(draft.amount),
                "missing": list(draft.waiting),
            }
        },
        [
            _("{orders} orders, {lines} lines, {total}. Nothing is made yet.").format(
                orders=draft.orders, lines=draft.lines_in_files, total=money.show(draft.amount)
            ),
            _("Not exported: {buildings}").format(buildings=", ".join(draft.waiting) or "-"),
            _("Say --orders {orders} to make the file.").format(orders=draft.orders),
        ],
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", metavar=_("MONTH"), help=_("the rental month; the one being closed unless told")
    )
    parser.add_argument(
        "--date", metavar=_("DATE"), help=_("the day that the file bears; today unless told")
    )
    parser.add_argument(
        "--orders",
        type=whole_number,
        metavar=_("N"),
        help=_("how many orders it has, as a confirmation; without it nothing is made"),
    )
    parser.add_argument(
        "--without",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("NAME"),
        help=_("a building that is knowingly left to a later file; needs --reason"),
    )
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why buildings are left"))
    parser.add_argument(
        "--second",
        default="",
        metavar=_("TEXT"),
        help=_("ask for a further file in the month, or allow it as the second operator; say why"),
    )
    parser.add_argument("--out", metavar=_("FOLDER"), help=_("write copies of file and log there"))
    add_json(parser)


COMMAND = Command(
    "generate",
    N_("makes the month's invoice file of all that is exported"),
    _arguments,
    run,
    (
        f'{{"files":[{SHAPE}]}}',
        '{"draft":{"orders","lines","total","missing"}}',
        '{"further_file":{"month","allowed"}}',
    ),
)
