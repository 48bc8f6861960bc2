"""Signing by keys: `g` answers for a point of the checklist, `r` takes the answer back."""

from __future__ import annotations

from textual.binding import Binding

from data import dates
from data.views import ControlView, PointView, Scope
from tui import line_text
from tui.dialogs import AskReason, Confirm
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.words import N_, _, ngettext, say

WITHDRAWAL_REASONS = (
    N_("signed by mistake"),
    N_("must be looked into"),
    N_("a line is to be corrected"),
)
"""Stock reasons for taking a sign-off back."""

SIGN = Binding("g,f9", "sign", N_("sign"))
WITHDRAW = Binding("r", "withdraw", N_("withdraw"))
"""For the keys of a `SigningScreen`, where they stand best among them."""


class SigningScreen(HouseScreen[None]):
    """A screen with a point that can be answered for; `checked` and `point_meant` say which."""

    @property
    def checked(self) -> ControlView | None:
        """The checklist as it was drawn; None before it is known."""
        return None

    @property
    def point_meant(self) -> PointView | None:
        """The point that a key acts on, as it was drawn; None where there is none."""
        return None

    def show_answered(self, view: ControlView, answered: int | None = None) -> None:
        """Show the checklist as it stands after an answer; `answered` is the point just signed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to sign where a building is chosen."""
        if action in ("sign", "withdraw"):
            return self.house.scope is not None
        return super().check_action(action, parameters)

    @asking_job
    async def action_sign(self) -> None:
        """Sign the point, with a reason where it asks for one."""
        view, point, scope = self.checked, self.point_meant, self.house.scope
        if view is None or point is None or scope is None:
            return
        if not view.tally.marked:
            await self._sign_nothing(scope, view.tally.lines)
            return
        if point.is_signed and point.signer == "operator":
            self.tell_user(
                _("Point {point} is signed. r takes it back.").format(point=point.number)
            )
            return
        reason: str | None = ""
        if point.state == "attention" and point.reasons:
            reason = await self.answer(_reason(point))
        if reason is not None:
            now = await self.tell(self.close.control.sign, scope, point.number, reason, view)
            self.show_answered(now, point.number)

    async def _sign_nothing(self, scope: Scope, held: int) -> None:
        template = (
            ngettext(
                "{building} has only {count} line to {to}, and it is held back.",
                "{building} has only {count} lines to {to}, and all are held back.",
                held,
            )
            if held
            else _("{building} has no lines to {to}.")
        )
        sentence = template.format(
            building=line_text.shown(scope.building), to=dates.show(scope.to), count=held
        )
        if await self.answer(Confirm(_("Nothing to invoice"), [sentence], _("Sign it"))):
            await self.tell(self.close.control.sign_nothing, scope)
            self.tell_user(_("Signed: nothing to invoice."), "ok")

    @asking_job
    async def action_withdraw(self) -> None:
        """Take back the sign-off of the point; a reason is required."""
        point, scope = self.point_meant, self.house.scope
        if point is None or scope is None:
            return
        if not _is_signed_by_hand(point):
            self.tell_user(_("Point {point} is not signed by anyone.").format(point=point.number))
            return
        heading = _("Take back point {point}").format(point=point.number)
        reason = await self.answer(AskReason(heading, [_(each) for each in WITHDRAWAL_REASONS]))
        if reason is not None:
            view = await self.tell(self.close.control.withdraw, scope, point.number, reason)
            self.show_answered(view)


def _is_signed_by_hand(point: PointView) -> bool:
    return (
        point.signer == "operator"
        and point.signed is not None
        and point.signed.state != "withdrawn"
    )


def _reason(point: PointView) -> AskReason:
    heading = _("Sign point {point}").format(point=point.number)
    finding = f"{say(point.title)}: {line_text.shown(say(point.summary))}"
    return AskReason(heading, [say(each) for each in point.reasons], explanation=finding)
