"""export: a signed basis leaves the list and stands under «Klar for generering»."""

from __future__ import annotations

import argparse

from data import money
from data.errors import UsageProblem
from data.text import fold
from data.views import Scope
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_basis, add_json, whole_number
from tui.commands._forms import amount
from tui.commands.check import keep_total
from tui.words import N_, _, ngettext


def run(call: Call) -> int:
    """Take the copy and export; refused while a point is unsigned."""
    close, options = call.close, call.options
    total = call.amount(options.control_total)
    scope = call.scope()
    _require_named(call, scope)
    with close.locks.during(scope.building_id):
        if options.line:
            _mark(call, scope)
        if total is not None:
            keep_total(call, scope, total, None)
        draft = close.exports.prepare(scope)
        export = close.exports.commit(draft, options.external, options.internal)
    copy = close.archive.copy(export.copy)
    call.answer(
        {
            "export": export.number,
            "lines": export.lines,
            "payable_lines": export.payable,
            "total": amount(export.total),
            "copy": {"id": copy.number, "sha256": copy.sha256, "path": copy.path},
        },
        [
            _("E-{number:04d} {building}: {lines} lines, {payable} with a price, {total}.").format(
                number=export.number,
                building=export.building,
                lines=export.lines,
                payable=export.payable,
                total=money.show(export.total),
            ),
            _("Copy K-{number:04d}, sha256 {digest}, {path}").format(
                number=copy.number, digest=copy.sha256, path=copy.path
            ),
        ],
    )
    return DONE


def _require_named(call: Call, scope: Scope) -> None:
    """Refuse before anything is touched: the name repeated wrongly, an unknown account string."""
    from data.accounts import the_only_hit

    if fold(call.options.confirm) != fold(scope.building):
        raise UsageProblem(
            "F509",
            N_("--confirm says «{said}», and the building is «{building}». Write its whole name."),
            said=call.options.confirm,
            building=scope.building,
        )
    the_only_hit(call.options.external, "external")
    the_only_hit(call.options.internal, "internal")


def _mark(call: Call, scope: Scope) -> None:
    from data.marking import mark_only

    reason = _("not named in the export")
    held = mark_only(call.close.basis, scope, call.options.line, reason)
    if held:
        text = ngettext(
            "{count} other line is held back: {reason}.",
            "{count} other lines are held back: {reason}.",
            held,
        )
        call.tell(text.format(count=held, reason=reason))


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_basis(parser)
    parser.add_argument(
        "--control-total",
        required=True,
        metavar=_("AMOUNT"),
        help=_("the total that Aktiv kommune shows for the whole list"),
    )
    for name, text in (
        ("--external", _("the account string (konteringsstreng) for external customers")),
        ("--internal", _("the account string for internal customers")),
    ):
        parser.add_argument(name, required=True, metavar=_("NAME"), help=text)
    parser.add_argument(
        "--line",
        type=whole_number,
        nargs="+",
        action="extend",
        metavar=_("ID"),
        help=_("export only these lines; the others are held back, and stay so"),
    )
    parser.add_argument(
        "--confirm", required=True, metavar=_("NAME"), help=_("the building's name once more")
    )
    add_json(parser)


COMMAND = Command(
    "export",
    N_("moves the lines of a building to «Klar for generering»"),
    _arguments,
    run,
    ('{"export","lines","payable_lines","total","copy":{"id","sha256","path"}}',),
)
