"""How it reads what concerns two operators: a held building, an answer that is waited for."""

from __future__ import annotations

from socket import gethostname

from data import money
from data.approvals import ApprovalView
from data.attempts import BrokenAttempt
from data.views import AtWork
from tui.line_text import count_of_lines, shown
from tui.widgets.rows import cut
from tui.words import _, ngettext

LONGEST_HOST = 20


def lock_sentence(who: AtWork, building: str, operator: str) -> str:
    """Return who works on a building; told otherwise to `operator` when it was taken from them.

    The host is told where it is another one: on a shared host it would say nothing.
    """
    if who.taken_from == operator:
        sentence = _("{who} took over at {time}: {reason}. You can read. o takes over.")
    elif who.host in ("", gethostname()):
        sentence = _("F701 {who} works on {building} since {time}. You can read. o takes over.")
    else:
        sentence = _(
            "F701 {who} works on {building} since {time} ({host}). You can read. o takes over."
        )
    return sentence.format(
        who=shown(who.operator),
        building=shown(building),
        time=f"{who.since:%H.%M}",
        host=cut(shown(who.host), LONGEST_HOST),
        reason=shown(who.taken_reason).rstrip("."),
    )


def broken_sentence(broken: BrokenAttempt) -> str:
    """Return what came of an export whose answer nobody saw."""
    building, time = shown(broken.building), f"{broken.at:%H.%M}"
    export = broken.export
    if export is None:
        return _(
            "The last session broke off at {time}. The export of {building} was not carried out."
            " All is as before."
        ).format(time=time, building=building)
    return _(
        "The last session broke off at {time}. The export of {building} was carried out:"
        " {export}, {lines}, {total}."
    ).format(
        time=time,
        building=building,
        export=f"E-{export.number:04d}",
        lines=count_of_lines(export.lines),
        total=money.show(export.total),
    )


def waiting_sentence(waiting: tuple[ApprovalView, ...]) -> str:
    """Return how many requests wait for a second operator, and where the first is found."""
    lines = [(each.lines[0], each.building) for each in waiting if each.lines]
    if not lines:
        return ngettext(
            "{count} request waits for a second operator.",
            "{count} requests wait for a second operator.",
            len(waiting),
        ).format(count=len(waiting))
    line, building = lines[0]
    return ngettext(
        "{count} request waits for a second operator: line {line} in {building}, key g.",
        "{count} requests wait for a second operator, first line {line} in {building}, key g.",
        len(waiting),
    ).format(count=len(waiting), line=line, building=shown(building))
