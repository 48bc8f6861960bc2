"""The letter that tells the accounting office of a file: what it says, to whom, and when.

Templates are bokmål whoever works, since the accounting office reads the letter. A letter never
holds an identity number: a finished text that may hold one is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from string import Formatter

from data import money
from data.dates import OSLO
from data.delivery.options import LetterOptions
from data.delivery.parcel import grouped
from data.errors import Problem, UsageProblem
from data.month import Month
from data.text import clean, mask
from data.words import N_

SUBJECT = "Fakturafil {fil}: {ordrer} ordrer, {sum}"
TEXT = """Hei.

Fakturafila for leie i {maaned} ligger på filområdet.

Fil:        {fil}
Ordrer:     {ordrer}
Sum:        {sum}
Periode:    {periode}
Sjekksum (SHA-256):
{sjekksum}

Vi ber om kvittering på antall ordrer og sum.

Hilsen
{avsender}
"""
PLACEHOLDERS = ("fil", "ordrer", "linjer", "sum", "sjekksum", "maaned", "periode", "avsender")
"""What stands in braces in a template."""

_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_NOON = time(12)
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_WORD = "[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_ADDRESS = re.compile(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter tells of one file."""

    file: str
    """Name of the file exactly as it is at the accounting office."""
    orders: int
    lines: int
    amount: int
    """Øre."""
    sha256: str
    month: Month
    """The rental month."""
    period: str
    """The period as the file has it, `202611`."""
    sender: str
    """The operator's name."""


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """A letter as it is kept until it is sent."""

    sender: str
    receivers: tuple[str, ...]
    subject: str
    text: str
    message_id: str
    """The same for the same letter about the same file, with angle brackets."""


def write_letter(facts: LetterFacts, options: LetterOptions, number: int = 1) -> DraftLetter:
    """Write the letter about a file; `number` tells repeated letters of one text apart.

    Raises UsageProblem: F640 for an address, F641 for a template that names what there is not;
    Problem F642 when the finished text may hold an identity number.
    """
    values = _values(facts)
    subject = " ".join(fill(options.subject or SUBJECT, values, "letter.subject").split())
    text = fill(options.text or TEXT, values, "letter.text")
    for part in (subject, text):
        _require_no_identity_number(part)
    sender, receivers = addresses(options.sender, "letter.sender"), addresses(options.receivers)
    if len(sender) > 1:
        raise _no_address(options.sender, "letter.sender")
    text = "\n".join(clean(line) for line in text.rstrip().splitlines()) + "\n"
    same = "\n".join((facts.sha256, facts.file, *receivers, subject, text, str(number)))
    digest = hashlib.sha256(same.encode()).hexdigest()[:32]
    return DraftLetter(
        sender=sender[0],
        receivers=receivers,
        subject=clean(subject),
        text=text,
        message_id=f"<fakturaklar.{digest}@{sender[0].rpartition('@')[2]}>",
    )


def _values(facts: LetterFacts) -> dict[str, str]:
    return {
        "fil": facts.file,
        "ordrer": str(facts.orders),
        "linjer": str(facts.lines),
        "sum": money.show(facts.amount).replace("\u00a0", " "),
        # In groups of four no part of it looks like an identity number.
        "sjekksum": grouped(facts.sha256),
        "maaned": f"{_MONTHS[facts.month.month - 1]} {facts.month.year}",
        "periode": facts.period,
        "avsender": clean(facts.sender),
    }


def check_template(template: str, setting: str) -> None:
    """Raise UsageProblem F641 when a template names what there is not, or its braces are open."""
    fill(template, dict.fromkeys(PLACEHOLDERS, ""), setting)


def fill(template: str, values: Mapping[str, str], setting: str) -> str:
    """Return a template with its placeholders replaced; raises UsageProblem F641.

    Only `{name}` is understood: no formats, no parts of values. `{{` and `}}` are braces.
    """
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise UsageProblem(
            "F641",
            N_("{setting} has a brace that is open. Write {{{{ or }}}} for a brace itself."),
            setting=setting,
        ) from error
    found: list[str] = []
    for literal, name, spec, conversion in parts:
        found.append(literal)
        if name is None:
            continue
        if name not in values or spec or conversion:
            raise UsageProblem(
                "F641",
                N_("{setting} names {name}, which a letter does not have. Possible: {known}."),
                setting=setting,
                name=f"{{{mask(clean(name))[:40]}}}",
                known=" ".join(f"{{{each}}}" for each in PLACEHOLDERS),
            )
        found.append(values[name])
    return "".join(found)


def _require_no_identity_number(text: str) -> None:
    for line in text.splitlines():
        if mask(line) != line:
            raise Problem(
                "F642",
                N_(
                    "The letter may hold an identity number: «{line}». Letters never carry one."
                    " Change the text."
                ),
                line=mask(clean(line))[:80],
            )


def addresses(text: str, setting: str = "letter.receivers") -> tuple[str, ...]:
    """Return the addresses of a list with commas, each once; raises UsageProblem F640.

    Domains with æ, ø, å are written as the mail system knows them (`xn--`).
    """
    found: dict[str, str] = {}
    for part in filter(str.strip, re.split("[,;]", text)):
        name, _, domain = part.strip().rpartition("@")
        try:
            address = f"{name}@{domain.encode('idna').decode()}"
        except UnicodeError as error:
            raise _no_address(part, setting) from error
        if not _ADDRESS.fullmatch(address):
            raise _no_address(part, setting)
        found.setdefault(address.lower(), address)
    if not found:
        raise UsageProblem(
            "F640", N_("{setting} is empty. Write the address in step 9 first."), setting=setting
        )
    return tuple(found.values())


def _no_address(text: str, setting: str) -> UsageProblem:
    return UsageProblem(
        "F640",
        N_("«{text}» in {setting} is no e-mail address. Write it like this: name@example.no."),
        text=mask(clean(text))[:80],
        setting=setting,
    )


def due_at(now: datetime, *, next_noon: bool) -> datetime:
    """Return when a letter is to be sent, in UTC: now, or at 12:00 in Oslo the day after.

    The accounting system fetches files at night; a letter that comes before them confuses.
    Raises ValueError for a moment without a time zone.
    """
    if now.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {now}")
    if not next_noon:
        return now.astimezone(UTC)
    tomorrow = now.astimezone(OSLO).date() + timedelta(days=1)
    return datetime.combine(tomorrow, _NOON, OSLO).astimezone(UTC)


def message_of(letter: DraftLetter, at: datetime) -> EmailMessage:
    """Return a letter as it goes out at a moment.

    Raises UsageProblem F640 for a kept address that is none.
    """
    message = EmailMessage()
    message["From"] = ", ".join(addresses(letter.sender, "letter.sender"))
    message["To"] = ", ".join(addresses(", ".join(letter.receivers)))
    message["Subject"] = clean(letter.subject)
    message["Date"] = format_datetime(at.astimezone(OSLO))
    message["Message-ID"] = letter.message_id
    message.set_content(letter.text)
    return message


def letter_as_text(letter: DraftLetter) -> str:
    """Return a letter as a text to be copied or filed where no mail server is set."""
    return (
        f"Fra: {clean(letter.sender)}\n"
        f"Til: {', '.join(clean(receiver) for receiver in letter.receivers)}\n"
        f"Emne: {clean(letter.subject)}\n\n{letter.text}"
    )
