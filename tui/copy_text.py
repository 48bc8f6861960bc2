"""How an archived copy reads: whether it is unchanged, and how long it is kept."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from data import dates
from data.archive import Verdict
from data.retention import kept_until
from data.views import CopyView
from tui import glyphs
from tui.export_text import copy_number
from tui.room import Level
from tui.words import _


def verdict_cell(verdict: Verdict | None) -> Text:
    """Return whether a copy is unchanged; open while it is being checked."""
    if verdict is None:
        return glyphs.cell("open", _("checking"))
    if verdict.is_intact:
        return glyphs.cell("ok", _("unchanged"))
    is_changed = "changed" in (verdict.file, verdict.row)
    return glyphs.cell("error", _("CHANGED") if is_changed else _("file gone"))


def verdict_sentence(copy: CopyView, verdict: Verdict) -> tuple[str, Level]:
    """Return what checking a copy found and until when it is kept."""
    number = copy_number(copy.number)
    if verdict.is_intact:
        sentence = _("{copy} is unchanged since {taken}. Kept until {date}.").format(
            copy=number, taken=dates.show_time(copy.taken), date=dates.show(_last_day(copy))
        )
        return sentence, "ok"
    if verdict.row == "changed":
        return _("{copy} was changed in the store. Restore it from a backup.").format(
            copy=number
        ), "error"
    if verdict.file == "missing":
        return _("The file of {copy} is gone from {path}. The store still holds the copy.").format(
            copy=number, path=copy.path
        ), "error"
    return _("The file {path} is not what was archived. The store still holds the copy.").format(
        path=copy.path
    ), "error"


def kept(copy: CopyView) -> str:
    """Return until when a copy is kept."""
    return _("{copy} is kept until {date}. It cannot be deleted before.").format(
        copy=copy_number(copy.number), date=dates.show(_last_day(copy))
    )


def _last_day(copy: CopyView) -> date:
    return kept_until(copy.taken.date(), copy.to)
