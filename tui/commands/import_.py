"""import: lists from Aktiv kommune, each file whole or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from data import money
from data.errors import BadCell, Problem, Refused, UsageProblem
from data.listing import DateOrder
from tui.call import DONE, REFUSED, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document, amount, place_of
from tui.correction_text import correction_notes
from tui.words import N_, _, ngettext, say

if TYPE_CHECKING:
    from data.comparison import Group, ImportPlan
    from data.inbox import FileRead


def run(call: Call) -> int:
    """Read every file before the first is stored: one that is refused stops them all."""
    total = call.amount(call.options.total)
    if total is not None and len(call.options.files) > 1:
        raise UsageProblem("F794", N_("--total speaks of one file. Import the files one by one."))
    close = call.close
    found: list[FileRead] = []
    refused: list[tuple[str, Problem]] = []
    for name in call.options.files:
        try:
            found.append(_read(call, name, total))
        except Problem as problem:
            if problem.exit_status not in (1, REFUSED):
                raise
            refused.append((name, problem))
    if refused:
        _refuse(call, refused)
        return REFUSED
    # Weighed anew one by one: a file may bring what the one before it brought.
    plans = [close.imports.apply(close.imports.weigh(file)) for file in found]
    call.answer(
        {"files": [_form(plan) for plan in plans]}, [line for plan in plans for line in _text(plan)]
    )
    _warn(call, plans)
    return DONE


def _read(call: Call, name: str, total: int | None) -> FileRead:
    from data.inbox import read_file

    found = read_file(Path(name).expanduser(), call.options.dates)
    if total is not None:
        imports = call.close.imports
        imports.check_total(imports.weigh(found), total)
    return found


def _form(plan: ImportPlan) -> Document:
    return {
        "file": plan.file,
        "read": plan.read,
        "new": plan.new.lines,
        "changed": plan.changed.lines,
        "unchanged": plan.unchanged,
        "total": amount(plan.total),
    }


def _text(plan: ImportPlan) -> list[str]:
    if plan.already is not None:
        return [
            _("{file}: brought in before (I-{number:04d}). Nothing is changed.").format(
                file=plan.file, number=plan.already
            )
        ]
    lines = [
        _("{file}: {lines}, {total}").format(
            file=plan.file, lines=_count(plan.read), total=money.show(plan.total)
        )
    ]
    for word, group in ((_("new"), plan.new), (_("changed"), plan.changed), (_("gone"), plan.gone)):
        lines.append(f"  {word}: {_group(group)}")
    lines.append(f"  {_('unchanged')}: {_count(plan.unchanged)}")
    lines += [f"  {note}" for note in correction_notes(plan)]
    totals = len(plan.reading.totals)
    if totals:
        text = ngettext("{count} control total", "{count} control totals", totals)
        lines.append(f"  {text.format(count=totals)}")
    return lines


def _warn(call: Call, plans: list[ImportPlan]) -> None:
    """Say what the answer has no place for and somebody should know."""
    for plan in plans:
        if plan.gone.lines and call.options.json:
            call.tell(
                _("{file} no longer holds {lines} ({total}); they have left the list.").format(
                    file=plan.file,
                    lines=_count(plan.gone.lines),
                    total=money.show(plan.gone.total),
                )
            )
        if plan.exported_changes:
            call.tell(
                _("{file} says otherwise about {lines} that are exported; they stay.").format(
                    file=plan.file, lines=_count(len(plan.exported_changes))
                )
            )


def _group(group: Group) -> str:
    return f"{_count(group.lines)}, {money.show(group.total)}"


def _count(lines: int) -> str:
    return ngettext("{count} line", "{count} lines", lines).format(count=lines)


def _refuse(call: Call, refused: list[tuple[str, Problem]]) -> None:
    cells: list[BadCell] = []
    for name, problem in refused:
        call.tell_problem(problem)
        own = problem.cells if isinstance(problem, Refused) else ()
        for cell in own:
            call.tell(place_of(cell))
        cells += own or (BadCell(Path(name).name, 0, "", "", problem.phrase),)
    call.answer({"refused": [_cell(cell) for cell in cells]}, [])
    if len(call.options.files) > 1:
        call.tell(_("Nothing was stored, of any file."))


def _cell(cell: BadCell) -> Document:
    return {
        "file": cell.file,
        "row": cell.row or None,
        "column": cell.column or None,
        "value": shown(cell.value),
        "reason": say(cell.reason),
    }


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar=_("FILE"),
        help=_("a list saved from Aktiv kommune (CSV, XLSX), a case file or control totals (JSON)"),
    )
    parser.add_argument(
        "--total",
        metavar=_("AMOUNT"),
        help=_("what the file must add up to; it is refused when it does not"),
    )
    parser.add_argument(
        "--dates",
        choices=get_args(DateOrder),
        help=_("how dates that can be read in two ways are meant: d day, m month, y year"),
    )
    add_json(parser)


COMMAND = Command(
    "import",
    N_("reads lists from Aktiv kommune, each file whole or not at all"),
    _arguments,
    run,
    (
        '{"files":[{"file","read","new","changed","unchanged","total"}]}',
        '{"refused":[{"file","row","column","value","reason"}]}',
    ),
)
