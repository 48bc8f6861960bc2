"""Sending a letter by the municipality's mail server."""

from __future__ import annotations

import base64
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from data.delivery.options import LetterOptions
from data.delivery.secrets import LETTER, Secret, Secrets
from data.delivery.troubles import said
from data.errors import Problem, UsageProblem
from data.text import clean
from data.words import N_

TIMEOUT = 20
"""Seconds the server may be silent."""
_LOGGED_IN = 235
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that the mail server took."""

    message_id: str
    refused: tuple[tuple[str, str], ...] = ()
    """Receivers the server did not take, each with what it said; the others have the letter."""


def send(message: EmailMessage, options: LetterOptions, secrets: Secrets) -> Sent:
    """Hand a letter to the mail server, once; blocks, so call it in a worker thread.

    Nothing is tried again by itself: a server that falls silent may have taken the letter. The
    certificate is verified by the authorities this system trusts. Raises UsageProblem F647 for
    incomplete settings; Problem F643 not reached, F644 login refused, F645 letter or receivers
    refused, F646 not encrypted as asked or not vouched for, F648 and F649 as `Secrets`.
    """
    place = _place(options)
    secret = secrets.require(LETTER, options.user, place) if options.user else None
    with _told(place, options, secret), _connected(options) as server:
        if secret is not None:
            _log_in(server, options.user, secret.reveal())
        refused = server.send_message(message)
    return Sent(
        message_id=str(message["Message-ID"]),
        refused=tuple((clean(name), _reply(reply)) for name, reply in refused.items()),
    )


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    if f"{user}{password}".isascii():
        server.login(user, password)
        return
    # The library's own login knows ASCII only; PLAIN is UTF-8 (RFC 4616).
    server.ehlo_or_helo_if_needed()
    text = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, reply = server.docmd("AUTH", f"PLAIN {text}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, reply)


def _place(options: LetterOptions) -> str:
    """Return the server as it is shown; raises UsageProblem F647."""
    if not options.host or clean(options.host) != options.host or options.port > 65535:
        raise UsageProblem(
            "F647",
            N_("No mail server is set. Fill in {key}, or save the letter as a file."),
            key="letter.host",
        )
    if options.user and options.security == "none":
        raise UsageProblem(
            "F647",
            N_(
                "A password is not sent unencrypted to {host}. Set {security} to starttls or tls,"
                " or empty {user}."
            ),
            host=options.host,
            security="letter.security",
            user="letter.user",
        )
    return f"{options.host}:{_port(options)}"


def _port(options: LetterOptions) -> int:
    return options.port or _PORTS[options.security]


@contextmanager
def _connected(options: LetterOptions) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if options.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            options.host, _port(options), timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(options.host, _port(options), timeout=TIMEOUT)
    try:
        if options.security == "starttls":
            server.starttls(context=context)
        yield server
        # The letter is taken: how the server says goodbye changes nothing.
        with suppress(OSError):
            server.quit()
    finally:
        server.close()


@contextmanager
def _told(place: str, options: LetterOptions, secret: Secret | None) -> Iterator[None]:
    """Let failures out as Problem F643-F646."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise Problem(
            "F644",
            N_(
                "The mail server {place} does not let {user} in. The letter was not sent."
                " Check the user name and the password."
            ),
            place=place,
            user=options.user,
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        names = ", ".join(f"{name} ({_reply(reply)})" for name, reply in error.recipients.items())
        raise _refused(place, said(names, secret)) from error
    except (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError) as error:
        raise Problem(
            "F646",
            N_(
                "The mail server {place} is not encrypted as the settings ask, or nobody vouches"
                " for its certificate: {reason}. The letter was not sent."
            ),
            place=place,
            reason=said(error, secret),
        ) from error
    except smtplib.SMTPConnectError as error:
        raise _not_reached(place, said(_reply((error.smtp_code, error.smtp_error)))) from error
    except smtplib.SMTPResponseException as error:
        raise _refused(place, said(_reply((error.smtp_code, error.smtp_error)), secret)) from error
    except (OSError, ValueError) as error:
        raise _not_reached(place, said(error, secret)) from error


def _refused(place: str, reason: str) -> Problem:
    return Problem(
        "F645",
        N_(
            "The mail server {place} does not take the letter: {reason}. It was not sent."
            " Check sender and receivers."
        ),
        place=place,
        reason=reason,
    )


def _not_reached(place: str, reason: str) -> Problem:
    return Problem(
        "F643",
        N_(
            "The mail server {place} was not reached or fell silent: {reason}. The letter does not"
            " count as sent. Check the settings, then send it again."
        ),
        place=place,
        reason=reason,
    )


def _reply(reply: tuple[int, bytes | str]) -> str:
    """Return a server's code and text on one line, harmless."""
    code, text = reply
    return said(f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}")
