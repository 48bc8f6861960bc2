"""exports: what is ready for generation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from data import dates, money
from data.month import Month
from data.views import ExportView
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import export_form
from tui.commands._table import table
from tui.words import N_, _, ngettext


def run(call: Call) -> int:
    """List the exports that stand; with `--all` those taken back too."""
    month = Month.parse(call.options.month) if call.options.month else None
    exports = [
        export
        for export in call.close.exports.exports(month)
        if call.options.all or export.reversed_at is None
    ]
    standing = [export for export in exports if export.reversed_at is None]
    count = ngettext("{count} export", "{count} exports", len(standing))
    total = money.show(sum(export.total for export in standing))
    call.answer(
        [export_form(export) for export in exports],
        [*text(exports), "", f"{count.format(count=len(standing))}, {total}"],
    )
    return DONE


def text(exports: Sequence[ExportView]) -> Iterator[str]:
    """Yield exports as a table of text."""
    headings = (
        _("No."), _("Building"), _("To"), _("Lines"), _("Payable"), _("Sum kr"), _("Customers"),
        _("Operator"), _("Exported"), _("State"),
    )  # fmt: skip
    return table(headings, [_row(export) for export in exports], ">  >>>>")


def _row(export: ExportView) -> tuple[str, ...]:
    state = _("ready for generation")
    if export.is_in_file:
        state = _("in file {files}").format(files=", ".join(export.files))
    if export.reversed_at is not None:
        state = _("reversed {at} by {operator}: {reason}").format(
            at=dates.show_time(export.reversed_at),
            operator=export.reversed_by,
            reason=export.reversed_reason,
        )
    return (
        f"E-{export.number:04d}",
        export.building,
        dates.show(export.to),
        str(export.lines),
        str(export.payable),
        money.show(export.total),
        str(export.customers),
        export.operator,
        dates.show_time(export.at),
        state,
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", metavar=_("MONTH"), help=_("only exports of this month, such as 2026-10")
    )
    parser.add_argument("--all", action="store_true", help=_("those that were taken back too"))
    add_json(parser)


SHAPE = (
    '[{"export","state","building","to","season","lines","payable_lines","total",'
    '"external_total","internal_total","customers","external","internal","operator","at",'
    '"copy":{"id","sha256"},"reversed_by","reversed_at","reason"}]'
)
COMMAND = Command("exports", N_("lists what is ready for generation"), _arguments, run, (SHAPE,))
