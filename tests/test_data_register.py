"""The unit register: bulk files of every form become one file, whole or not at all, and answer."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Problem, Refused
from data.register.building import BuiltRegister, Origin, build
from data.register.lookup import Register
from data.register.reading import UnitFile
from data.register.unit import Unit
from tests.hostile import HOSTILE
from tests.units import (
    FIFTH,
    FIRST,
    FOURTH,
    MADE,
    SECOND,
    THIRD,
    csv_bytes,
    json_bytes,
    numbers,
    packed,
    put,
    some,
    unit,
)

MAIN, SUB = some()
NOW = datetime(2026, 11, 5, 9, 14)


def read(path: Path) -> list[Unit]:
    with UnitFile(path) as file:
        return list(file.units())


def made(folder: Path, *paths: Path, day: date | None = None, before: int = 0) -> BuiltRegister:
    target = folder / "store-enhetsregister.db"
    return build(paths, target, day, Origin("Kari Nes", NOW, before), lambda *_done: None)


def in_use(folder: Path, *paths: Path) -> Register:
    built = made(folder, *paths)
    built.put_in_use()
    return Register(built.target)


def refusal(action: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        action()
    assert caught.value.exit_status == 3
    return caught.value


# Reading.


@pytest.mark.parametrize("pack", [lambda content: content, packed], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "write",
    [
        csv_bytes,
        lambda units: csv_bytes(units, ";"),
        lambda units: b"\xef\xbb\xbf" + csv_bytes(units),
        json_bytes,
    ],
    ids=["csv", "semicolon", "bom", "json"],
)
def test_every_form_of_file_says_the_same_whatever_it_is_called(
    tmp_path: Path, write: Callable[[list[Unit]], bytes], pack: Callable[[bytes], bytes]
) -> None:
    assert read(put(tmp_path, "enheter.xlsx", pack(write(MAIN)))) == MAIN
    assert read(put(tmp_path, "underenheter", pack(write(SUB)))) == SUB


def test_a_file_in_several_packed_parts_is_read_to_its_end(tmp_path: Path) -> None:
    content = csv_bytes(MAIN)
    whole = gzip.compress(content[:700]) + gzip.compress(content[700:])
    assert read(put(tmp_path, "enheter.csv.gz", whole)) == MAIN


def test_the_headings_of_older_files_are_known_in_any_order(tmp_path: Path) -> None:
    older = (
        "Avvikling;HOVEDENHET;navn;orgnr;tvangsavvikling;organisasjonsform;konkurs;postnr\n"
        f"N;;Ærfugl IL;{FIRST};N;FLI;N;5003\n"
        f"N;{FIRST};Avdeling;{FIFTH};N;BEDR;N;5003\n"
        f"N;;Brått AS;{SECOND};J;as;J;5003\n"
    )
    assert read(put(tmp_path, "er.csv", older.encode())) == [
        unit(FIRST, "Ærfugl IL"),
        unit(FIFTH, "Avdeling", "BEDR", parent=FIRST),
        unit(SECOND, "Brått AS", "AS", bankrupt=True, winding_up=True),
    ]


def test_names_from_outside_are_made_harmless(tmp_path: Path) -> None:
    listed = [unit(number, name) for number, name in zip(numbers(), HOSTILE, strict=False)]
    for content in (csv_bytes(listed), json_bytes(listed)):
        names = [each.name for each in read(put(tmp_path, "enheter", content))]
        assert len(names) == len(listed)
        assert not any(sign in name for name in names for sign in "\x1b\n\r\x00")


@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_csv_and_json_agree_on_any_name(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    listed = [unit(FIRST, name)]
    assert read(put(folder, "a", csv_bytes(listed))) == read(put(folder, "b", json_bytes(listed)))


def test_what_passed_is_counted_and_digested(tmp_path: Path) -> None:
    for content in (csv_bytes(MAIN), packed(json_bytes(MAIN)), packed(csv_bytes(MAIN))):
        with UnitFile(put(tmp_path, "enheter", content)) as file:
            list(file.units())
            assert (file.units_read, file.bytes_read, file.size) == (4, len(content), len(content))
            assert file.sha256 == hashlib.sha256(content).hexdigest()


# What is refused.

BROKEN = {
    "cut gzip": packed(csv_bytes(MAIN))[:-20],
    "spoiled gzip": (good := packed(csv_bytes(MAIN)))[:60] + b"\xff\xff\xff" + good[63:],
    "cut csv": csv_bytes(MAIN)[:-300],
    "csv cut in a quote": csv_bytes(MAIN)[:-8],
    "csv cut in a number": csv_bytes(MAIN)[: csv_bytes(MAIN).index(str(THIRD).encode()) + 4],
    "csv cut in its last cell": f"navn,organisasjonsform.kode,orgnr\nA,AS,{FIRST}".encode(),
    "csv of other cells": csv_bytes(MAIN) + b"a,b\n",
    "csv in Latin-1": csv_bytes(MAIN).decode().encode("latin-1"),
    "cut json": json_bytes(MAIN)[:-30],
    "json without its end": json_bytes(MAIN)[:-1],
    "json and more": json_bytes(MAIN) + b"[]",
    "a number of eight digits": csv_bytes(MAIN).replace(str(FOURTH).encode(), b"30000003"),
    "a flag of another word": csv_bytes(MAIN).replace(b'"true","false"', b'"sant","false"'),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_name_and_leaves_nothing(
    tmp_path: Path, content: bytes
) -> None:
    path = put(tmp_path, "enheter.csv", content)
    before = sorted(tmp_path.iterdir())
    found = refusal(lambda: made(tmp_path, path))
    assert found.code in ("F131", "F132")
    assert str(found.phrase).startswith("enheter.csv is ")
    assert "The register is as it was." in str(found.phrase)
    assert sorted(tmp_path.iterdir()) == before


OTHER = {
    "a spreadsheet": b"PK\x03\x04\x14\x00\x06\x00",
    "an answer of the search": b'{"_embedded":{"enheter":[]}}',
    "another list": b"ID;Type\n1;event\n",
    "another array": b'[{"id": 1}]',
    "bytes": bytes(range(256)),
    "a line without end": b"a" * 200_000,
}


@pytest.mark.parametrize("content", OTHER.values(), ids=OTHER)
def test_a_file_of_something_else_is_refused_as_such(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path, "fil", content)
    assert refusal(lambda: made(tmp_path, path)).code == "F131"


@pytest.mark.parametrize("content", [b"", b"  \n", b"[]", csv_bytes(MAIN).split(b'"3')[0]])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(lambda: made(tmp_path, put(tmp_path, "fil", content))).code == "F133"
    assert refusal(lambda: made(tmp_path, put(tmp_path, "f.gz", packed(content)))).code == "F133"


def test_one_bad_file_of_two_refuses_both(tmp_path: Path) -> None:
    good, bad = put(tmp_path, "a", csv_bytes(MAIN)), put(tmp_path, "b", csv_bytes(SUB)[:-20])
    assert refusal(lambda: made(tmp_path, good, bad)).code == "F132"
    assert refusal(lambda: made(tmp_path, good, tmp_path / "c")).code == "F130"
    assert refusal(lambda: made(tmp_path, good, tmp_path)).code == "F130"


def test_sub_units_alone_make_no_register(tmp_path: Path) -> None:
    path = put(tmp_path, "under.csv", csv_bytes(SUB))
    assert refusal(lambda: made(tmp_path, path)).code == "F134"


def test_an_identity_number_in_a_file_name_or_value_is_not_told(tmp_path: Path) -> None:
    number = "01819012345"
    content = csv_bytes(MAIN).replace(str(FIRST).encode(), number.encode(), 1)
    found = refusal(lambda: made(tmp_path, put(tmp_path, f"{number}.csv", content)))
    assert number not in str(found)
    assert "018190*****" in str(found)


# The register file.


def test_two_files_make_one_register_that_answers(tmp_path: Path) -> None:
    register = in_use(
        tmp_path,
        put(tmp_path, "enheter.json.gz", packed(json_bytes(MAIN))),
        put(tmp_path, "underenheter.csv", csv_bytes(SUB)),
    )
    view = register.view()
    assert view is not None
    assert (view.main_units, view.sub_units, view.units) == (4, 1, 5)
    assert [(file.name, file.units) for file in view.files] == [
        ("enheter.json.gz", 4),
        ("underenheter.csv", 1),
    ]
    assert (view.operator, view.imported, view.remarks) == ("Kari Nes", NOW, ())
    assert register.units([FIRST, SECOND, THIRD, FOURTH, FIFTH, 123]) == {
        each.number: each for each in (*MAIN, *SUB)
    }
    assert register.unit(FIFTH) == SUB[0]
    assert SUB[0].is_sub
    assert not MAIN[3].is_sub
    assert register.unit(123) is None
    assert register.named("  ærfugl   il ") == [MAIN[0]]
    assert register.named("Ærfugl") == register.named("") == []


def test_at_most_five_namesakes_are_shown(tmp_path: Path) -> None:
    listed = [each for each, _ in zip(map(unit, numbers()), range(9), strict=False)]
    register = in_use(tmp_path, put(tmp_path, "enheter", csv_bytes(listed)))
    assert register.named("ÆRFUGL IL") == listed[:5]


def test_more_numbers_than_one_question_holds_are_found(tmp_path: Path) -> None:
    listed = [each for each, _ in zip(map(unit, numbers()), range(1_300), strict=False)]
    register = in_use(tmp_path, put(tmp_path, "enheter", csv_bytes(listed)))
    assert len(register.units(each.number for each in listed)) == 1_300


def test_the_date_is_the_oldest_that_the_files_give(tmp_path: Path) -> None:
    stamped = put(tmp_path, "a.gz", packed(csv_bytes(MAIN), date(2026, 10, 30)))
    plain = put(tmp_path, "b.csv", csv_bytes(SUB))
    unstamped = put(tmp_path, "c.gz", packed(csv_bytes(MAIN), None))
    for path, day in ((plain, 1), (unstamped, 3)):
        at = datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()
        os.utime(path, (at, at))
    assert made(tmp_path, unstamped).view.date == date(2026, 11, 3)
    assert made(tmp_path, unstamped, plain).view.date == date(2026, 11, 1)
    assert made(tmp_path, stamped, plain).view.date == date(2026, 10, 30)
    assert made(tmp_path, stamped, plain, day=MADE).view.date == MADE


def test_a_date_ahead_of_the_clock_is_today(tmp_path: Path) -> None:
    path = put(tmp_path, "a.gz", packed(csv_bytes(MAIN), date(2031, 1, 1)))
    assert made(tmp_path, path).view.date == NOW.date()


def test_no_register_knows_nobody(tmp_path: Path) -> None:
    register = Register(tmp_path / "none.db")
    assert (register.date, register.view(), register.unit(FIRST)) == (None, None, None)
    assert register.named("Ærfugl IL") == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and then nothing", b"x" * 9000])
def test_a_damaged_register_stops_nobody_and_is_told_where_one_asks(
    tmp_path: Path, content: bytes
) -> None:
    register = Register(put(tmp_path, "r.db", content))
    assert (register.date, register.units([FIRST]), register.named("x")) == (None, {}, [])
    with pytest.raises(Problem, match="F136"):
        register.view()


def test_a_register_that_another_process_replaced_answers_at_once(tmp_path: Path) -> None:
    register = in_use(tmp_path, put(tmp_path, "a", csv_bytes(MAIN)))
    assert register.date is not None
    assert register.unit(FIRST) == MAIN[0]
    newer = made(tmp_path, put(tmp_path, "b", csv_bytes([unit(FIRST, "NYTT NAVN")])), day=MADE)
    assert register.unit(FIRST) == MAIN[0], "what is not in use does not answer"
    newer.put_in_use()
    assert register.date == MADE
    assert register.unit(FIRST) == unit(FIRST, "NYTT NAVN")
    assert register.unit(SECOND) is None
    newer.target.unlink()
    assert not register.units([FIRST])


def test_half_a_register_is_remarked_on(tmp_path: Path) -> None:
    path = put(tmp_path, "a", csv_bytes(MAIN))
    [no_subs, fewer] = made(tmp_path, path, before=5).view.remarks
    assert "no sub-units" in str(no_subs)
    assert "had 5 units" in str(fewer)
    assert len(made(tmp_path, path, before=4).view.remarks) == 1


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    path = put(tmp_path, "a", csv_bytes(MAIN))

    class Enough(Exception):
        pass

    def stop(units: int, read: int, size: int) -> None:
        assert (units, read, size) == (4, path.stat().st_size, path.stat().st_size)
        raise Enough

    with pytest.raises(Enough):
        build([path], tmp_path / "r.db", None, Origin("Kari Nes", NOW, 0), stop)
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_import_left_is_cleared_away_after_a_day(tmp_path: Path) -> None:
    old, young = (put(tmp_path, f".store-enhetsregister.db.{n}.partial", b"") for n in "ab")
    os.utime(old, (0, 0))
    made(tmp_path, put(tmp_path, "a", csv_bytes(MAIN)))
    assert not old.exists()
    assert young.exists()


def test_the_file_is_for_whom_the_store_is(tmp_path: Path) -> None:
    path = put(tmp_path, "a", csv_bytes(MAIN))
    assert made(tmp_path, path).path.stat().st_mode & 0o777 == 0o600
    tmp_path.chmod(0o2770)
    assert made(tmp_path, path).path.stat().st_mode & 0o777 == 0o660


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "a", csv_bytes(MAIN))
    with pytest.raises(Problem, match="F135"):
        build([path], path / "r.db", None, Origin("Kari Nes", NOW, 0), lambda *_: None)
