"""How account strings read: which codes they lack, and what is wrong with one."""

from __future__ import annotations

from textual.content import Content

from data.account_codes import BY_KEY, AccountCode, complaint
from data.account_codes import missing as missing_codes
from data.accounts import TELLING, AccountHit
from data.files.options import Headings
from tui import glyphs
from tui.line_text import shown
from tui.plain import plain
from tui.words import N_, _, ngettext

SHORT = {
    "F412": N_("{length} signs, room for {width}"),
    "F413": N_("«{sign}» cannot stand in the file"),
    "F414": N_("must have a value"),
}
"""What is wrong with a code, in the row of its field."""


def names_of(codes: tuple[str, ...]) -> str:
    """Return the names of some codes, as they stand in a sentence."""
    return ", ".join(_(BY_KEY[key].title).lower() for key in codes)


def codes(hit: AccountHit, count: int = len(TELLING)) -> str:
    """Return the codes that tell strings apart; two beside each other are no identity number."""
    return plain(hit.told_by(count))


def lacks(hit: AccountHit) -> str:
    """Return what a string lacks; empty where it has every required code."""
    if not hit.missing:
        return ""
    if hit.missing == missing_codes({}):
        return _("no codes yet")
    return _("lacks {codes}").format(codes=names_of(hit.missing))


def field_note(code: AccountCode, text: str, headings: Headings) -> Content:
    """Return what stands beside a code's field: its width and heading, or what is wrong."""
    wrong = complaint("", code.key, text)
    if wrong is not None:
        sentence = _(SHORT[wrong.code]).format(**wrong.phrase.values)
        return glyphs.mark("attention" if wrong.code == "F414" else "error", sentence)
    signs = ngettext("{count} sign", "{count} signs", code.width).format(count=code.width)
    if not code.heading:
        return Content(signs)
    heading = shown(getattr(headings, code.heading))
    where = f"«{heading}»" if heading else _("no heading")
    return Content(f"{signs}  {where}")
