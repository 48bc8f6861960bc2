"""Notes: kept with who and when, carried forward with the customer, silent about numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from data import notes
from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import JournalRow, Note
from data.notes import on_customer, on_export, on_line, on_point
from data.views import LineRow
from tests.hostile import HOSTILE
from tests.lists import OTHER_CLUB, bring, export_all, hall, line
from tests.meyermarken import PERSON


def row(close: Close, number: int) -> LineRow:
    found = close.basis.line(number)
    assert found is not None
    return found


def texts(close: Close, number: int) -> list[str]:
    return [note.text for note in close.notes.book().of_line(row(close, number))]


def journal(close: Close) -> str:
    return str(close.journal.entries(limit=1)[0].text)


def test_a_note_on_a_line_stands_on_that_line_with_who_and_when(close: Close) -> None:
    bring(close, line(1), line(2))
    close.notes.add(on_line(row(close, 1)), "ringt 5.11., svarer mandag")
    (note,) = close.notes.book().of_line(row(close, 1))
    assert (note.text, note.operator) == ("ringt 5.11., svarer mandag", "Kari Nes")
    assert note.at.isoformat(timespec="minutes") == "2026-11-05T09:14"
    assert texts(close, 2) == []
    entry = close.journal.entries(limit=1)[0]
    assert (str(entry.text), entry.building) == ("note on 1: ringt 5.11., svarer mandag", "Hallen")


def test_case_09_a_note_about_a_guardian_follows_the_customer_and_the_id_stays_his_own(
    close: Close,
) -> None:
    """A person under guardian keeps the own number; the address is carried as a note."""
    bring(close, line(1, customer_id=PERSON, organization="", contact="Ås, Kari"))
    close.notes.add(on_customer(row(close, 1)), "faktura c/o verge")
    november: dict[str, Any] = {
        "starts": datetime(2026, 11, 2, 18),
        "ends": datetime(2026, 11, 2, 20),
    }
    spaced = f"{PERSON[:6]} {PERSON[6:]}"
    bring(close, line(2, building="Svanebadet", customer_id=spaced, **november), line(3))
    assert texts(close, 2) == ["faktura c/o verge"]
    assert texts(close, 3) == []
    assert row(close, 1).customer_id == PERSON


def test_a_customer_without_a_usable_id_is_known_by_name(close: Close) -> None:
    bring(
        close,
        line(1, customer_id="Ikke angitt", organization="Elevrådet"),
        line(2, customer_id="", organization="ELEVRÅDET "),
        line(3, customer_id="", organization="Korpset"),
    )
    close.notes.add(on_customer(row(close, 1)), "faktureres skolen")
    assert (texts(close, 2), texts(close, 3)) == (["faktureres skolen"], [])


def test_no_number_stands_in_what_a_note_hangs_on(close: Close) -> None:
    bring(close, line(1, customer_id=PERSON, organization="", contact=f"Kari {PERSON}"))
    close.notes.add(on_customer(row(close, 1)), f"c/o {PERSON}, verge")
    kept = Note.get()
    assert PERSON not in f"{kept.subject} {kept.text}"
    assert "verge" in kept.text
    assert not JournalRow.select().where(JournalRow.details.contains(PERSON[6:])).exists()


def test_a_note_with_a_run_of_digits_is_not_repeated_in_the_journal(close: Close) -> None:
    bring(close, line(1))
    close.notes.add(on_line(row(close, 1)), f"riktig nummer er {OTHER_CLUB[:3]} {OTHER_CLUB[3:]}")
    assert journal(close) == "note on 1; its digits stay out of the journal"
    close.notes.add(on_line(row(close, 1)), "1 500,00 etter prisliste 01.08.2026")
    assert journal(close) == "note on 1: 1 500,00 etter prisliste 01.08.2026"


def test_points_and_exports_have_notes_of_their_own(close: Close) -> None:
    bring(close, line(1))
    scope = hall(close)
    close.notes.add(on_point(scope, 2), "ny prisliste fra august")
    assert journal(close) == "note on 2, 31.10.2026: ny prisliste fra august"
    number = export_all(close, scope)
    close.notes.add(on_export(number), "beholdes")
    assert [note.text for note in close.notes.of(on_point(scope, 2), on_export(number))] == [
        "ny prisliste fra august",
        "beholdes",
    ]
    assert close.notes.of(on_point(scope, 3)) == ()


def test_a_removed_note_stays_in_the_record(close: Close) -> None:
    bring(close, line(1))
    subject = on_line(row(close, 1))
    note = close.notes.add(subject, "ringt")
    with pytest.raises(UsageProblem, match="F349"):
        close.notes.remove(subject, note.number, "  ")
    close.notes.remove(subject, note.number, "ordnet opp")
    assert close.notes.of(subject) == ()
    (kept,) = close.notes.of(subject, removed=True)
    assert (kept.removed_by, kept.removed_at is not None) == ("Kari Nes", True)
    assert journal(close) == "removed a note on 1, written by Kari Nes: ordnet opp"
    with pytest.raises(Problem, match="F346"):
        close.notes.remove(subject, note.number, "ordnet opp")


def test_many_lines_are_asked_for_at_once(close: Close) -> None:
    bring(close, line(1), line(2), line(3, customer_id=OTHER_CLUB))
    close.notes.add(on_line(row(close, 1)), "a")
    close.notes.add(on_customer(row(close, 2)), "b")
    book = close.notes.book()
    found = {line.id: book.of_line(line) for line in close.basis.lines(hall(close))}
    assert {id_: [note.text for note in there] for id_, there in found.items()} == {
        1: ["a", "b"],
        2: ["b"],
        3: [],
    }


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_an_empty_or_endless_note_is_refused(close: Close, text: str) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem, match="F345"):
        close.notes.add(on_line(row(close, 1)), text)
    assert Note.select().count() == 0


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= 200])
def test_a_hostile_note_is_kept_harmless(text: str) -> None:
    kept = notes.read(f"x{text}"[:200])
    assert kept.isprintable()
    assert "\n" not in kept
