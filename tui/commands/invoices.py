"""invoices: the collective invoices that a basis will make."""

from __future__ import annotations

import argparse

from data import money
from data.customer_id import mask, show
from data.invoices import collect
from tui.call import DONE, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_basis, add_full_ids, add_json
from tui.commands._forms import amount
from tui.commands._table import table
from tui.words import N_, _, ngettext


def run(call: Call) -> int:
    """List one invoice for each customer of the marked lines."""
    scope = call.scope()
    rows = collect(line for line in call.close.basis.lines(scope) if not line.held)
    full = call.show_ids("invoices", sum(len(row.lines) for row in rows), scope.building_id)
    total = sum(row.total for row in rows)
    headings = (_("Customer"), _("Customer id"), _("Lines"), _("Sum kr"))
    cells = [
        (
            shown(row.customer, full),
            show(row.customer_id, full),
            str(len(row.lines)),
            money.show(row.total),
        )
        for row in rows
    ]
    count = ngettext("{count} invoice", "{count} invoices", len(rows)).format(count=len(rows))
    call.answer(
        {
            "invoices": [
                {
                    "customer": shown(row.customer, full),
                    "customer_id": row.customer_id if full else mask(row.customer_id),
                    "lines": len(row.lines),
                    "total": amount(row.total),
                }
                for row in rows
            ],
            "count": len(rows),
            "total": amount(total),
        },
        [*table(headings, cells, "  >>"), "", f"{count}, {money.show(total)}"],
    )
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_basis(parser)
    add_full_ids(parser)
    add_json(parser)


COMMAND = Command(
    "invoices",
    N_("lists the collective invoices that will come of a building"),
    _arguments,
    run,
    ('{"invoices":[{"customer","customer_id","lines","total"}],"count","total"}',),
)
