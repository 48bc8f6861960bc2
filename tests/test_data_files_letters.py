"""Letters as the store keeps them: due when they are, sent once, never sent by guess."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.delivery.mail import Sent
from data.errors import Problem
from data.files.letters import Post
from data.models import JournalRow, Letter
from data.views.files import FileView
from tests.conftest import Clock
from tests.files_month import delivered, external_of, generated, journal, october, receipted

TO = "lrs-faktura@example.no"
ADDRESSES = {
    "letter.receivers": TO,
    "letter.sender": "kari.nes@example.no",
    "letter.host": "post.example.no",
}


@pytest.fixture
def file(close: Close, tmp_path: Path) -> FileView:
    """Return a file that is sent, with addresses in the settings."""
    close.settings.change(dict(ADDRESSES))
    october(close)
    return delivered(close, external_of(generated(close)), tmp_path / "ut")


def begun(close: Close, letter: int) -> Post:
    post = close.letters.begin(letter)
    assert post is not None
    return post


def gone(close: Close, letter: int) -> FileView:
    """Let the mail server take a letter."""
    post = begun(close, letter)
    return close.letters.finish(post, Sent(str(post.message["Message-ID"])))


def test_a_letter_is_kept_due_sent_and_told(close: Close, file: FileView) -> None:
    number = close.letters.keep(file.number)
    assert close.letters.due() == (number,)
    assert journal(close)[-1] == (
        f"letter about {file.name} to {TO}, to be sent 2026-11-05T08:14+00:00"
    )

    post = begun(close, number)
    assert (post.name, post.receivers, post.message["To"]) == (file.name, TO, TO)
    assert file.name in str(post.message["Subject"])
    assert "2 250,50" in post.message.get_content()
    after = close.letters.finish(post, Sent("x"))

    assert (after.letter_at, after.letter_error) == (datetime(2026, 11, 5, 9, 14), None)
    assert close.letters.due() == ()
    assert journal(close)[-1] == f"letter about {file.name} sent to {TO}"
    with pytest.raises(Problem, match="F668"):
        close.letters.keep(file.number)


def test_a_letter_may_wait_for_the_next_noon(close: Close, file: FileView, clock: Clock) -> None:
    close.settings.change({"letter.next_noon": True})
    number = close.letters.keep(file.number)
    assert close.files.file(file.number).letter_due == datetime(2026, 11, 6, 12)

    for now, due in (
        (datetime(2026, 11, 6, 10, 59, 59, tzinfo=UTC), ()),
        (datetime(2026, 11, 6, 11, 0, tzinfo=UTC), (number,)),
    ):
        clock.now = now
        assert close.letters.due() == due


def test_a_letter_of_which_nobody_knows_is_not_sent_again_by_itself(
    close: Close, file: FileView
) -> None:
    number = close.letters.keep(file.number)
    begun(close, number)

    assert close.letters.due() == ()
    assert close.letters.begin(number) is None

    again = close.letters.keep(file.number)
    assert again == number, "the same message, by which a mail system knows it"
    assert close.letters.due() == (number,)
    assert gone(close, number).letter_at is not None


def test_the_message_id_is_the_letters_own(close: Close, file: FileView) -> None:
    first = begun(close, close.letters.keep(file.number)).message["Message-ID"]
    same = begun(close, close.letters.keep(file.number)).message["Message-ID"]
    close.settings.change({"letter.receivers": f"{TO}, sjef@example.no"})
    other = begun(close, close.letters.keep(file.number)).message["Message-ID"]

    assert first == same
    assert first != other
    assert str(first).endswith("@example.no>")


def test_a_letter_that_is_written_anew_replaces_the_one_that_waits(
    close: Close, file: FileView
) -> None:
    close.settings.change({"letter.next_noon": True})
    old = close.letters.keep(file.number)
    close.settings.change({"letter.next_noon": False, "letter.text": "Hei. {fil} er sendt."})
    new = close.letters.keep(file.number)

    assert new != old
    assert close.letters.due() == (new,)
    assert close.letters.begin(old) is None, "a colleague's program may have it on its list still"
    assert gone(close, new).letter_at is not None
    assert Letter.get_by_id(old).sent_at is None


def test_two_programs_send_a_letter_once(close: Close, file: FileView) -> None:
    number = close.letters.keep(file.number)
    assert close.letters.begin(number) is not None
    assert close.letters.begin(number) is None


def test_why_a_letter_did_not_go_is_told_and_a_person_sends_it(
    close: Close, file: FileView
) -> None:
    number = close.letters.keep(file.number)
    after = close.letters.fail(begun(close, number), Problem("F643", "15897412345 svarer ikke"))

    assert str(after.letter_error).startswith("F643")
    assert "15897412345" not in str(after.letter_error)
    assert close.letters.due() == ()
    assert journal(close)[-1].startswith(f"letter about {file.name} not sent: F643")
    assert gone(close, close.letters.keep(file.number)).letter_error is None


def test_whom_the_server_refused_is_kept_with_the_letter(close: Close, file: FileView) -> None:
    post = begun(close, close.letters.keep(file.number))
    after = close.letters.finish(post, Sent("x", (("sjef@example.no", "550 ukjent"),)))
    assert (after.letter_at is not None, str(after.letter_error)) == (
        True,
        "sjef@example.no: 550 ukjent",
    )


def test_there_is_nothing_to_write_of_a_file_that_is_not_sent(close: Close) -> None:
    close.settings.change(dict(ADDRESSES))
    october(close)
    external = external_of(generated(close))
    with pytest.raises(Problem, match="F662"):
        close.letters.keep(external.number)
    assert Letter.select().count() == 0


def test_no_letter_goes_about_a_file_that_was_taken_back(
    close: Close, file: FileView, clock: Clock
) -> None:
    close.settings.change({"letter.next_noon": True})
    number = close.letters.keep(file.number)
    close.receipts.discard(file.number, "kan ikke leses")
    clock.move(days=2)

    assert close.letters.due() == ()
    assert close.letters.begin(number) is None
    with pytest.raises(Problem, match=r"F662 .* is discarded"):
        close.letters.keep(file.number)


def test_no_identity_number_goes_out_in_a_letter(close: Close, file: FileView) -> None:
    close.settings.change({"letter.text": "Kunde 15897412345 står i {fil}."})
    with pytest.raises(Problem, match="F642"):
        close.letters.keep(file.number)
    assert Letter.select().count() == 0


def test_the_journal_has_neither_password_nor_text_of_the_letter(
    close: Close, file: FileView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKTURAKLAR_LETTER_PASSWORD", "hemmelig-ord")
    gone(close, close.letters.keep(file.number))
    receipted(close, file)
    kept = " ".join(row.details for row in JournalRow.select())
    assert "hemmelig-ord" not in kept
    assert "Vi ber om kvittering" not in kept


def test_the_letter_can_be_filed_where_no_mail_server_is(close: Close, file: FileView) -> None:
    text = close.letters.as_text(file.number)
    assert text.startswith(f"Fra: kari.nes@example.no\nTil: {TO}\nEmne: Fakturafil {file.name}")
    assert "oktober 2026" in text
    assert Letter.select().count() == 0
