"""register: Enhetsregisteret, brought in from the files Brønnøysundregistrene publish."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data import dates
from tui.call import DONE, NO, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document, moment
from tui.commands._table import table
from tui.words import N_, _, ngettext, say

if TYPE_CHECKING:
    from data.register.building import Progress
    from data.register.unit import RegisterView

_CLEAR_LINE = "\r\x1b[K"


def run(call: Call) -> int:
    """Say which register is in use; the answer is no where there is none."""
    view = call.close.registers.state()
    if view is None:
        call.answer({"date": None}, [_("No unit register is brought in.")])
        return NO
    _answer(call, view)
    return DONE


def bring(call: Call) -> int:
    """Make one register of the files, whole, or leave the one before it as it is."""
    close = call.close
    day = None
    if call.options.date is not None:
        day = dates.parse_day(call.options.date, close.basis.today)
    paths = [Path(name).expanduser() for name in call.options.files]
    try:
        view = close.registers.load(paths, day, _progress())
    finally:
        if sys.stderr.isatty():
            sys.stderr.write(_CLEAR_LINE)
    _answer(call, view)
    return DONE


def _answer(call: Call, view: RegisterView) -> None:
    call.answer(_form(view), _text(view))
    for remark in view.remarks:
        call.tell(say(remark))


def _progress() -> Progress | None:
    """Return what keeps one line of a terminal up to date; nothing where stderr is a file."""
    if not sys.stderr.isatty():
        return None
    from data.register.unit import grouped

    def tell(units: int, read: int, size: int) -> None:
        percent = min(100, 100 * read // max(size, 1))
        sentence = ngettext("{units} unit, {percent} %", "{units} units, {percent} %", units)
        sys.stderr.write(_CLEAR_LINE + sentence.format(units=grouped(units), percent=percent))
        sys.stderr.flush()

    return tell


def _form(view: RegisterView) -> Document:
    return {
        "date": view.date.isoformat(),
        "main_units": view.main_units,
        "sub_units": view.sub_units,
        "imported": moment(view.imported),
        "operator": view.operator,
        "files": [
            {
                "file": shown(file.name),
                "units": file.units,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in view.files
        ],
    }


def _text(view: RegisterView) -> list[str]:
    from data.register.unit import grouped

    sentence = _("Unit register of {date}: {main}, {sub}.")
    main = ngettext("{count} main unit", "{count} main units", view.main_units)
    sub = ngettext("{count} sub-unit", "{count} sub-units", view.sub_units)
    rows = [
        (shown(file.name), grouped(file.units), grouped(file.size), file.sha256[:12])
        for file in view.files
    ]
    return [
        sentence.format(
            date=dates.show(view.date),
            main=main.format(count=grouped(view.main_units)),
            sub=sub.format(count=grouped(view.sub_units)),
        ),
        _("Brought in {time} by {operator}.").format(
            time=dates.show_time(view.imported), operator=view.operator
        ),
        *table((_("File"), _("Units"), _("Bytes"), _("Checksum")), rows, " >> "),
    ]


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar=_("FILE"),
        help=_("«enheter» and «underenheter» in one command: CSV or JSON, packed (gzip) or not"),
    )
    parser.add_argument(
        "--date",
        metavar=_("DATE"),
        help=_("the day the files were made; else the files say it"),
    )
    add_json(parser)


SHAPE = (
    '{"date","main_units","sub_units","imported","operator",'
    '"files":[{"file","units","size","sha256"}]}'
)
COMMAND = Command(
    "register",
    N_("shows which unit register (Enhetsregisteret) customers are held against"),
    add_json,
    run,
    (SHAPE, '{"date"}'),
    (
        Command(
            "import",
            N_("makes a unit register of the files of Brønnøysundregistrene, whole or not at all"),
            _import_arguments,
            bring,
            (SHAPE,),
        ),
        Command(
            "show",
            N_("shows which unit register (Enhetsregisteret) customers are held against"),
            add_json,
            run,
            (SHAPE, '{"date"}'),
        ),
    ),
)
