"""How a generated file reads: its state, its bridge, how it was delivered and answered."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text
from textual.content import Content

from data import dates, money
from data.files.log_reading import LogRead
from data.formats import format_of
from data.snapshot import short_digest
from data.text import initials
from data.views.files import Chain, ChainStep, FileState, FileView
from tui import glyphs
from tui.file_words import STATES, STEPS
from tui.line_text import shown
from tui.widgets.columns import fit
from tui.widgets.facts import Row as Fact
from tui.words import _, ngettext, say

SIGNS: dict[FileState, glyphs.State] = {
    "empty": "nothing",
    "unsent": "open",
    "sent": "open",
    "differs": "error",
    "receipted": "ok",
    "partly_rejected": "attention",
    "discarded": "nothing",
}
"""The sign of each state of a file."""

NAME = 23
"""Cells for the name of a step."""
NAMES = 11
"""Cells for the names of the facts about a file."""


def state_cell(file: FileView) -> Text:
    """Return sign and word of a file's state."""
    rejected = file.rejected_orders
    if rejected and file.is_standing:
        told = ngettext("{count} rejected", "{count} rejected", rejected).format(count=rejected)
        return glyphs.cell("error", told)
    return glyphs.cell(SIGNS[file.state], _(STATES[file.state]))


def reason(file: FileView) -> str:
    """Return why it is a further file, or what was left out of it, and who allowed it."""
    parts = [shown(file.reason)]
    if file.without:
        parts.append(_("without {buildings}").format(buildings=shown(", ".join(file.without))))
    if file.allowed_by:
        parts.append(_("allowed by {operator}").format(operator=shown(file.allowed_by)))
    return "  ".join(filter(None, parts))


def file_name(file: FileView) -> str:
    """Return a file's name without its ending."""
    return file.name.rsplit(".", 1)[0]


def format_title(file: FileView) -> str:
    """Return what the format of a file is called."""
    return format_of(file.format).title


def when(moment: datetime | None) -> str:
    """Return day and time as they stand in a narrow column; empty for none."""
    return "" if moment is None else f"{moment:%d.%m %H.%M}"


def sent(file: FileView) -> str:
    """Return the day on which a file was sent, as it stands in a narrow column."""
    return "-" if file.sent_at is None else f"{file.sent_at:%d.%m}"


def partly_rejected(file: FileView) -> str:
    """Return how much of a file was receipted and rejected, and what can be done (case 22)."""
    return _(
        "{name}: {kept} of {orders} orders receipted, {rejected} rejected ({total}). Correct, and"
        " make a further file, or take them in the next month."
    ).format(
        name=file_name(file),
        kept=file.expected_orders,
        orders=file.orders,
        rejected=file.rejected_orders,
        total=money.show(file.rejected_amount),
    )


def made(file: FileView) -> str:
    """Return when and by whom a file was made."""
    return f"{file.at:%d.%m} {initials(file.operator)}"


def origin(file: FileView) -> str:
    """Return orders, digest and the accounting period."""
    parts = []
    if file.first_order is not None:
        parts.append(
            _("Orders {first}-{last}").format(first=file.first_order, last=file.last_order)
        )
    parts.append(f"sha256 {short_digest(file.sha256)}")
    month = _(dates.MONTHS[file.month.month - 1])
    if not file.period.startswith(str(file.month.year)):
        month = f"{month} {file.month.year}"
    if file.period:
        parts.append(_("period {period} (rented {month})").format(period=file.period, month=month))
    else:
        parts.append(_("rented {month}").format(month=month))
    return "  ".join(parts)


def bridge_rows(chain: Chain, most: int) -> list[Fact]:
    """Return the steps of a bridge, at most so many rows: the first and the last steps stay."""
    rows = [step_row(step) for step in chain.steps]
    if len(rows) > most:
        hidden = len(rows) - most + 1
        more = ngettext("... and {count} more", "... and {count} more", hidden)
        rows[1 : 1 + hidden] = [Content(f"  {more.format(count=hidden)}")]
    return [(_("Bridge") if at == 0 else " ", row) for at, row in enumerate(rows)]


def step_row(step: ChainStep) -> Content:
    """Return one step: sign, name, lines, sum, orders, and whether it ties out."""
    lines = "" if step.lines is None else str(step.lines)
    text = (
        f"{step.sign or ' '} {fit(_(STEPS[step.key]), NAME).plain}{lines:>4}"
        f"{money.show(step.amount):>13} "
    )
    if step.is_reached and not step.ties_out:
        # The difference needs the room of the orders, which are not right either.
        return Content(f"{text} ") + _verdict(step)
    orders = ""
    if step.orders is not None:
        orders = ngettext("{count} order", "{count} orders", step.orders).format(count=step.orders)
    return Content(f"{text} {fit(orders, 11).plain}") + _verdict(step)


def _verdict(step: ChainStep) -> Content:
    if step.ties_out and not step.is_reached:
        return glyphs.mark("open", _("not yet"))
    if step.ties_out:
        return glyphs.mark("ok", "") if step.sign == "=" else Content("")
    told = money.show_change(step.difference)
    if step.line_difference:
        told = f"{told} / {step.line_difference}"
    return glyphs.mark("error", told)


def log_row(file: FileView, log: LogRead | None) -> Content:
    """Return what the log says, held against the file."""
    if log is None:
        return glyphs.mark("error", _("{name} is missing or changed").format(name=file.log_name))
    if not log.rows:
        return Content(_("{name}  heading only").format(name=file.log_name))
    rows = ngettext("{count} row", "{count} rows", log.rows).format(count=log.rows)
    text = _("{name}  {rows}, sum {total}   ").format(
        name=file.log_name, rows=rows, total=money.show(log.amount)
    )
    if (log.rows, log.amount) == (file.lines, file.amount):
        return Content(text) + glyphs.mark("ok", _("agrees with the file"))
    difference = money.show_change(log.amount - file.amount)
    return Content(text) + glyphs.mark("error", difference)


def delivery_row(file: FileView) -> Content:
    """Return how far the file is on its way."""
    if not file.orders:
        return Content(_("nothing to send"))
    if not file.is_standing and file.sent_at is None:
        return glyphs.mark("nothing", _("not sent"))
    if file.sent_at is not None:
        told = _("delivered {time} {who}, read back   ").format(
            time=dates.show_time(file.sent_at), who=initials(file.sent_by)
        )
        return Content(told) + glyphs.mark("ok", short_digest(file.sha256))
    if file.delivery_error:
        told = _("not sent: {reason}").format(reason=shown(say(file.delivery_error)))
        return glyphs.mark("error", told)
    return glyphs.mark("open", _("not sent. x delivers it"))


def letter_row(file: FileView) -> Content:
    """Return whether the letter went."""
    if file.letter_at is not None:
        return Content(_("count, sum, file name, digest   ")) + glyphs.mark(
            "ok", _("sent {time}").format(time=when(file.letter_at))
        )
    if file.letter_error:
        return glyphs.mark("error", shown(say(file.letter_error)))
    if file.letter_due is not None:
        return glyphs.mark("open", _("to be sent {time}").format(time=when(file.letter_due)))
    if not file.is_standing or not file.orders:
        return glyphs.mark("nothing", _("not written"))
    return glyphs.mark("open", _("not written. b writes it"))


def receipt_row(file: FileView) -> Content:
    """Return what accounting confirmed, beside what is expected."""
    if file.discarded_at is not None:
        told = _("discarded {time} {who}: {reason}").format(
            time=when(file.discarded_at),
            who=initials(file.discarded_by),
            reason=shown(file.discarded_reason),
        )
        return glyphs.mark("nothing", told)
    expected = _("expected {orders} orders, {amount}").format(
        orders=file.expected_orders, amount=money.show(file.expected_amount)
    )
    if file.receipt is None:
        return Content(f"{expected}   ") + glyphs.mark("open", _("not received"))
    said = _("{orders} orders, {amount}   ").format(
        orders=file.receipt.orders, amount=money.show(file.receipt.amount)
    )
    state: glyphs.State = "ok" if file.receipt.agrees else "error"
    word = _("agrees") if file.receipt.agrees else expected
    if file.receipt.remark:
        word = _("confirmed, {orders} orders expected").format(orders=file.expected_orders)
    return Content(said) + glyphs.mark(state, word)
