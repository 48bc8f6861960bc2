"""A file on its way: `x` delivers it, `b` writes, `t` takes the receipt, `r` takes back."""

from __future__ import annotations

from textual.binding import Binding

from data import money
from data.delivery.hosts import UnknownHost
from data.errors import Problem
from data.files.receipts import REJECT_REASONS
from data.views.files import FileView
from tui import file_text
from tui.desk import Stopped
from tui.dialogs import AskChoice, AskReason, Confirm
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.screens.letter import LetterScreen
from tui.screens.receipt import AskReceipt
from tui.screens.rejected_orders import RejectedOrdersScreen
from tui.words import N_, _, say_problem


class DeliveringScreen(HouseScreen[None]):
    """A screen with a file under its cursor, `chosen`, and all that can be done with it."""

    BINDINGS = [
        Binding("t", "receipt", N_("type receipt")),
        Binding("x", "deliver", N_("deliver")),
        Binding("b", "letter", N_("letter")),
        Binding("r", "take_back", N_("rejected")),
    ]

    @property
    def chosen(self) -> FileView | None:
        """The file that is meant."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the state of the file allows."""
        file = self.chosen
        match action:
            case "deliver":
                return file is not None and file.state == "unsent"
            case "letter" | "receipt":
                return file is not None and file.sent_at is not None and file.is_standing
            case "take_back":
                return file is not None and file.is_standing and file.orders > 0
        return super().check_action(action, parameters)

    @asking_job
    async def action_deliver(self) -> None:
        """Bring the file to accounting and read it back; ask about a server nobody knows yet."""
        file = self.chosen
        if file is None:
            return
        place = await self.ask(self.close.deliveries.place)
        sentences = [
            _("{name}, {orders} orders, {total}.").format(
                name=file.name, orders=file.orders, total=money.show(file.amount)
            ),
            _("To {place}.").format(place=place),
            _("It is uploaded under a temporary name, read back, compared and renamed."),
        ]
        dialog = Confirm(_("Deliver the file"), sentences, _("Deliver"), is_next=True)
        if not await self.answer(dialog):
            return
        if await self._deliver(file):
            told = _("{name} is delivered and read back equal.").format(name=file.name)
            self.tell_user(told, "ok")

    async def _deliver(self, file: FileView) -> bool:
        """Deliver a file; True once it is there. The second try is with a key that was accepted."""
        while True:
            errand = await self.tell(self.close.deliveries.begin, file.number)
            try:
                carry = self.close.deliveries.carry
                delivered = await self.work_long(carry, errand, says=_progress)
            except UnknownHost as unknown:
                await self.tell(self.close.deliveries.fail, errand, unknown)
                if not await self._accept(unknown):
                    return False
            except Problem as problem:
                await self.tell(self.close.deliveries.fail, errand, problem)
                raise
            except Stopped:
                await self.tell(self.close.deliveries.fail, errand, None)
                raise
            else:
                await self.tell(self.close.deliveries.finish, errand, delivered)
                return True

    async def _accept(self, unknown: UnknownHost) -> bool:
        """Show the key of a server that nobody has accepted yet; whether it is accepted now."""
        sentences = [
            say_problem(unknown),
            "",
            f"{unknown.host}:{unknown.port}",
            unknown.fingerprint,
        ]
        if not await self.answer(Confirm(_("Is this the server?"), sentences, _("Accept the key"))):
            self.tell_user(_("Nothing was sent."))
            return False
        await self.tell(self.close.deliveries.accept_host, unknown)
        return True

    @asking_job
    async def action_letter(self) -> None:
        """Show the letter to accounting, to send it or save it."""
        if self.chosen is not None:
            await self.house.push_screen(LetterScreen(self.chosen))

    @asking_job
    async def action_receipt(self) -> None:
        """Ask for the numbers of the receipt; it closes the file only where both agree."""
        file = self.chosen
        if file is not None and (taken := await self.answer(AskReceipt(file))) is not None:
            name = file_text.file_name(taken)
            told = _("{name} is receipted: orders and sum agree.")
            if taken.receipt is not None and taken.receipt.remark:
                told = _("{name} is receipted: the sum agrees, the count was confirmed.")
            self.tell_user(told.format(name=name), "ok")

    @asking_job
    async def action_take_back(self) -> None:
        """Take back what accounting rejected: some orders, or the whole file."""
        file = self.chosen
        if file is None or not await self._may_reopen(file):
            return
        choices: list[tuple[str, str]] = []
        if file.sent_at is not None:
            choices.append(("orders", _("some orders: their lines go back on the list")))
        if not file.rejected_orders:
            choices.append(("file", _("the whole file: it is made anew, with the same content")))
        what = await self.answer(AskChoice(_("What was rejected?"), choices))
        if what == "orders":
            await self.house.push_screen(RejectedOrdersScreen(file))
        elif what == "file":
            await self._discard(file)

    async def _discard(self, file: FileView) -> None:
        heading = _("Discard {name}").format(name=file_text.file_name(file))
        explanation = _("Its exports then wait for another file. This one stays in the record.")
        reasons = [_(each) for each in REJECT_REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=explanation))
        if reason is not None:
            await self.tell(self.close.receipts.discard, file.number, reason)
            self.tell_user(_("Discarded. Step 6 makes the file anew."), "ok")

    async def _may_reopen(self, file: FileView) -> bool:
        """Whether a receipted month may be opened again: two operators must want it."""
        if not file.is_receipted:
            return True
        asked = await self.ask(self.close.receipts.reopening, file.number)
        if asked is not None and asked.given_by:
            return True
        if asked is None:
            explanation = _("The month is closed. Two operators must agree to open it again.")
            reasons = [_(each) for each in REJECT_REASONS]
            dialog = AskReason(_("Reopen the month"), reasons, explanation=explanation)
            reason = await self.answer(dialog)
            if reason is None:
                return False
            asked = await self.tell(self.close.receipts.ask_to_reopen, file.number, reason)
        elif asked.asked_by != self.house.operator:
            sentences = [
                _("{who} asks to reopen the month: {reason}").format(
                    who=asked.asked_by, reason=asked.reason
                )
            ]
            if await self.answer(Confirm(_("Reopen the month"), sentences, _("Agree"))):
                asked = await self.tell(self.close.approvals.give, asked.number)
        if asked.given_by:
            return True
        self.tell_user(_("Waits for a second operator, who presses r on this file."), "attention")
        return False


def _progress(done: int, total: int) -> str:
    percent = min(100, 100 * done // max(total, 1))
    return _("Delivering, {percent} %. Esc stops").format(percent=percent)
