"""Copies: complete, on disk before the row, readable for years, and provably unchanged."""

from __future__ import annotations

import hashlib
import stat
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.close import Close
from data.durable import write_durably
from data.errors import Problem, UsageProblem
from data.models import Copy
from data.snapshot import (
    Head,
    csv_text,
    digest_of_lines,
    read_text,
    table_text,
    write_text,
)
from data.views import LineRow
from data.views.lines import CORRECTABLE
from tests.lists import TO, bring, export_all, hall, line

HEAD = Head(
    1, "Hallen", "31.10.2026", "", "alle", (("a.csv", "ab"),), "Kari", "05.11.2026 09.14", 1, "5,00"
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def row(**fields: object) -> LineRow:
    values: dict[str, object] = {
        "id": 1, "type": "event", "reservation_id": 2, "description": "Hallen: Sal",
        "building": "Hallen", "organization": "IL", "contact": "Kari",
        "customer_type": "external", "customer_id": "15897412345", "id_code": "", "id_level": "ok",
        "starts": datetime(2026, 10, 3, 10), "ends": datetime(2026, 10, 3, 12), "price": 500,
        "season": "", "sub_customer": "", "source_export": "", "source_file": "",
        "source_order": "", "export": None, "held": False, "held_to": None,
        "held_reason": "", "held_by": "",
    } | fields  # fmt: skip
    source = {f"source_{name}": values[name] for name in CORRECTABLE}
    return LineRow(**(source | values))  # type: ignore[arg-type]


def test_a_copy_holds_every_field_of_every_line_and_where_they_came_from(close: Close) -> None:
    bring(close, line(1, 500), line(2, None), file="første.csv")
    bring(close, line(1, 500), line(2, None), line(3, 0, building="Hallen"), file="andre.csv")
    close.basis.hold(hall(close), [2], "venter")

    copy = close.archive.take(hall(close))
    head, lines = close.archive.content(copy.number)

    def fields(found: LineRow) -> tuple[object, ...]:
        return tuple(
            getattr(found, name)
            for name in LineRow.__slots__
            if name not in ("id_code", "id_level")
        )

    assert [fields(found) for found in lines] == [
        fields(found) for found in close.basis.lines(hall(close))
    ]
    assert [file for file, _ in head.sources] == ["første.csv", "andre.csv"]
    assert (head.operator, head.taken, head.lines) == ("Kari Nes", "05.11.2026 09.14", 3)


def test_the_file_is_what_the_digest_says_and_for_its_owner_alone(close: Close) -> None:
    bring(close, line(1))
    copy = close.archive.take(hall(close))
    path = Path(copy.path)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == copy.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(item.suffix for item in path.parent.iterdir()) == [".jsonl", ".txt"]


def test_the_readable_table_masks_identity_numbers(close: Close) -> None:
    bring(close, line(1, customer_id="15897412345"))
    copy = close.archive.take(hall(close))
    table = Path(copy.path).with_suffix(".txt").read_text(encoding="utf-8")

    assert "15897412345" not in table
    assert "158974 *****" in table


def test_the_same_lines_are_archived_once(close: Close) -> None:
    bring(close, line(1))
    assert close.archive.take(hall(close)) == close.archive.take(hall(close))
    assert Copy.select().count() == 1


def test_a_lost_file_is_archived_anew(close: Close) -> None:
    bring(close, line(1))
    first = close.archive.take(hall(close))
    Path(first.path).unlink()
    assert close.archive.take(hall(close)).number == first.number + 1


def test_the_copy_can_be_opened_after_the_export(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    export_all(close, hall(close))
    bring(close, line(3), file="november.csv")

    (copy,) = close.archive.copies()
    _, lines = close.archive.content(copy.number)

    assert (copy.export, [found.price for found in lines]) == (1, [500, 600])


def test_a_changed_row_or_file_is_found(close: Close) -> None:
    bring(close, line(1))
    copy = close.archive.take(hall(close))
    assert [verdict.is_intact for verdict in close.archive.verify()] == [True]

    Path(copy.path).write_text("tuklet med", encoding="utf-8")
    (verdict,) = close.archive.verify()
    assert (verdict.file, verdict.row) == ("changed", "intact")

    Path(copy.path).unlink()
    Copy.update(content=Copy.content.concat(" ")).execute()
    (verdict,) = close.archive.verify()
    assert (verdict.file, verdict.row) == ("missing", "changed")
    with pytest.raises(Problem, match="F706"):
        close.archive.content(copy.number)


def test_nothing_to_copy_is_said(close: Close) -> None:
    bring(close, line(1, ends=datetime(2026, 11, 2)))
    with pytest.raises(Problem, match="F501"):
        close.archive.take(hall(close))


def test_an_archive_that_cannot_be_written_leaves_no_row(close: Close, tmp_path: Path) -> None:
    bring(close, line(1))
    (tmp_path / "arkiv").touch()
    close.archive.folder = tmp_path / "arkiv"

    with pytest.raises(Problem, match="F707"):
        close.archive.take(hall(close))
    assert Copy.select().count() == 0


def test_a_building_s_name_is_never_a_path(close: Close) -> None:
    hostile = "../../etc/Ærlig \x00/ «Hall»"
    bring(close, line(1, building=hostile))
    copy = close.archive.take(close.basis.scope(hostile, TO))
    assert Path(copy.path).parent == close.archive.folder
    assert Path(copy.path).name.startswith("K-0001-etc-aerlig-hall-2026-10-31-")


def test_an_unknown_copy_is_said_to_be_so(close: Close) -> None:
    with pytest.raises(UsageProblem, match="F313"):
        close.archive.copy(7)


def test_differences_are_named_line_by_line(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    copy = close.archive.take(hall(close))
    bring(close, line(2, 250), line(3, 300), file="ny.csv")

    found = {
        item.id: (item.before, item.after) for item in close.archive.differences(1, hall(close))
    }

    assert set(found) == {1, 2, 3}
    assert found[1][1] is None
    assert found[3][0] is None
    assert copy.lines == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, price=st.one_of(st.none(), st.integers(-(10**9), 10**9)), held=st.booleans())
def test_what_is_archived_is_read_back_the_same(text: str, price: int | None, held: bool) -> None:
    before = row(organization=text, price=price, held=held, held_reason=text)
    head, (after,) = read_text(write_text(HEAD, (before,)))
    assert (head, after) == (HEAD, before)


def test_only_an_archived_text_is_read() -> None:
    with pytest.raises(ValueError, match="fakturaklar"):
        read_text('{"format": "noe annet"}\n')


def test_a_spreadsheet_never_runs_a_cell() -> None:
    text = csv_text((row(organization='=HYPERLINK("x")', price=-500),))
    assert '"\'=HYPERLINK(""x"")"' in text
    assert '"-5,00"' in text


def test_the_table_is_sorted_by_price() -> None:
    text = table_text(HEAD, (row(id=1, price=100), row(id=2, price=900), row(id=3, price=None)))
    assert [found.split()[0] for found in text.splitlines() if found[:1].isdigit()][-3:] == [
        "2", "1", "3",
    ]  # fmt: skip


def test_a_file_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kopi.txt"
    write_durably(path, b"hel")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"halv")

    assert path.read_bytes() == b"hel"
    assert [item.name for item in tmp_path.iterdir()] == ["kopi.txt"]


def test_some_copies_can_be_checked_alone(close: Close) -> None:
    bring(close, line(1))
    close.archive.take(hall(close))
    bring(close, line(1), line(2), file="ny.csv")
    close.archive.take(hall(close))
    assert [verdict.number for verdict in close.archive.verify([2])] == [2]


def test_a_difference_names_the_fields_that_differ(close: Close) -> None:
    bring(close, line(1, 100), line(2), line(3))
    close.archive.take(hall(close))
    bring(close, line(1, 150, contact="Ola"), line(3), file="ny.csv")

    found = {item.id: item.fields for item in close.archive.differences(1, hall(close))}

    assert found == {1: ("contact", "price"), 2: ()}


def test_a_number_in_front_of_a_formula_does_not_hide_it(close: Close) -> None:
    text = csv_text((row(organization="-1+cmd|' /C calc'!A0", price=-123_456),))
    assert "\"'-1+cmd" in text
    assert '"-1\u00a0234,56"' in text


def test_listing_copies_does_not_read_what_they_hold(
    close: Close, caplog: pytest.LogCaptureFixture
) -> None:
    bring(close, line(1))
    close.archive.take(hall(close))
    export_all(close, hall(close))
    with caplog.at_level("DEBUG", logger="peewee"):
        assert [copy.export for copy in close.archive.copies()] == [1]
        assert close.exports.exports()
    assert caplog.messages
    assert not [message for message in caplog.messages if '"content"' in message]


def test_a_file_that_cannot_be_read_is_missing(close: Close) -> None:
    bring(close, line(1))
    path = Path(close.archive.take(hall(close)).path)
    path.unlink()
    path.mkdir()
    assert [verdict.file for verdict in close.archive.verify()] == ["missing"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["}, {", '"', '"building": ', '}, {"building"', "\\", "\n", "a"])))
def test_each_line_is_a_row_of_its_own_whatever_its_texts_look_like(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = tuple(row(id=number, description=text, organization=text) for number in (1, 2, 3))
    assert read_text(write_text(HEAD, lines))[1] == lines
    _, *rows = write_text(HEAD, lines).splitlines(keepends=True)
    alone = [write_text(HEAD, (line,)).split("\n", 1)[1] for line in lines]
    assert rows == alone
    assert digest_of_lines(lines) == hashlib.sha256("".join(alone).encode()).hexdigest()
