"""The report: the whole control of a building, in four kinds of file, none of which can act."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.close import Close
from data.errors import BusyProblem, UsageProblem
from data.models import Lock
from data.notes import on_customer, on_export, on_line, on_point
from data.report.content import Cell, Code, Column, Ore, Report, Section, Table, shown
from data.report.writers import WRITERS
from data.reports import name_for, written_report
from data.words import Phrase, phrase
from tests.hostile import HOSTILE
from tests.lists import TO, bring, export_all, hall, line, sign_everything
from tests.meyermarken import HOUSE, PERSON, basis, lines, untouched, without_bad_ids

FORMULAS = (
    '=HYPERLINK("http://example.invalid")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
)
KEYS = [writer.key for writer in WRITERS]


def texts(report: Report) -> Iterator[str]:
    """Yield every cell and sentence of a report."""
    for _name, cell in report.facts:
        yield shown(cell, str)
    for section in report.sections:
        yield from map(str, section.sentences)
        for row in section.table.rows if section.table else ():
            yield from (shown(cell, str) for cell in row)


def rows(report: Report, title: str) -> list[list[str]]:
    """Return the table of the section of that title."""
    (section,) = [each for each in report.sections if str(each.title) == title]
    assert section.table is not None
    return [[shown(cell, str) for cell in row] for row in section.table.rows]


def sentences(report: Report, title: str) -> list[str]:
    (section,) = [each for each in report.sections if str(each.title) == title]
    return [str(sentence) for sentence in section.sentences]


def text_of(content: bytes, key: str) -> str:
    """Return what a file says, blanks made plain."""
    if key == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        said = "\n".join(page.extract_text() for page in pages)
    elif key == "xlsx":
        book = load_workbook(io.BytesIO(content))
        said = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    else:
        said = content.decode("utf-8-sig")
    return said.replace("\u00a0", " ")


# What it tells.


def test_it_tells_who_signed_what_and_what_was_withdrawn(close: Close) -> None:
    without_bad_ids(close)
    sign_everything(close, basis(close))
    close.control.withdraw(basis(close), 5, "feil måned")
    report = close.reports.report(basis(close))
    answers = {row[0]: row for row in rows(report, "Signatures")}
    assert answers["2"][2:6] == ["Kari Nes", "05.11.2026 09.14", "kontrollert", "counts"]
    assert answers["5"][5:] == ["withdrawn", "05.11.2026 09.14", "Kari Nes: feil måned"]
    assert [row[0] for row in rows(report, "The nine points")] == [str(n) for n in range(1, 10)]


def test_it_tells_which_line_changed_after_a_signature_and_how(close: Close) -> None:
    bring(close, line(1, 50_000), line(2, 40_000))
    sign_everything(close, hall(close))
    bring(close, line(1, 55_000), line(2, 40_000), file="ny.csv")
    report = close.reports.report(hall(close))
    changed = [row for row in rows(report, "Changed since it was signed") if row[0] == "2"]
    assert ["2", "1", "Ærfugl IL", "changed", "price", "500,00", "550,00"] in changed


def test_it_tells_findings_held_lines_notes_total_bridge_and_copy(close: Close) -> None:
    without_bad_ids(close)
    scope = basis(close)
    row = next(row for row in close.basis.lines(scope) if row.id == 20402)
    close.notes.add(on_customer(row), "faktura c/o verge")
    close.notes.add(on_line(row), "ringt")
    note = close.notes.add(on_point(scope, 2), "ny prisliste")
    close.notes.remove(on_point(scope, 2), note.number, "feil")
    close.control.enter_total(scope, 3_160_000, None)
    copy = close.archive.take(scope)
    report = close.reports.report(scope)
    assert "20416 Ærfugl IL: credit -450,00" in [
        row[1] for row in rows(report, "Findings and deviations")
    ]
    assert rows(report, "Held to next month")[0][-1] == "venter på kunde-ID"
    noted = {(row[0], row[1], row[5]) for row in rows(report, "Notes")}
    assert noted == {
        ("point 2", "ny prisliste", "Kari Nes"),
        ("line 20402", "ringt", ""),
        ("Ærfugl IL", "faktura c/o verge", ""),
    }
    assert any("Checked on sum only" in each for each in sentences(report, "Control total"))
    assert [row[0] for row in rows(report, "Bridge")] == ["", "-", "="]
    facts = {str(name): shown(cell, str) for name, cell in report.facts}
    assert facts["Checksum of the copy"] == f"sha256 {copy.sha256}"
    assert facts["Lines"] == "16"
    assert facts["Kept until"] == "31.12.2031"


def test_corrections_stand_with_what_was_said_before_and_why(close: Close) -> None:
    bring(close, line(1, 50_000))
    close.corrections.correct([1], "price", 45_000, "customer", "avtalt")
    (row,) = rows(close.reports.report(hall(close)), "Corrections")
    assert row[:3] == ["1", "price", "500,00"]
    assert (row[3], row[5], row[6]) == ("450,00", "avtalt", "Kari Nes")


def test_an_exported_building_is_told_of_as_it_was_exported(close: Close) -> None:
    bring(close, line(1, 500), line(2, 300), line(3, 200))
    close.basis.hold(hall(close), [3], "avklares")
    number = export_all(close, hall(close))
    close.notes.add(on_export(number), "beholdes")
    report = close.reports.report(hall(close))
    assert [row[0] for row in rows(report, "The lines")] == ["1", "2", "3"]
    assert len(rows(report, "Signatures")) > 5
    assert rows(report, "Notes")[0][:2] == [f"export E-{number:04d}", "beholdes"]
    assert [row[2] for row in rows(report, "Bridge")] == ["3", "1", "2"]
    facts = {str(name): shown(cell, str) for name, cell in report.facts}
    assert facts["Export"].startswith(f"E-{number:04d}, 05.11.2026 09.14 by Kari Nes")


@pytest.mark.parametrize("key", KEYS)
def test_case_26_no_report_shows_an_identity_number(close: Close, key: str) -> None:
    odd: dict[str, Any] = {"organization": "", "contact": f"Kari {PERSON}"}
    odd["description"] = f"Hallen: rom {PERSON}"
    bring(close, line(1, customer_id=PERSON, **odd), line(2, -5, customer_id=PERSON, **odd))
    close.basis.hold(hall(close), [2], f"venter på {PERSON}")
    said = text_of(written_report(close.reports.report(hall(close)), key, str), key)
    assert PERSON[:6] in said
    assert PERSON not in said.replace(" ", "")
    assert PERSON[6:] not in said


# Files that cannot act.


def hostile_report() -> Report:
    names: tuple[str, ...] = (
        *HOSTILE,
        *FORMULAS,
        "x\x00\x01\ud800y".encode(errors="replace").decode(),
    )
    columns = (Column(Phrase("A"), 10), Column(Phrase("B"), 3, right=True), Column(Phrase("C"), 5))
    body: tuple[tuple[Cell, ...], ...] = tuple((name, Ore(-45_000), 3) for name in names)
    table = Table(columns, body)
    said = tuple(phrase("{names}", names=name) for name in names)
    section = Section(Phrase("[x]:*?/\\'" + "lang" * 20), said, table)
    facts = tuple((Phrase("Building"), name) for name in names)
    return Report(Phrase("=1+1"), datetime(2026, 11, 5, 9, 14), facts, (section, section))


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    book = load_workbook(io.BytesIO(written_report(hostile_report(), "xlsx", str)))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    values = [cell.value for cell in cells]
    assert all(formula in values for formula in FORMULAS), "they stand there as text"
    assert -450 in values, "amounts are numbers"
    assert len(book.sheetnames) == 3


def test_no_cell_of_a_csv_begins_as_a_formula_does() -> None:
    content = written_report(hostile_report(), "csv", str)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in table for cell in row]
    begins = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert set(begins) == {"-450,00"}
    assert all(len(row) in (0, 1, 2, 3) for row in table), "no name begins a row of its own"


@pytest.mark.parametrize("key", ["txt", "pdf"])
def test_hostile_names_are_harmless_in_what_is_read(key: str) -> None:
    said = text_of(written_report(hostile_report(), key, str), key)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[b]fet[/b]" in said


def test_plain_text_is_a_hundred_wide_and_breaks_no_amount(close: Close) -> None:
    untouched(close)
    said = written_report(close.reports.report(basis(close)), "txt", str).decode()
    assert max(map(len, said.splitlines())) <= 100
    assert "310\u00a0073\u00a0318" in said
    for amount in ("4\u00a0800,00", "-450,00"):
        assert any(
            row.rstrip().endswith((f"{amount}  marked", amount)) for row in said.splitlines()
        )


def test_a_pdf_repeats_headings_and_numbers_its_pages(close: Close) -> None:
    bring(close, *(line(n, 100_00, organization="Bjørgvin Ærfugl Ås") for n in range(1, 121)))
    content = written_report(close.reports.report(hall(close)), "pdf", str)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    listing = [page for page in pages if "Bjørgvin Ærfugl Ås" in page]
    assert len(listing) >= 3
    assert all("Customer id" in page for page in listing[1:])
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert all(HALL in " ".join(page.split()) for page in pages)


HALL = "Control of the invoice basis Hallen 31.10.2026"


# Where it lies.


def test_it_is_saved_under_a_free_name_and_the_journal_says_so(
    close: Close, tmp_path: Path
) -> None:
    bring(close, line(1))
    name = name_for(hall(close), "csv")
    assert name == "kontroll-hallen-2026-10-31.csv"
    path = close.reports.save(hall(close), "csv", b"innhold", str(tmp_path / name))
    assert path.read_bytes() == b"innhold"
    assert path.stat().st_mode & 0o777 == 0o600
    entry = close.journal.entries(limit=1)[0]
    assert str(entry.text).startswith("report saved as csv, sha256 ")
    assert entry.building == "Hallen"
    head = close.journal.head()
    with pytest.raises(UsageProblem, match="F712"):
        close.reports.save(hall(close), "csv", b"annet", str(path))
    assert (path.read_bytes(), close.journal.head()) == (b"innhold", head)


def test_who_only_reads_may_note_and_save_while_a_colleague_works(
    close: Close, tmp_path: Path
) -> None:
    bring(close, line(1))
    scope, now = hall(close), close.journal.now()
    Lock.create(building=scope.building_id, operator="Ola Hauge", host="pc", since=now, seen=now)
    with pytest.raises(BusyProblem, match="F701"):
        close.control.sign(scope, 2, "kontrollert")
    close.notes.add(on_point(scope, 2), "se på prisen")
    path = close.reports.save(scope, "txt", b"x", str(tmp_path / "r.txt"))
    assert path.exists()


def test_a_name_from_outside_makes_no_path(close: Close) -> None:
    bring(close, line(1, building="../../Ø=sal"))
    scope = close.basis.scope("../../Ø=sal", TO)
    assert name_for(scope, "pdf") == "kontroll-o-sal-2026-10-31.pdf"


def test_an_unknown_format_is_refused(close: Close) -> None:
    bring(close, *lines())
    with pytest.raises(UsageProblem, match=r"F347 .*pdf, txt, csv, xlsx"):
        written_report(close.reports.report(close.basis.scope(HOUSE, TO)), "docx", str)


def test_a_digest_is_no_identity_number() -> None:
    assert shown(Code("sha256 12345678901"), str) == "sha256 12345678901"
