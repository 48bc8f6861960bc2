"""invoices: the collective invoices that a building, or a whole month, will make."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NamedTuple

from data import dates, money
from data.customer_id import mask, show
from data.errors import UsageProblem
from data.listing import CustomerType
from data.views import InvoiceRow, Scope
from tui.call import DONE, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_full_ids, add_json, add_season
from tui.commands._forms import Document, amount
from tui.commands._table import table
from tui.words import N_, _, ngettext

KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}


def run(call: Call) -> int:
    """List one row for each customer, whatever the buildings."""
    scope = _scope(call)
    collective = call.close.collective
    rows = collective.of_building(scope) if scope else collective.of_month(_to(call))
    seen = [_seen(row, scope) for row in rows]
    lines, total = sum(each.lines for each in seen), sum(each.total for each in seen)
    full = call.show_ids("invoices", lines, scope.building_id if scope else None)
    headings = (
        _("Customer"), _("Customer id"), _("Kind"), _("Lines"), _("Sum kr"), _("Invoice kr"),
        _("Orders"), _("Buildings"),
    )  # fmt: skip
    count = ngettext("{count} invoice", "{count} invoices", len(seen)).format(count=len(seen))
    call.answer(
        {
            "invoices": [_form(each, full) for each in seen],
            "count": len(seen),
            "total": amount(total),
        },
        [
            *table(headings, [_cells(each, full) for each in seen], "   >>>>"),
            "",
            f"{count}, {money.show(total)}",
        ],
    )
    return DONE


class _Seen(NamedTuple):
    """A customer, and what is counted of it: the lines of the building asked for, or all."""

    row: InvoiceRow
    lines: int
    total: int


def _seen(row: InvoiceRow, scope: Scope | None) -> _Seen:
    if scope is None:
        return _Seen(row, len(row.lines), row.total)
    return _Seen(row, len(row.lines_of(scope.building)), row.total_of([scope.building]))


def _scope(call: Call) -> Scope | None:
    """Return the basis that is asked for; None for the whole month.

    Raises UsageProblem F789 where the last day is missing, or a season stands alone.
    """
    if call.options.building is not None and call.options.to is not None:
        return call.scope()
    if call.options.building is not None or call.options.season is not None:
        raise UsageProblem("F789", N_("--building needs --to beside it, --season needs both."))
    return None


def _to(call: Call) -> date:
    """Return the last day of the month that is asked for."""
    if call.options.to is not None:
        return dates.parse_day(call.options.to, call.close.basis.today)
    return call.month().last


def _form(each: _Seen, full: bool) -> Document:
    row = each.row
    return {
        "customer": shown(row.customer, full),
        "customer_id": row.customer_id if full else mask(row.customer_id),
        "kind": row.customer_type,
        "lines": each.lines,
        "total": amount(each.total),
        "whole_total": amount(row.total),
        "invoices": len(row.invoices),
        "orders": row.orders,
        "buildings": [
            {
                "building": shown(part.building, full),
                "export": part.export,
                "sub_customer": shown(invoice.sub_customer, full),
                "lines": len(part.lines),
                "total": amount(part.total),
            }
            for invoice in row.invoices
            for part in invoice.parts
        ],
    }


def _cells(each: _Seen, full: bool) -> tuple[str, ...]:
    row = each.row
    return (
        shown(row.customer, full),
        show(row.customer_id, full),
        _(KINDS[row.customer_type]),
        str(each.lines),
        money.show(each.total),
        money.show(row.total),
        str(row.orders),
        shown(", ".join(row.buildings), full),
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--building", metavar=_("NAME"), help=_("the building (bygg/anlegg); every one if left out")
    )
    parser.add_argument(
        "--to", metavar=_("DATE"), help=_("the last day that counts, such as 31.10.2026")
    )
    parser.add_argument(
        "--month",
        metavar=_("MONTH"),
        help=_("the rental month, such as 2026-10; the one being closed unless told"),
    )
    add_season(parser)
    add_full_ids(parser)
    add_json(parser)


SHAPE = (
    '{"invoices":[{"customer","customer_id","kind","lines","total","whole_total","invoices",'
    '"orders","buildings":[{"building","export","sub_customer","lines","total"}]}],'
    '"count","total"}'
)
COMMAND = Command(
    "invoices",
    N_("lists the collective invoices that will come of a building or a month"),
    _arguments,
    run,
    (SHAPE,),
)
