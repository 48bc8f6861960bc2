"""copies: the archive of copies, opened again and proved unchanged."""

from __future__ import annotations

import argparse

from data import dates, money
from data.errors import UsageProblem
from data.snapshot import short_digest, table_text
from tui.call import DONE, NO, Call
from tui.commands import Command
from tui.commands._arguments import add_full_ids, add_json, numbered
from tui.commands._forms import LINE_SHAPE, copy_form, line_form
from tui.commands._table import table
from tui.words import N_, _


def run(call: Call) -> int:
    """List the copies, newest first."""
    copies = call.close.archive.copies()
    headings = (
        _("Copy"), _("Building"), _("To"), _("Taken"), _("Operator"), _("Lines"), _("Sum kr"),
        _("Checksum"), _("Export"),
    )  # fmt: skip
    rows = [
        (
            f"K-{copy.number:04d}",
            copy.building,
            dates.show(copy.to),
            dates.show_time(copy.taken),
            copy.operator,
            str(copy.lines),
            money.show(copy.total),
            short_digest(copy.sha256),
            "" if copy.export is None else f"E-{copy.export:04d}",
        )
        for copy in copies
    ]
    call.answer([copy_form(copy) for copy in copies], table(headings, rows, "     >>"))
    return DONE


def show(call: Call) -> int:
    """Open one copy again, on the screen or as a file for a spreadsheet."""
    close, number = call.close, call.options.copy
    if call.options.full_ids and not call.options.json:
        raise UsageProblem("F796", N_("A copy shows ids in full only with --json."))
    copy = close.archive.copy(number)
    head, lines = close.archive.content(number)
    if call.options.csv is not None:
        path = close.printing.copy(number, _as_csv(call.options.csv))
        call.answer({"copy": copy_form(copy), "file": str(path)}, [str(path)])
        return DONE
    full = call.show_ids(f"K-{number:04d}", len(lines))
    call.answer(
        {"copy": copy_form(copy), "lines": [line_form(line, full) for line in lines]},
        table_text(head, lines).splitlines(),
    )
    return DONE


def _as_csv(name: str) -> str:
    return name if name.lower().endswith(".csv") else f"{name}.csv"


def verify(call: Call) -> int:
    """Read every copy anew and compare its digest."""
    verdicts = call.close.archive.verify()
    words = {"intact": _("unchanged"), "missing": _("missing"), "changed": _("changed")}
    headings = (_("Copy"), _("File"), _("Store"))
    rows = [(f"K-{item.number:04d}", words[item.file], words[item.row]) for item in verdicts]
    intact = all(item.is_intact for item in verdicts)
    sentence = _("Every copy is unchanged.") if intact else _("Not every copy is unchanged.")
    call.answer(
        {
            "copies": [
                {"id": item.number, "file": item.file, "store": item.row} for item in verdicts
            ],
            "intact": intact,
        },
        [*table(headings, rows), "", sentence],
    )
    return DONE if intact else NO


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "copy", type=numbered("K"), metavar=_("ID"), help=_("its number, such as K-0012")
    )
    parser.add_argument(
        "--csv", metavar=_("PATH"), help=_("write it to a new file for a spreadsheet, ids masked")
    )
    add_full_ids(parser)
    add_json(parser)


COPY = '{"id","building","to","taken","operator","lines","total","sha256","path","export"}'
COMMAND = Command(
    "copies",
    N_("lists the archived copies"),
    add_json,
    run,
    (f"[{COPY}]",),
    (
        Command(
            "show",
            N_("opens one copy again"),
            _show_arguments,
            show,
            (f'{{"copy":{COPY},"lines":[{LINE_SHAPE}]}}', f'{{"copy":{COPY},"file"}}'),
        ),
        Command(
            "verify",
            N_("proves every copy unchanged"),
            add_json,
            verify,
            ('{"copies":[{"id","file","store"}],"intact"}',),
        ),
    ),
)
