"""generate: the month's file, one for each kind of customer."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import dates, money
from data.views.files import FileView
from tui.call import DONE, NO, Call
from tui.commands import Command
from tui.commands._arguments import add_json, whole_number
from tui.commands._forms import amount
from tui.commands.files import SHAPE, file_form, text
from tui.words import N_, _, say

if TYPE_CHECKING:
    from data.files.draft import Draft
    from data.month import Month


def run(call: Call) -> int:
    """Make the files of a month; without `--orders` only say what they would hold."""
    close, options = call.close, call.options
    day = dates.parse_day(options.date, close.basis.today) if options.date else None
    month = call.month()
    if options.second:
        is_allowed = _is_second_allowed(call, month)
        if options.orders is None or not is_allowed:
            return _tell_second(call, month, is_allowed=is_allowed)
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
    from data.printing import write_new_files

    write_new_files(call.options.out, contents)


def _is_second_allowed(call: Call, month: Month) -> bool:
    """Ask for a further file, or allow what a colleague asked for; whether it is allowed now."""
    close = call.close
    if close.ready.view(month).unfiled:
        second = close.generation.prepare(month).second
    else:
        # Nothing more can be exported of the month before a further file is allowed.
        second = close.gate.second_file(month)
    if second is None or second.is_allowed:
        return True
    if second.asked is None:
        return bool(close.gate.ask(month, call.options.second).given_by)
    if second.asked.asked_by == close.journal.operator:
        return False
    return bool(close.approvals.give(second.asked.number).given_by)


def _tell_second(call: Call, month: Month, *, is_allowed: bool) -> int:
    told = _("A further file is allowed. Export in step 5, then x.")
    if not is_allowed:
        told = _("Waits for a second operator, who presses x in step 6 of this month.")
    call.answer({"further_file": {"month": str(month), "allowed": is_allowed}}, [told])
    return DONE if is_allowed else NO


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
