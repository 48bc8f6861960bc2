"""How it reads what is not as it was when a point was signed; for screens and command line."""

from __future__ import annotations

from datetime import datetime

from data import dates, money
from data.customer_id import STATES, mask
from data.text import clean
from data.views import AnswerChange
from data.words import Phrase
from tui.words import N_, _, say

FIELDS = {
    "customer": N_("customer"),
    "customer_id": N_("customer id"),
    "customer_type": N_("kind of customer"),
    "description": N_("description"),
    "ends": N_("end"),
    "id_code": N_("id state"),
    "price": N_("price"),
    "source_price": N_("price in Aktiv kommune"),
    "starts": N_("beginning"),
}
"""What the fields are called that a signature answers for."""

AMOUNTS = ("price", "source_price")
TIMES = ("starts", "ends")
KINDS = {"external": N_("external"), "internal": N_("internal")}


def change_text(change: AnswerChange) -> str:
    """Return one change in a row: which line, whose, what of it, before and after."""
    if change.fate == "found":
        return _("Found since then: {finding}").format(finding=_value(change.field, change.after))
    line = f"{change.line} {_shown(change.customer)}".strip()
    if change.fate == "new":
        return _("{line}: new line").format(line=line)
    if change.fate == "gone":
        return _("{line}: line is gone").format(line=line)
    return _("{line}: {field} {before} -> {after}").format(
        line=line,
        field=_(FIELDS.get(change.field, change.field)),
        before=_value(change.field, change.before),
        after=_value(change.field, change.after),
    )


def plain_value(field: str, value: object) -> str | None:
    """Return a value as it stands in JSON: amounts with a point, times without a zone."""
    if value is None:
        return None
    if isinstance(value, Phrase):
        return _shown(say(value))
    if field in AMOUNTS and isinstance(value, int):
        return money.plain(value)
    return _shown(str(value))


def _value(field: str, value: object) -> str:
    if isinstance(value, Phrase):
        return _shown(say(value))
    if value is None or value == "":
        return "-"
    if field in AMOUNTS and isinstance(value, int):
        return money.show(value)
    if field in TIMES:
        return dates.show_time(datetime.fromisoformat(str(value)))
    if field == "id_code" and value in STATES:
        return _(STATES[str(value)].short)
    if field == "customer_type":
        return _(KINDS.get(str(value), str(value)))
    return _shown(str(value))


def _shown(text: str) -> str:
    return mask(clean(text))
