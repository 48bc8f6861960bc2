"""The dialog that asks for a file's name and writes it; another file is never written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from data.printing import name_for
from data.text import clean
from data.views import CopyView
from tui.dialogs import HouseDialog
from tui.export_text import copy_number
from tui.house import HouseScreen
from tui.jobs import job
from tui.widgets.fields import Field
from tui.words import _


class SaveAs(HouseDialog[Path]):
    """Stays open until the file is written under a name that was free."""

    ANSWER_CHANGES = False

    def __init__(
        self, heading: str, explanation: str, write: Callable[[str], Path], name: str
    ) -> None:
        """Offer `name`; `write` is called in the store's thread and raises Problem."""
        super().__init__()
        self._heading = heading
        self._explanation = explanation
        self._write = write
        self._offered = name

    def heading(self) -> str:
        """Return what is saved."""
        return self._heading

    def compose_dialog(self) -> ComposeResult:
        """Yield where the file goes and the field for its name."""
        folder = _("A name without a folder lands in {folder}.").format(folder=Path.cwd())
        text = clean(f"{self._explanation} {folder}")
        yield Static(Content(text), classes="explanation", markup=False)
        yield Field(self._offered, max_length=250, id="name")

    @on(Input.Submitted, "#name")
    @job
    async def save(self, event: Input.Submitted) -> None:
        """Write the file; a name that cannot be used is explained and may be corrected."""
        self.dismiss(await self.tell(self._write, event.value))


async def save_copy(screen: HouseScreen[Any], copy: CopyView) -> None:
    """Ask for a name and print a copy; only in a job."""
    number = copy.number
    heading = _("Save {copy} to a file").format(copy=copy_number(number))
    explanation = _("A name that ends in .csv gives a file for spreadsheets, any other a table.")
    printing = screen.close.printing
    path = await screen.answer(
        SaveAs(heading, explanation, lambda name: printing.copy(number, name), name_for(copy))
    )
    tell_saved(screen, path)


def tell_saved(screen: HouseScreen[Any], path: Path | None) -> None:
    """Say where the file lies; nothing when none was written."""
    if path is not None:
        screen.tell_user(_("Saved: {path}").format(path=clean(str(path))), "ok")
