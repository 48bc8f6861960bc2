"""The inbox: what a folder offers, and reading one file of it."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data import inbox
from data.errors import AmbiguousDates, Problem, Refused
from tests.list_files import Dialect, csv_file
from tests.lists import line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with files of three ages, a folder, and what is not for the inbox."""
    begun = datetime(2026, 11, 1, 6, tzinfo=UTC)
    for hours, name in enumerate(["eldst.csv", "Åsen.xlsx", "nyest.JSON"]):
        (tmp_path / name).write_bytes(b"x" * (hours + 1))
        moment = (begun + timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    (tmp_path / "arkiv").mkdir()
    (tmp_path / ".skjult.csv").write_bytes(b"")
    (tmp_path / "bilde.png").write_bytes(b"")
    return tmp_path


def test_a_folder_offers_the_newest_file_first_and_then_the_folders(folder: Path) -> None:
    found = inbox.entries(folder)

    names = ["nyest.JSON", "Åsen.xlsx", "eldst.csv", "..", "arkiv"]
    assert [entry.name for entry in found] == names
    assert [entry.is_folder for entry in found] == [False, False, False, True, True]
    assert found[0].size == 3
    assert found[0].modified == datetime(2026, 11, 1, 9), "wall time in Oslo"
    assert found[0].digest == hashlib.sha256(b"xxx").hexdigest()


def test_there_is_no_way_up_from_the_root() -> None:
    assert ".." not in [entry.name for entry in inbox.entries(Path("/"))]


def test_a_file_name_that_would_obey_is_shown_as_signs(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.csv").write_bytes(b"")
    [name] = [entry.name for entry in inbox.entries(tmp_path) if not entry.is_folder]
    assert name.isprintable()


def test_a_file_name_in_another_encoding_can_be_listed_and_read(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/bj\xf8rk.csv"
    with open(raw, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(csv_file([line(1)]))

    [entry] = [entry for entry in inbox.entries(tmp_path) if not entry.is_folder]

    assert entry.name.isprintable()
    assert len(inbox.read_file(entry.path, "dmy").reading.lines) == 1


def test_a_link_that_leads_nowhere_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "borte.csv").symlink_to(tmp_path / "finnes ikke")
    assert [entry.name for entry in inbox.entries(tmp_path)] == [".."]


@pytest.mark.parametrize(
    ("name", "says"),
    [("finnes ikke.csv", "There is no"), ("", "is a folder")],
)
def test_what_cannot_be_opened_says_so(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(Problem, match=says) as caught:
        inbox.read_file(tmp_path / name)
    assert caught.value.code == "F108"


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="There is no"):
        inbox.entries(tmp_path / "inn")


def test_a_typed_path_counts_from_the_folder_unless_it_is_whole(tmp_path: Path) -> None:
    assert inbox.typed_path(" liste.csv ", tmp_path) == tmp_path / "liste.csv"
    assert inbox.typed_path("/srv/inn/liste.csv", tmp_path) == Path("/srv/inn/liste.csv")
    assert inbox.typed_path("~/liste.csv", tmp_path) == Path.home() / "liste.csv"


def test_a_path_is_shown_from_the_operators_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert inbox.shown_path(tmp_path / "inn") == "~/inn"
    assert inbox.shown_path(Path("/srv/a\x1bb")) == "/srv/a␛b"


def test_doubtful_dates_are_shown_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    begins = datetime(2026, 4, 3, 18)
    rental = line(1, starts=begins, ends=begins + timedelta(hours=2))
    path.write_bytes(csv_file([rental], Dialect(dates="%d/%m/%Y")))
    with pytest.raises(AmbiguousDates) as caught:
        inbox.read_file(path)

    readings = inbox.readings_of(caught.value)

    assert [(each.order, each.meant.date()) for each in readings] == [
        ("dmy", date(2026, 4, 3)),
        ("mdy", date(2026, 3, 4)),
    ]
    assert {each.printed for each in readings} == {"03/04/2026 18:00"}
    said = inbox.read_file(path, "dmy").reading.lines[0]
    assert said.starts == begins


def test_a_file_that_never_ends_is_refused_without_reading_it_all() -> None:
    with pytest.raises(Refused) as caught:
        inbox.read_file(Path("/dev/zero"))
    assert caught.value.code == "F111"
