"""lines: the candidate list, filtered and sorted as on the screen."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator
from typing import Any

from data import dates, money
from data.customer_id import STATES, show
from data.text import spreadsheet_safe
from data.views import LineFilter, LineRow, Order, Scope
from tui.call import DONE, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_full_ids, add_json, add_season
from tui.commands._forms import LINE_KEYS, LINE_SHAPE, Document, amount, line_form
from tui.commands._table import table
from tui.words import N_, _, ngettext

SORTS = (
    "id", "price", "customer", "customer_type", "customer_id", "id_state", "description",
    "starts", "ends", "type",
)  # fmt: skip
"""What a list can be sorted by; `data.columns` has them, and a test compares."""
ALIASES = {"cost": "price", "from": "starts", "to": "ends", "customer_id_state": "id_state"}
"""The same columns by their names in JSON."""

PAGE = 1000


def run(call: Call) -> int:
    """List the lines of one building, or of all."""
    close, options = call.close, call.options
    scope = _scope(call)
    chosen = LineFilter(scope, show=options.show, find=options.find or "")
    tally = close.basis.tally(chosen)
    full = call.show_ids("lines", tally.lines, scope.building_id or None)
    lines = list(_all(close.basis.pager(chosen, _order(options))))
    if options.csv and not options.json:
        call.answer(None, [_csv(lines, full).removesuffix("\n")])
        return DONE
    count = ngettext("{count} line", "{count} lines", tally.lines).format(count=tally.lines)
    call.answer(
        {
            "lines": [line_form(line, full) for line in lines],
            "count": tally.lines,
            "total": amount(tally.total),
        },
        [*_text(lines, full), "", f"{count}, {money.show(tally.total)}"],
    )
    return DONE


def _scope(call: Call) -> Scope:
    """Return the basis that was named; without a date the month's that is being closed."""
    close, options = call.close, call.options
    to = close.months.current().last
    if options.to is not None:
        to = dates.parse_day(options.to, close.basis.today)
    if options.building is None:
        return close.basis.everywhere(to, options.season or "")
    return close.basis.scope(options.building, to, options.season or "")


def _order(options: argparse.Namespace) -> Order:
    if options.sort is None:
        return Order()
    return Order(ALIASES.get(options.sort, options.sort), options.desc)


def _all(pager: Any) -> Iterator[LineRow]:
    page = pager.first(PAGE)
    while page:
        yield from page
        page = pager.after(page[-1].id, PAGE)


def _csv(lines: list[LineRow], full: bool) -> str:
    """Return the fields of the JSON, one line a row, harmless to a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(LINE_KEYS)
    writer.writerows(_cells(line_form(line, full)) for line in lines)
    return text.getvalue()


def _cells(form: Document) -> list[str]:
    cells = {key: "" if value is None else str(value) for key, value in form.items()}
    # An amount below zero is a number; everything else that begins like a formula is text.
    return [cell if key == "cost" else spreadsheet_safe(cell) for key, cell in cells.items()]


def _text(lines: list[LineRow], full: bool) -> Iterator[str]:
    headings = (
        _("Id"), _("Price"), _("Customer"), _("Customer id"), _("Id state"), _("Building"),
        _("Resource"), _("To"), _("Held"),
    )  # fmt: skip
    rows = [
        (
            str(line.id),
            "" if line.price is None else money.show(line.price),
            shown(line.customer, full),
            show(line.customer_id, full),
            _(STATES[line.id_code].short),
            line.building,
            shown(line.resource, full),
            dates.show_time(line.ends),
            _("held") if line.held else "",
        )
        for line in lines
    ]
    return table(headings, rows, ">>")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--building", metavar=_("NAME"), help=_("only this building; all of them unless told")
    )
    add_season(parser)
    parser.add_argument(
        "--to",
        metavar=_("DATE"),
        help=_("lines that ended by the end of this day; last month's last day unless told"),
    )
    parser.add_argument(
        "--show",
        choices=("unexported", "all"),
        default="unexported",
        help=_("unexported: the list; all: with the lines that have left it"),
    )
    parser.add_argument(
        "--sort",
        choices=(*SORTS, *ALIASES),
        metavar=_("COLUMN"),
        help=_("the column to sort by: {columns}; price from the top unless told").format(
            columns=", ".join(SORTS)
        ),
    )
    parser.add_argument("--desc", action="store_true", help=_("the highest first"))
    parser.add_argument(
        "--find", metavar=_("TEXT"), help=_("only lines with this text, id or customer id")
    )
    parser.add_argument(
        "--csv", action="store_true", help=_("answer with semicolon-separated text")
    )
    add_full_ids(parser)
    add_json(parser)


COMMAND = Command(
    "lines",
    N_("lists the lines that are ready for invoicing"),
    _arguments,
    run,
    (f'{{"lines":[{LINE_SHAPE}],"count","total"}}',),
)
