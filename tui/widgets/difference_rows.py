"""The rows of a comparison on the screen, and the sentence that stands under them."""

from __future__ import annotations

from rich.text import Text

from data.views.differences import Comparison, Difference
from tui import difference_text, glyphs
from tui.difference_text import GROUPS, amount, change, group_word, shown, what
from tui.room import Level
from tui.widgets.columns import Column
from tui.words import N_, _


def group_cell(difference: Difference) -> Text:
    """Return sign and word of the group that a line is in."""
    if difference.fate == "differs":
        return glyphs.cell("attention", _(GROUPS[difference.fate]))
    return Text(group_word(difference), no_wrap=True, end="")


COLUMNS = (
    Column[Difference]("group", N_("Group"), 12, group_cell),
    Column[Difference]("id", N_("No."), 7, lambda row: str(row.line.id), right=True),
    Column[Difference](
        "customer", N_("Customer"), 12, lambda row: shown(row.line.customer), grows=True
    ),
    Column[Difference]("what", N_("What"), 10, what, grows=True),
    Column[Difference]("here", N_("Here"), 10, lambda row: amount(row.price_here), right=True),
    Column[Difference]("there", N_("There"), 10, lambda row: amount(row.price_there), right=True),
    Column[Difference]("change", N_("Change"), 10, change, right=True),
)


def standing(comparison: Comparison) -> tuple[str, Level]:
    """Return the sentence that stands under a comparison, and how grave it is."""
    said = " ".join(difference_text.sentences(comparison))
    if comparison.is_equal:
        return said, "ok" if comparison.note is None else "attention"
    if not said:
        return _("Enter shows all that differs in a line. n and p go from group to group."), "info"
    return said, "attention"
