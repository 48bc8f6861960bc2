"""What operators decided about a question, remembered for the next time it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.around import Question
from data.dates import local, show
from data.journal import Event, Journal
from data.models import Decision, SignOff
from data.text import fold
from data.views import Finding
from data.words import N_, Phrase, phrase

DECIDED = Event(
    "decided", N_("remembered for the next time: {reason}"), concerns_all=True, leaves="lines"
)
FORGOTTEN = Event(
    "decisions_withdrawn",
    N_("withdrew what was remembered with the sign-off"),
    concerns_all=True,
    leaves="lines",
)

ORIGINS = {
    "register": ("regist", "brreg"),
    "accounting": ("økonomi", "regnskap", "account"),
    "application": ("søknad", "application"),
    "customer": ("kunde", "customer", "leietaker"),
}
"""Who knew, by what the reason speaks of, the surest source first."""
OPERATOR = "operator"
"""Origin of a decision whose reason names no source."""


def origin_of(reason: str) -> str:
    """Return who knew: `register`, `accounting`, `application`, `customer`, else `operator`."""
    text = fold(reason)
    for origin, signs in ORIGINS.items():
        if any(sign in text for sign in signs):
            return origin
    return OPERATOR


def decided() -> dict[Question, Phrase]:
    """Return the decision that counts for each question, as it is offered."""
    return {question: _offer(row) for question, row in _standing().items()}


def remember(findings: Iterable[Finding], answer: SignOff, journal: Journal) -> None:
    """Keep what was answered by a sign-off, inside the caller's transaction.

    Who takes what was decided the last time confirms that decision: its reason and source are
    kept on, under today's name and day.
    """
    asked = [finding for finding in findings if finding.subject]
    reason = answer.reason
    if not (asked and reason):
        return
    standing = _standing()
    own = (standing.get((finding.kind, finding.subject)) for finding in asked)
    confirmed = next((row for row in own if row is not None and _is_told(row, reason)), None)
    for finding in asked:
        Decision.create(
            kind=finding.kind,
            subject=finding.subject,
            question=str(finding.text),
            origin=confirmed.origin if confirmed else origin_of(reason),
            reason=confirmed.reason if confirmed else reason,
            operator=answer.operator,
            at=answer.at,
            sign_off=answer,
        )
    journal.write(DECIDED, answer.building_id, reason=reason)


def withdraw(answer: SignOff, journal: Journal) -> None:
    """Tell every building that what was decided by a sign-off counts no more."""
    if Decision.select().where(Decision.sign_off == answer).exists():
        journal.write(FORGOTTEN, answer.building_id)


def _standing() -> dict[Question, Decision]:
    """Return the newest decision of each question that was not withdrawn with its sign-off."""
    rows: Iterator[Decision] = (
        Decision.select()
        .join(SignOff, on=Decision.sign_off == SignOff.id)
        .where(SignOff.withdrawn_at.is_null())
        .order_by(Decision.id)
        .iterator()
    )
    return {(row.kind, row.subject): row for row in rows}


def _day(row: Decision) -> str:
    return show(local(row.at))


def _is_told(row: Decision, reason: str) -> bool:
    """Tell whether a reason is the offer of that decision, in whatever language it was shown."""
    return all(part in reason for part in (row.reason, row.operator, _day(row)))


def _offer(row: Decision) -> Phrase:
    return phrase(
        N_("as last time: {reason} ({operator}, {date})"),
        reason=row.reason,
        operator=row.operator,
        date=_day(row),
    )
