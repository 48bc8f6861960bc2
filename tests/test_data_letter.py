"""The letter to the accounting office: what it says, that it goes once, and to whom."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.delivery.confirmation import read_confirmation
from data.delivery.letter import (
    _ADDRESS,
    PLACEHOLDERS,
    DraftLetter,
    LetterFacts,
    addresses,
    check_template,
    due_at,
    letter_as_text,
    message_of,
    write_letter,
)
from data.delivery.mail import Sent, send
from data.delivery.options import LetterOptions
from data.delivery.parcel import grouped
from data.delivery.secrets import Secrets
from data.errors import Problem, UsageProblem
from data.month import Month
from data.text import mask
from tests.peers import PASSWORD, USER, MailPeer, certificate, free_port, mail_server

AT = datetime(2026, 11, 9, 10, 14, tzinfo=UTC)
FACTS = LetterFacts(
    file="2611091 Ærfugl.txt",
    orders=131,
    lines=309,
    amount=31932000,
    sha256="41be0c77" * 8,
    month=Month(2026, 10),
    period="202611",
    sender="Kari Næs",
)
OPTIONS = LetterOptions(
    "lrs-faktura@example.no, økonomi@bærum.example".replace("ø", "o"), "utleie@example.no"
)
SECRETS = Secrets(environment={"FAKTURAKLAR_LETTER_PASSWORD": PASSWORD})


def test_the_programs_own_letter_says_all_that_accounting_asks_for() -> None:
    letter = write_letter(FACTS, OPTIONS)
    assert letter.subject == "Fakturafil 2611091 Ærfugl.txt: 131 ordrer, 319 320,00"
    for part in ("131", "319 320,00", FACTS.file, "oktober 2026", "202611", "Kari Næs"):
        assert part in letter.text
    assert grouped(FACTS.sha256) in letter.text
    assert letter.receivers == ("lrs-faktura@example.no", "okonomi@xn--brum-voa.example")


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_no_digest_is_taken_for_an_identity_number(digest: str) -> None:
    letter = write_letter(replace(FACTS, sha256=digest), OPTIONS)
    assert mask(letter.text) == letter.text


def test_an_operators_own_template_is_filled_in() -> None:
    options = replace(
        OPTIONS, subject="{fil}", text=" ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    )
    letter = write_letter(FACTS, options)
    assert letter.subject == FACTS.file
    assert "{" not in letter.text
    assert write_letter(FACTS, replace(options, text="{{x}}")).text == "{x}\n"


@pytest.mark.parametrize(
    "template",
    ["{belop}", "{sum.real}", "{sum!r}", "{sum:>9}", "{}", "{0}", "{sum", "}", "{sum[0]}"],
)
def test_a_template_that_asks_for_more_is_refused_by_name(template: str) -> None:
    with pytest.raises(UsageProblem, match=r"F641 letter\.text"):
        write_letter(FACTS, replace(OPTIONS, text=template))
    with pytest.raises(UsageProblem, match=r"F641 letter\.subject"):
        check_template(template, "letter.subject")


@pytest.mark.parametrize("text", ["Gjelder 15897412345.", "158974 12345", "{fil}\n15.89.74-12345"])
def test_a_letter_with_an_identity_number_is_refused(text: str) -> None:
    for options in (replace(OPTIONS, text=text), replace(OPTIONS, subject=text)):
        with pytest.raises(Problem, match="F642") as raised:
            write_letter(FACTS, options)
        assert "12345" not in str(raised.value)


def test_the_same_letter_has_the_same_number_and_another_one_another() -> None:
    first = write_letter(FACTS, OPTIONS)
    others = [
        write_letter(FACTS, OPTIONS, number=2),
        write_letter(replace(FACTS, orders=130), OPTIONS),
        write_letter(replace(FACTS, sha256="0" * 64), OPTIONS),
        write_letter(FACTS, replace(OPTIONS, receivers="annen@example.no")),
    ]
    assert write_letter(FACTS, OPTIONS) == first
    assert len({first.message_id, *(other.message_id for other in others)}) == 5
    assert message_of(first, AT)["Message-ID"] == first.message_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "lrs",
        "a@",
        "@b.no",
        "a b@c.no",
        "a@b..no",
        "a@b.no\nBcc: x@y.no",
        "<a@b.no>",
        "å@b.no",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem, match=r"F640.*letter\.receivers"):
        addresses(text)
    with pytest.raises(UsageProblem, match="F640"):
        write_letter(FACTS, replace(OPTIONS, sender=text))


def test_an_address_counts_once() -> None:
    assert addresses("a@b.no; A@B.no,c@d.no,") == ("a@b.no", "c@d.no")


def headers(letter: DraftLetter) -> list[tuple[str, str]]:
    """Return what a mail server is given above the text."""
    head = message_of(letter, AT).as_bytes().split(b"\n\n")[0]
    return message_from_bytes(head + b"\n\n", policy=policy.compat32).items()


HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
}


@settings(deadline=None)
@given(st.text())
@example("a\r\nBcc: x@y.no")
def test_nothing_in_a_subject_adds_a_header(subject: str) -> None:
    kept = DraftLetter("a@b.no", ("c@d.no",), subject, "tekst\n", "<1@b.no>")
    names = [name for name, _ in headers(kept)]
    assert sorted(names) == sorted(HEADERS)


@settings(deadline=None)
@given(st.from_regex(_ADDRESS, fullmatch=True) | st.text('ab@.[]<>()",:;\r\n ', max_size=12))
@example("a[@b.no")
def test_an_address_goes_as_it_is_or_not_at_all(address: str) -> None:
    try:
        wanted = addresses(address)
    except UsageProblem:
        return
    kept = DraftLetter("a@b.no", wanted, "emne", "tekst\n", "<1@b.no>")
    [shown] = [value for name, value in headers(kept) if name == "To"]
    assert "".join(shown.split()) == ",".join(wanted)


def test_a_letter_can_be_filed_where_no_server_is_set() -> None:
    text = letter_as_text(write_letter(FACTS, OPTIONS))
    assert text.startswith("Fra: utleie@example.no\nTil: lrs-faktura@example.no, ")
    assert "\nEmne: Fakturafil 2611091 Ærfugl.txt" in text
    with pytest.raises(UsageProblem, match=r"F647.*letter\.host"):
        send(message_of(write_letter(FACTS, OPTIONS), AT), OPTIONS, SECRETS)


def test_what_accounting_answers_to_our_letter_is_not_our_letter() -> None:
    filed = letter_as_text(write_letter(FACTS, OPTIONS))
    with pytest.raises(Problem, match="F671"):
        read_confirmation(f"Takk.\n\n{filed}".encode(), "svar.txt")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 9, 10, 14, tzinfo=UTC), datetime(2026, 11, 10, 11, tzinfo=UTC)),
        (datetime(2026, 11, 9, 23, 30, tzinfo=UTC), datetime(2026, 11, 11, 11, tzinfo=UTC)),
        # Summer time ends on the night between.
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 11, tzinfo=UTC)),
        (datetime(2026, 6, 9, 12, 0, tzinfo=UTC), datetime(2026, 6, 10, 10, tzinfo=UTC)),
    ],
)
def test_a_letter_waits_for_noon_in_oslo_the_day_after(now: datetime, due: datetime) -> None:
    assert due_at(now, next_noon=True) == due
    assert due_at(now, next_noon=False) == now
    with pytest.raises(ValueError, match="time zone"):
        due_at(now.replace(tzinfo=None), next_noon=True)


# The mail server.


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a certificate that this system vouches for."""
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    return made


@pytest.fixture
def mottak(trusted: Path) -> Iterator[MailPeer]:
    with mail_server(trusted) as peer:
        yield peer


def options(peer: MailPeer, **changes: object) -> LetterOptions:
    return replace(OPTIONS, host="localhost", port=peer.port, user=USER, **changes)  # type: ignore[arg-type]


def message() -> EmailMessage:
    return message_of(write_letter(FACTS, OPTIONS), AT)


def test_a_letter_arrives_encrypted_and_whole(mottak: MailPeer) -> None:
    assert send(message(), options(mottak), SECRETS) == Sent(message()["Message-ID"])
    [received] = mottak.messages
    assert received["Subject"] == "Fakturafil 2611091 Ærfugl.txt: 131 ordrer, 319 320,00"
    body = received.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == write_letter(FACTS, OPTIONS).text
    assert mottak.receivers == [["lrs-faktura@example.no", "okonomi@xn--brum-voa.example"]]
    assert mottak.logins == ["in"]
    assert received["Message-ID"] == write_letter(FACTS, OPTIONS).message_id


def test_a_letter_goes_within_tls_from_the_start_and_without_any(trusted: Path) -> None:
    with mail_server(trusted, from_the_start=True) as peer:
        send(message(), options(peer, security="tls"), SECRETS)
        assert len(peer.messages) == 1
    with mail_server() as peer:
        send(message(), replace(options(peer, security="none"), user=""), Secrets(environment={}))
        assert len(peer.messages) == 1


def test_a_password_never_goes_unencrypted(trusted: Path) -> None:
    with mail_server() as peer:
        with pytest.raises(UsageProblem, match="F647"):
            send(message(), options(peer, security="none"), SECRETS)
        with pytest.raises(Problem, match="F646"):
            send(message(), options(peer, security="starttls"), SECRETS)
        assert (peer.messages, peer.logins) == ([], [])


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with mail_server(certificate(tmp_path)) as peer:
        with pytest.raises(Problem, match=r"F646.*certificate"):
            send(message(), options(peer), SECRETS)
        assert (peer.messages, peer.logins) == ([], [])


def test_a_wrong_password_is_told_and_never_shown(mottak: MailPeer) -> None:
    for password in ("feil-passord", "feil-passørd"):
        wrong = Secrets(environment={"FAKTURAKLAR_LETTER_PASSWORD": password})
        with pytest.raises(Problem, match=f"F644.*{USER}") as raised:
            send(message(), options(mottak), wrong)
        assert password not in str(raised.value)
    assert mottak.messages == []


def test_receivers_the_server_does_not_know_are_told_of(mottak: MailPeer) -> None:
    mottak.refuses = {"okonomi@xn--brum-voa.example"}
    [(name, reply)] = send(message(), options(mottak), SECRETS).refused
    assert name == "okonomi@xn--brum-voa.example"
    assert reply.startswith("550 5.1.1 No such user")
    assert len(mottak.messages) == 1
    mottak.refuses = set(write_letter(FACTS, OPTIONS).receivers)
    with pytest.raises(Problem, match=r"F645.*lrs-faktura@example\.no \(550 5\.1\.1 No such user"):
        send(message(), options(mottak), SECRETS)


def test_a_goodbye_that_fails_does_not_make_a_sent_letter_unsent(
    mottak: MailPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quit_badly(_server: smtplib.SMTP) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(smtplib.SMTP, "quit", quit_badly)
    send(message(), options(mottak), SECRETS)
    assert len(mottak.messages) == 1


def test_a_server_that_is_not_there_is_told() -> None:
    away = replace(OPTIONS, host="127.0.0.1", port=free_port())
    with pytest.raises(Problem, match=r"F643 .*127\.0\.0\.1"):
        send(message(), away, SECRETS)


def test_a_letter_without_a_sender_says_which_setting_is_empty() -> None:
    with pytest.raises(UsageProblem, match=r"F640 letter\.sender is empty"):
        addresses("  ", "letter.sender")
