"""Choosing a list of Aktiv kommune that is compared and never stored."""

from __future__ import annotations

from pathlib import Path

from data.differences import AList
from data.views.differences import Subject
from tui.screens.bring_in import BringInScreen
from tui.screens.differences import DifferencesScreen
from tui.words import _


class ListToCompareScreen(BringInScreen):
    """The files of a folder, as when a list is fetched; the chosen one is only compared."""

    def __init__(self, subject: Subject) -> None:
        """Ask for the list to hold against `subject`."""
        super().__init__()
        self._subject = subject

    def heading(self) -> str:
        """Return what is done here."""
        return _("Compare with a list")

    async def load(self) -> None:
        """Read the folder anew."""
        await super().load()
        self.show_message(
            _("Enter reads the file and compares it line by line. Nothing is stored.")
        )

    async def _bring(self, path: Path) -> None:
        found = await self._read(path)
        if found is not None:
            await self.house.push_screen(DifferencesScreen(self._subject, AList(found)))
