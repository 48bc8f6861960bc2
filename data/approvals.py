"""Part Approvals: what one operator asks for and another one allows (to personer).

Each kind is a setting under `two_persons`: where it is off, one operator is enough and what is
asked for is given at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from data.accepted_ids import CHECK_DIGIT, subject_of
from data.customer_id import show
from data.dates import local
from data.effective import keep
from data.errors import Problem, UsageProblem
from data.id_states import ON_CREDIT
from data.journal import Event, Journal
from data.models import Approval, Building, Line, tuples
from data.settings import Settings, flat
from data.store import change
from data.text import fold, written
from data.words import N_

Kind = Literal["second_file", "check_digit", "reopen_month"]

WRONG_DIGIT = ("wrong_check_digit", f"wrong_check_digit{ON_CREDIT}")
"""The judgements that an approval answers."""
CONCERNED = (*WRONG_DIGIT, "digit_accepted")
"""The judgements of an id that an approval may stand behind."""

ASK_REASONS = (
    N_("the customer has shown the number"),
    N_("found in the register with this number"),
    N_("a number of the new series"),
)
"""Stock reasons for accepting a wrong check digit, chosen by one digit."""

WITHDRAWAL_REASONS = (
    N_("the customer has given another number"),
    N_("asked for by mistake"),
    N_("must be looked into"),
)
"""Stock reasons for taking back what was asked for or accepted."""


@dataclass(frozen=True, slots=True)
class _Events:
    """What the journal says of one kind of approval."""

    asked: Event
    given: Event
    withdrawn: Event


def _event(key: str, sentence: str) -> Event:
    return Event(key, sentence, concerns_all=True, needs_building=False)


EVENTS: dict[Kind, _Events] = {
    "second_file": _Events(
        _event("second_file_asked", N_("asked for a second file for {about}: {reason}")),
        _event("second_file_given", N_("allowed a second file for {about}, as {by} asked")),
        _event("second_file_withdrawn", N_("took back: a second file for {about}: {reason}")),
    ),
    "check_digit": _Events(
        _event("digit_asked", N_("asked to accept {about} with a wrong check digit: {reason}")),
        _event("digit_given", N_("accepted {about} with a wrong check digit, as {by} asked")),
        _event(
            "digit_withdrawn",
            N_("took back: {about} with a wrong check digit: {reason}"),
        ),
    ),
    "reopen_month": _Events(
        _event("reopening_asked", N_("asked to reopen {about}: {reason}")),
        _event("reopening_given", N_("allowed that {about} is reopened, as {by} asked")),
        _event("reopening_withdrawn", N_("took back: {about} is reopened: {reason}")),
    ),
}


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One thing asked for, and perhaps allowed."""

    number: int
    kind: Kind
    subject: str
    """A month, or the digest of an id."""
    reason: str
    asked_by: str
    asked_at: datetime
    given_by: str
    """Empty while it waits for another operator."""
    given_at: datetime | None
    lines: tuple[int, ...] = ()
    """The lines that an accepted id stands on; the first is where it is found on the screens."""
    building: str = ""
    """The building of the first line."""


class Approvals:
    """Takes what is asked for, and the answer of a second operator."""

    def __init__(self, journal: Journal, settings: Settings) -> None:
        self._journal = journal
        self._settings = settings

    def ask(self, kind: Kind, subject: str, reason: str) -> ApprovalView:
        """Ask for something; given at once where the setting leaves it to one operator.

        What is asked for already is not asked for twice. Raises Problem F717 without a reason.
        """
        reason = _reason(reason)
        with change():
            known = _standing(kind, subject)
            row = known or Approval.create(
                kind=kind,
                subject=subject,
                reason=reason,
                asked_by=self._journal.operator,
                asked_at=self._journal.now(),
            )
            if known is None:
                self._note(EVENTS[kind].asked, row, reason=row.reason)
                if not self.needs_two(kind):
                    self._give(row)
        return _shown(Approval.get_by_id(row.id))

    def ask_for_id(self, line_id: int, reason: str) -> ApprovalView:
        """Ask that the id of a line counts though its check digit is wrong.

        Raises Problem F719 when that is not what is wrong with it.
        """
        line: Line | None = Line.get_or_none(Line.id == line_id)
        if line is None or line.id_code not in WRONG_DIGIT:
            raise Problem(
                "F719", N_("The check digit of line {line} is not what is wrong."), line=line_id
            )
        return self.ask("check_digit", subject_of(line.customer_id), reason)

    def give(self, number: int) -> ApprovalView:
        """Allow what was asked for; it must be another operator than the one who asked.

        Raises Problem F718 for the same operator, UsageProblem F720 when nothing waits.
        """
        with change():
            row = _waiting(number)
            if fold(row.asked_by) == fold(self._journal.operator) and self.needs_two(_kind(row)):
                raise Problem(
                    "F718",
                    N_("{operator} asked for this. Another operator must allow it."),
                    operator=row.asked_by,
                )
            self._give(row)
        return _shown(Approval.get_by_id(number))

    def withdraw(self, number: int, reason: str) -> None:
        """Take back what was asked for or allowed; the row stays.

        One operator is enough: what is taken back is as strict as before. Raises Problem F717
        without a reason, UsageProblem F720 when there is nothing of that number.
        """
        reason = _reason(reason)
        with change():
            row: Approval | None = Approval.get_or_none(
                Approval.id == number, Approval.withdrawn_at.is_null()
            )
            if row is None:
                raise _nothing_waits(number)
            # Noted first: while it counts it is known which id it is about.
            self._note(EVENTS[_kind(row)].withdrawn, row, reason=reason)
            Approval.update(withdrawn_at=self._journal.now()).where(Approval.id == number).execute()
            _judge_anew(row)

    def pending(self) -> tuple[ApprovalView, ...]:
        """Return what waits for a second operator, oldest first."""
        rows = Approval.select().where(Approval.given_at.is_null(), Approval.withdrawn_at.is_null())
        return tuple(_shown(row) for row in rows.order_by(Approval.id))

    def given(self, kind: Kind, subject: str) -> ApprovalView | None:
        """Return the approval that counts for a subject; None while it was not given."""
        row = _standing(kind, subject)
        return _shown(row) if row is not None and row.given_at is not None else None

    def of(self, kind: Kind, subject: str) -> ApprovalView | None:
        """Return what was asked for about a subject, given or still waiting."""
        row = _standing(kind, subject)
        return None if row is None else _shown(row)

    def of_line(self, line_id: int) -> ApprovalView | None:
        """Return what was asked for about the id of a line, given or still waiting."""
        line: Line | None = Line.get_or_none(Line.id == line_id)
        row = _standing("check_digit", subject_of(line.customer_id)) if line is not None else None
        return None if row is None else _shown(row)

    def needs_two(self, kind: Kind) -> bool:
        """Tell whether the settings ask for a second operator."""
        return bool(flat(self._settings.options())[f"two_persons.{kind}"])

    def _give(self, row: Approval) -> None:
        self._note(EVENTS[_kind(row)].given, row, by=row.asked_by)
        Approval.update(given_by=self._journal.operator, given_at=self._journal.now()).where(
            Approval.id == row.id
        ).execute()
        _judge_anew(row)

    def _note(self, event: Event, row: Approval, **values: object) -> None:
        about = row.subject
        if row.kind == CHECK_DIGIT:
            about = next((show(line.customer_id) for line in _lines(row.subject)), "-")
        self._journal.write(event, None, about=about, **values)


def _reason(text: str) -> str:
    reason = written(text)
    if not reason:
        raise Problem("F717", N_("What two operators decide needs a reason. Write why."))
    return reason


def _kind(row: Approval) -> Kind:
    return cast("Kind", row.kind)


def _standing(kind: Kind, subject: str) -> Approval | None:
    row: Approval | None = (
        Approval.select()
        .where(Approval.kind == kind, Approval.subject == subject, Approval.withdrawn_at.is_null())
        .order_by(Approval.id.desc())
        .first()
    )
    return row


def _waiting(number: int) -> Approval:
    row: Approval | None = Approval.get_or_none(
        Approval.id == number, Approval.given_at.is_null(), Approval.withdrawn_at.is_null()
    )
    if row is None:
        raise _nothing_waits(number)
    return row


def _nothing_waits(number: int) -> UsageProblem:
    return UsageProblem(
        "F720", N_("Nothing of number {number} waits for an answer."), number=number
    )


def _judge_anew(row: Approval) -> None:
    """Let the lines with an id be judged by what now counts for it."""
    for line in _lines(row.subject) if row.kind == CHECK_DIGIT else ():
        keep(line)


def _lines(subject: str) -> Iterator[Line]:
    """Yield the lines with an id whose check digit is wrong, by the id's digest."""
    odd = Line.id_code.in_(CONCERNED) | Line.id_code_test.in_(CONCERNED)
    ids = [row[0] for row in tuples(Line.select(Line.customer_id).where(odd).distinct())]
    mine = [each for each in ids if subject_of(each) == subject]
    yield from Line.select().where(Line.customer_id.in_(mine), odd).order_by(Line.id)


def _shown(row: Approval) -> ApprovalView:
    lines = list(_lines(row.subject)) if row.kind == CHECK_DIGIT else []
    building = Building.get_by_id(lines[0].building_id).name if lines else ""
    return ApprovalView(
        number=row.id,
        kind=_kind(row),
        subject=row.subject,
        reason=row.reason,
        asked_by=row.asked_by,
        asked_at=local(row.asked_at),
        given_by=row.given_by,
        given_at=None if row.given_at is None else local(row.given_at),
        lines=tuple(line.id for line in lines),
        building=building,
    )
