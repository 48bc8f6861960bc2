"""The columns in which lines are listed, by the digits of `data.columns`."""

from __future__ import annotations

from data import customer_id, dates
from data.columns import BY_KEY
from data.views import LineRow
from tui import line_text
from tui.line_text import shown
from tui.widgets.columns import Column
from tui.words import N_, _

FIXED = 4
"""Mark, number, price and customer stay when the other columns are paged."""


def _digit(key: str) -> str:
    return BY_KEY[key].digit


LINE_COLUMNS = (
    Column[LineRow]("mark", "", 3, line_text.mark),
    Column[LineRow](
        "id", N_("No."), 6, lambda line: str(line.id), right=True, digit=_digit("id")
    ),
    Column[LineRow](
        "price", N_("Price"), 10, line_text.price,
        right=True, digit=_digit("price"), falls=True,
    ),
    Column[LineRow](
        "customer", N_("Customer"), 13, lambda line: shown(line.customer),
        digit=_digit("customer"), grows=True,
    ),
    Column[LineRow](
        "customer_type", N_("K"), 1, lambda line: line_text.LETTERS[line.customer_type],
        digit=_digit("customer_type"),
    ),
    Column[LineRow](
        "customer_id", N_("Customer id"), 12,
        lambda line: customer_id.show(line.customer_id) or "-",
        digit=_digit("customer_id"),
    ),
    Column[LineRow](
        "id_state", N_("Id state"), 13, line_text.id_cell, digit=_digit("id_state")
    ),
    Column[LineRow](
        "description", N_("Resource"), 7, lambda line: shown(line.resource),
        digit=_digit("description"), grows=True,
    ),
    Column[LineRow]("ends", N_("To"), 5, lambda line: f"{line.ends:%d.%m}", digit=_digit("ends")),
    Column[LineRow](
        "starts", N_("From"), 16, lambda line: dates.show_time(line.starts),
        digit=_digit("starts"),
    ),
    Column[LineRow](
        "type", N_("Type"), 11, lambda line: _(line_text.TYPES[line.type]), digit=_digit("type")
    ),
    Column[LineRow]("reservation", N_("Reservation"), 11, lambda line: str(line.reservation_id)),
    Column[LineRow]("season", N_("Season"), 10, lambda line: shown(line.season), grows=True),
)  # fmt: skip
"""All columns; those that do not fit beside each other are reached with the arrows."""
