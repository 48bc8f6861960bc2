"""Part Control: the nine points of a basis, who answered for them, and the bridge."""

from __future__ import annotations

from typing import NamedTuple

from peewee import fn

from data import dates, decisions, money
from data.basis import Basis
from data.checklist import checklist
from data.checks import BY_NUMBER, CHECKS, Check, Outcome
from data.errors import Problem, UsageProblem
from data.facts import Facts
from data.gathering import gather
from data.journal import Event, Journal
from data.memory import uncollected
from data.models import ControlTotal, JournalRow, SignOff
from data.operators import MACHINE
from data.recalling import Recall
from data.settings import Settings
from data.signatures import TYPED, covered, latest_sign_offs, latest_total, of_scope
from data.store import change
from data.surroundings import Surroundings
from data.text import written
from data.views import ControlView, PointView, Scope, SignOffView
from data.words import N_

SIGNED = Event("signed", N_("signed point {point} to {to}: {reason}"), leaves="lines")
WITHDRAWN = Event(
    "sign_off_withdrawn", N_("withdrew point {point} to {to}: {reason}"), leaves="lines"
)
TOTAL_ENTERED = Event(
    "control_total_entered",
    N_("control total {total} / {items}, difference {difference}"),
    leaves="lines",
)
NOTHING_SIGNED = Event("nothing_signed", N_("signed: nothing to invoice to {to}"), leaves="lines")

NOTHING = "nothing"
"""Key of the sign-off that says a building has nothing to invoice (ingenting)."""


class _Kept(NamedTuple):
    head: int
    view: ControlView


class Control:
    """Runs the checklist and takes the operators' answers."""

    def __init__(
        self, journal: Journal, basis: Basis, settings: Settings, surroundings: Surroundings
    ) -> None:
        self._journal = journal
        self._basis = basis
        self._settings = settings
        self._recall = Recall()
        self._surroundings = surroundings
        self._kept: dict[Scope, _Kept] = {}

    def view(self, scope: Scope) -> ControlView:
        """Return the checklist of a basis as it stands; worked out anew only after a change."""
        head = self._journal.head_for(scope.building_id)
        kept = self._kept.get(scope)
        if kept is None or kept.head != head:
            with uncollected():
                kept = _Kept(head, self._checked(self._facts(scope)))
            self._kept[scope] = kept
        return kept.view

    def sign(
        self, scope: Scope, number: int, reason: str, seen: ControlView | None = None
    ) -> ControlView:
        """Sign a point that asks for judgement; `seen` is the checklist that was looked at.

        Raises Problem F330 for a blocked point, F331 where the program or the control total
        answers, F332 when a point that asks for an answer gets no reason, F335 when the lines
        are no longer those that were seen.
        """
        check, reason = _check(number), written(reason)
        with change():
            facts = self._facts(scope)
            if seen is not None and seen.digest != facts.digest:
                raise Problem(
                    "F335", N_("The lines were changed while you looked at them. Look again.")
                )
            outcome = check.run(facts)
            _refuse(check, outcome, reason)
            answer = SignOff.create(
                building=scope.building_id,
                to_date=scope.to,
                season=scope.season,
                check=check.key,
                operator=self._journal.operator,
                at=self._journal.now(),
                reason=reason,
                covered=covered(check, facts, outcome.findings),
            )
            self._journal.write(
                SIGNED, scope.building_id, point=number, to=dates.show(scope.to), reason=reason
            )
            decisions.remember(outcome.findings, answer, self._journal)
        return self.view(scope)

    def withdraw(self, scope: Scope, number: int, reason: str) -> ControlView:
        """Take a sign-off back; it stays in the record with who, when and why.

        Raises Problem F333 when the point is not signed by an operator, F332 without a reason.
        """
        check, reason = _check(number), written(reason)
        if not reason:
            raise _needs_reason(number)
        with change():
            row = latest_sign_offs(scope).get(check.key)
            if row is None or row.withdrawn_at is not None:
                raise Problem("F333", N_("Point {point} is not signed by anyone."), point=number)
            SignOff.update(
                withdrawn_at=self._journal.now(),
                withdrawn_by=self._journal.operator,
                withdrawn_reason=reason,
            ).where(SignOff.id == row.id).execute()
            self._journal.write(
                WITHDRAWN, scope.building_id, point=number, to=dates.show(scope.to), reason=reason
            )
            decisions.withdraw(row, self._journal)
        return self.view(scope)

    def enter_total(self, scope: Scope, total: int, count: int | None) -> ControlView:
        """Keep the total of the basis in Aktiv kommune: øre, and Antall elementer if known."""
        check = next(check for check in CHECKS if check.answered_by_total)
        with change():
            facts = self._facts(scope)
            ControlTotal.create(
                building=scope.building_id,
                to_date=scope.to,
                season=scope.season,
                total=total,
                count=count,
                origin=TYPED,
                covered=covered(check, facts),
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            self._journal.write(
                TOTAL_ENTERED,
                scope.building_id,
                total=money.show(total),
                items="-" if count is None else count,
                difference=money.show(facts.sum_of_list - total),
            )
        return self.view(scope)

    def sign_nothing(self, scope: Scope) -> None:
        """Sign that a building has nothing to invoice: no line, or none that is not held back.

        Raises Problem F334 when a line is marked.
        """
        with change():
            if any(not line.held for line in self._basis.lines(scope)):
                raise Problem(
                    "F334",
                    N_("{building} has marked lines to {to}. Close them as usual."),
                    building=scope.building,
                    to=dates.show(scope.to),
                )
            SignOff.create(
                building=scope.building_id,
                to_date=scope.to,
                season=scope.season,
                check=NOTHING,
                operator=self._journal.operator,
                at=self._journal.now(),
                reason="",
                covered="{}",
            )
            self._journal.write(NOTHING_SIGNED, scope.building_id, to=dates.show(scope.to))

    def nothing_signed_by(self, scope: Scope) -> str:
        """Return who signed that there is nothing to invoice; empty when nobody did."""
        row = latest_sign_offs(scope).get(NOTHING)
        return "" if row is None or row.withdrawn_at is not None else row.operator

    def freeze(self, scope: Scope, export_id: int) -> None:
        """Bind every answer to an export, the machine's too, inside the caller's transaction."""
        view = self.view(scope)
        for point in view.points:
            if point.signer == "machine":
                self._keep_machine_answer(scope, point)
        for model in (SignOff, ControlTotal):
            model.update(export=export_id).where(of_scope(model, scope)).execute()

    def thaw_total(self, scope: Scope, export_id: int) -> None:
        """Let the imported control total of a reversed export count again, in its transaction.

        It is Aktiv kommune's figure and as true as before; what people answered is asked anew.
        """
        rows: list[ControlTotal] = list(
            ControlTotal.select()
            .where(ControlTotal.export == export_id, ControlTotal.origin != TYPED)
            .order_by(ControlTotal.id.desc())
            .limit(1)
        )
        for row in rows if latest_total(scope) is None else ():
            ControlTotal.create(
                building=scope.building_id,
                to_date=scope.to,
                season=scope.season,
                total=row.total,
                count=row.count,
                origin=row.origin,
                covered=row.covered,
                operator=row.operator,
                at=row.at,
            )

    def _facts(self, scope: Scope) -> Facts:
        limits = self._settings.options().limits
        return gather(self._basis, scope, limits, self._recall, self._surroundings)

    def _keep_machine_answer(self, scope: Scope, point: PointView) -> None:
        SignOff.create(
            building=scope.building_id,
            to_date=scope.to,
            season=scope.season,
            check=point.check,
            operator=MACHINE,
            at=self._journal.now(),
            reason=str(point.summary),
            covered="{}",
        )

    def _machine_answer(self, building_id: int) -> SignOffView:
        """Return the machine's signature: it dates from the last change of the building."""
        last = JournalRow.select(fn.MAX(JournalRow.id)).where(JournalRow.building == building_id)
        rows: list[JournalRow] = list(JournalRow.select().where(JournalRow.id == last))
        at = rows[0].at if rows else self._journal.now()
        return SignOffView(MACHINE, dates.local(at), "", "valid")

    def _checked(self, facts: Facts) -> ControlView:
        return checklist(
            facts,
            latest_sign_offs(facts.scope),
            latest_total(facts.scope),
            self._machine_answer(facts.scope.building_id),
        )


def _check(number: int) -> Check:
    if number not in BY_NUMBER:
        raise UsageProblem(
            "F314", N_("There is no point {point}. Points run from 1 to {last}."),
            point=number, last=len(BY_NUMBER),
        )  # fmt: skip
    return BY_NUMBER[number]


def _needs_reason(number: int) -> Problem:
    return Problem("F332", N_("Point {point} needs a reason. Choose one or write."), point=number)


def _refuse(check: Check, outcome: Outcome, reason: str) -> None:
    """Raise Problem when a point cannot be signed as asked."""
    if outcome.state == "blocked":
        raise Problem(
            "F330",
            N_("Point {point} cannot be signed: {finding}. Put it right first."),
            point=check.number,
            finding=outcome.summary,
        )
    if check.answered_by_total or outcome.proven or check.key == "archived_copy":
        raise Problem(
            "F331",
            N_("Point {point} is not signed by hand: the program answers for it."),
            point=check.number,
        )
    if outcome.state == "attention" and not reason:
        raise _needs_reason(check.number)
