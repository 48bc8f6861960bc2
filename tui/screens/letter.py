"""The letter to the accounting office, as it will be sent."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data.delivery.letter import DraftLetter
from data.printing import path_named, write_new
from data.views.files import FileView
from tui import file_text
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.plain import plain
from tui.posting import post
from tui.save_as import SaveAs, tell_saved
from tui.words import N_, _


class LetterScreen(HouseScreen[None]):
    """Shows the letter, sends it, or saves it where no mail server is set."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("x", "send", N_("send")),
        Binding("a", "save", N_("save to file")),
    ]

    def __init__(self, file: FileView) -> None:
        """Show the letter about this file."""
        super().__init__()
        self._file = file

    def heading(self) -> str:
        """Return which file it is about."""
        return _("Letter about {name}").format(name=file_text.file_name(self._file))

    def compose_body(self) -> ComposeResult:
        """Yield the letter."""
        yield Static(id="letter", markup=False)

    async def load(self) -> None:
        """Write the letter anew."""
        self._file = await self.ask(self.close.files.file, self._file.number)
        letter = await self.ask(self.close.letters.draft, self._file.number)
        if self not in self.house.screen_stack:
            # What moved the store was this letter, which is sent and left.
            return
        self.query_one("#letter", Static).update(_text(letter))
        self.show_message(_("The text is a setting (step 9). It never holds identity numbers."))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to send what was not sent."""
        if action == "send":
            return self._file.letter_at is None
        return super().check_action(action, parameters)

    @asking_job
    async def action_send(self) -> None:
        """Send the letter, or keep it until the next noon where the settings say so."""
        letter = await self.tell(self.close.letters.keep, self._file.number)
        if letter in await self.ask(self.close.letters.due):
            await post(self, letter)
            self._leave(_("The letter is sent."))
        else:
            file = await self.ask(self.close.files.file, self._file.number)
            when = file_text.when(file.letter_due)
            self._leave(_("The letter is sent {time}.").format(time=when))

    @asking_job
    async def action_save(self) -> None:
        """Save the letter as a text."""
        number = self._file.number

        def write(name: str) -> Path:
            return write_new(path_named(name), self.close.letters.as_text(number).encode())

        name = f"brev-{file_text.file_name(self._file)}.txt"
        dialog = SaveAs(_("Save the letter"), _("To be sent by hand."), write, name)
        path = await self.answer(dialog)
        tell_saved(self, path)

    def _leave(self, told: str) -> None:
        """Return to the files, where the receipt is next, and say there what became of it."""
        below = self.house.screen_stack[-2]
        if isinstance(below, HouseScreen):
            below.tell_user(told, "ok")
        self.house.go_back()


def _text(letter: DraftLetter) -> Content:
    head = [
        _("From: {sender}").format(sender=plain(letter.sender)),
        _("To: {receivers}").format(receivers=plain(", ".join(letter.receivers))),
        _("Subject: {subject}").format(subject=plain(letter.subject)),
        "",
    ]
    return Content("\n".join(f" {line}" for line in [*head, *map(plain, letter.text.split("\n"))]))
