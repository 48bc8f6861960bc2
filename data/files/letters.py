"""Part Letters: the letter to the accounting office about each file, sent now or the next noon.

A letter is kept before it is sent. `begin` notes that sending starts, `carry` hands it to the mail
server without the store, `finish` or `fail` notes the answer. A letter whose answer was never
noted may have gone: it is not sent again by itself, and a person who sends it once more sends the
same message, by which a mail system knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from data.delivery.letter import (
    DraftLetter,
    LetterFacts,
    due_at,
    letter_as_text,
    message_of,
    write_letter,
)
from data.delivery.mail import Sent, send
from data.delivery.options import LetterOptions
from data.delivery.secrets import Secrets
from data.errors import Problem
from data.files import listed
from data.files.filed import Files
from data.journal import Event, Journal
from data.kept_words import kept_problem, packed_problem
from data.models import Letter
from data.month import Month
from data.settings import Settings
from data.store import change
from data.text import mask
from data.views.files import FileView
from data.words import N_

WRITTEN = Event(
    "letter_written",
    N_("letter about {name} to {receivers}, to be sent {due}"),
    needs_building=False,
    leaves="lines",
)
SENT = Event(
    "letter_sent",
    N_("letter about {name} sent to {receivers}"),
    needs_building=False,
    leaves="lines",
)
NOT_SENT = Event(
    "letter_not_sent",
    N_("letter about {name} not sent: {reason}"),
    needs_building=False,
    leaves="lines",
)


@dataclass(frozen=True, slots=True)
class Post:
    """One letter that is being sent."""

    letter: int
    file: int
    name: str
    receivers: str
    message: EmailMessage
    options: LetterOptions


class Letters:
    """Writes letters and notes what became of them."""

    def __init__(
        self, journal: Journal, files: Files, settings: Settings, secrets: Secrets
    ) -> None:
        self._journal = journal
        self._files = files
        self._settings = settings
        self._secrets = secrets

    def draft(self, number: int) -> DraftLetter:
        """Return the letter about a file; nothing is kept. Raises as `write_letter`."""
        file, row = self._files.file(number), listed.row_of(number)
        facts = LetterFacts(
            file=row.delivered_name,
            orders=file.orders,
            lines=file.lines,
            amount=file.amount,
            sha256=file.sha256,
            month=Month.of(file.month),
            period=file.period or str(Month.of(file.month)),
            sender=self._journal.operator,
        )
        return write_letter(facts, self._settings.options().letter)

    def as_text(self, number: int) -> str:
        """Return the letter as a text to be filed; raises as `draft`."""
        return letter_as_text(self.draft(number))

    def keep(self, number: int) -> int:
        """Keep the letter about a file until it is due, and return its number.

        A letter that was kept and not sent is replaced. Raises Problem F662 for a file that is
        not sent or is discarded, F668 when its letter has gone.
        """
        letter, options = self.draft(number), self._settings.options().letter
        now = self._journal.now()
        due = due_at(now, next_noon=options.next_noon)
        with change():
            file = self._files.file(number)
            _refuse(file)
            withdraw_letters(number, now)
            same: Letter | None = Letter.get_or_none(Letter.message_id == letter.message_id)
            row = same or Letter(file=number, message_id=letter.message_id)
            row.receivers = ", ".join(letter.receivers)
            row.subject, row.text = letter.subject, letter.text
            row.operator, row.at, row.due_at = self._journal.operator, now, due
            row.tried_at = row.withdrawn_at = None
            row.error = ""
            row.save()
            self._journal.write(
                WRITTEN,
                None,
                name=file.name,
                receivers=mask(row.receivers),
                due=due.isoformat(timespec="minutes"),
            )
        return int(row.id)

    def due(self) -> tuple[int, ...]:
        """Return the letters that are to be sent by now and were not tried yet, oldest first."""
        query = Letter.select(Letter.id).where(
            Letter.sent_at.is_null(),
            Letter.withdrawn_at.is_null(),
            Letter.tried_at.is_null(),
            Letter.due_at <= self._journal.now(),
        )
        return tuple(row.id for row in query.order_by(Letter.id))

    def begin(self, letter: int) -> Post | None:
        """Note that a letter is being sent; None when a colleague sent or replaced it meanwhile."""
        now = self._journal.now()
        with change():
            waits = Letter.tried_at.is_null() & Letter.sent_at.is_null()
            waits &= (Letter.id == letter) & Letter.withdrawn_at.is_null()
            if not Letter.update(tried_at=now).where(waits).execute():
                return None
        row: Letter = Letter.get_by_id(letter)
        options = self._settings.options().letter
        kept = DraftLetter(
            sender=options.sender,
            receivers=tuple(row.receivers.split(", ")),
            subject=row.subject,
            text=row.text,
            message_id=row.message_id,
        )
        name = self._files.file(row.file_id).name
        message = message_of(kept, now)
        return Post(letter, row.file_id, name, row.receivers, message, options)

    def carry(self, post: Post) -> Sent:
        """Hand a letter to the mail server; touches no store. Raises as `mail.send`."""
        return send(post.message, post.options, self._secrets)

    def finish(self, post: Post, sent: Sent) -> FileView:
        """Note that the mail server took the letter, and whom it refused."""
        refused = "; ".join(f"{name}: {why}" for name, why in sent.refused)
        with change():
            Letter.update(sent_at=self._journal.now(), error=mask(refused)).where(
                Letter.id == post.letter
            ).execute()
            self._journal.write(SENT, None, name=post.name, receivers=mask(post.receivers))
        return self._files.file(post.file)

    def fail(self, post: Post, problem: Problem) -> FileView:
        """Note why a letter did not go; it waits for a person to send it again."""
        with change():
            Letter.update(error=kept_problem(problem)).where(Letter.id == post.letter).execute()
            self._journal.write(NOT_SENT, None, name=post.name, reason=packed_problem(problem))
        return self._files.file(post.file)


def withdraw_letters(file: int, now: datetime) -> None:
    """Let no letter about a file go that has not gone yet, inside the caller's transaction."""
    Letter.update(withdrawn_at=now).where(
        Letter.file == file, Letter.sent_at.is_null(), Letter.withdrawn_at.is_null()
    ).execute()


def _refuse(file: FileView) -> None:
    if not file.is_standing:
        raise Problem(
            "F662", N_("{name} is discarded. No letter is sent about it."), name=file.name
        )
    if file.sent_at is None:
        raise Problem(
            "F662",
            N_("{name} is not sent: there is nothing to write of. Deliver it first (x)."),
            name=file.name,
        )
    if file.letter_at is not None:
        raise Problem(
            "F668",
            N_("The letter about {name} was sent {time}."),
            name=file.name,
            time=f"{file.letter_at:%d.%m.%Y %H.%M}",
        )
