"""A store of an earlier version is brought forward with everything it held."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from data import sqlite
from data.close import Close
from data.sqlite import database
from data.store import MIGRATIONS, close_store
from tests.conftest import Clock
from tests.lists import hall

LINE = """
INSERT INTO line (id, building_id, type, reservation_id, description, organization, contact,
  customer_type, customer_id, starts, ends, price, season, sub_customer, source_export, source_file,
  source_order, id_code, id_code_test, search, last_import_id, gone, held, held_reason, held_by)
VALUES (?, 1, 'event', ?, 'Hallen: Sal A', 'Ærfugl IL', '', 'external', '310366552',
  '2026-09-30 18:00:00', '2026-09-30 20:00:00', ?, '', '', '', '', '', 'ok_organization',
  'ok_organization', '', 1, 0, ?, ?, ?)
"""


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """Return a store as the first version left it: a marked line and a held one, one sign-off."""
    path = tmp_path / "store.db"
    database.init(str(path), pragmas=sqlite.PRAGMAS)
    database.connect()
    Runner(database, str(MIGRATIONS)).up("0001_start")
    close_store()
    with sqlite3.connect(path) as store:
        store.execute(
            "INSERT INTO import VALUES (1, 'liste.csv', 'a', 'csv', 'K', '2026-10-01T08:00', 2, 5)"
        )
        store.execute("INSERT INTO building VALUES (1, 'Hallen', 'hallen', 'hallen', NULL, 1)")
        store.execute(LINE, [1, 71, 30_000, 0, "", ""])
        store.execute(LINE, [2, 72, 45_000, 1, "venter på ID", "Kari Nes"])
        store.execute(
            "INSERT INTO sign_off (building_id, to_date, season, check_key, operator, at, reason,"
            " covered, withdrawn_by, withdrawn_reason) VALUES (1, '2026-09-30', '', 'prices',"
            " 'Kari Nes', '2026-10-02T08:00:00.000+00:00', 'avtalt', '{\"1\": \"0123\"}', '', '')"
        )
    store.close()
    return path


def test_lines_keep_their_values_as_those_of_the_source(first_version: Path, clock: Clock) -> None:
    close = Close(first_version, "Kari Nes", test_mode=True, clock=clock)
    lines = {line.id: line for line in close.basis.lines(hall(close, date(2026, 9, 30)))}
    close.shut()

    assert (lines[1].price, lines[1].source_price, lines[1].corrected) == (30_000, 30_000, ())
    assert lines[1].source_customer_id == lines[1].customer_id == "310366552"
    assert lines[1].source_customer_type == "external"


def test_a_held_line_is_held_in_its_month_and_back_in_the_next(
    first_version: Path, clock: Clock
) -> None:
    close = Close(first_version, "Kari Nes", test_mode=True, clock=clock)
    in_september = {line.id: line for line in close.basis.lines(hall(close, date(2026, 9, 30)))}
    in_october = {line.id: line for line in close.basis.lines(hall(close))}
    close.shut()

    assert (in_september[1].held, in_september[2].held) == (False, True)
    assert (in_october[2].held, in_october[2].is_back) == (False, True)
    assert in_october[2].held_reason == "venter på ID"


def test_an_answer_whose_values_were_not_kept_is_asked_for_again(
    first_version: Path, clock: Clock
) -> None:
    close = Close(first_version, "Kari Nes", test_mode=True, clock=clock)
    prices = close.control.view(hall(close, date(2026, 9, 30))).points[1]
    close.shut()

    assert prices.signed is not None
    assert (prices.signed.state, prices.signed.reason) == ("suspended", "avtalt")


def test_the_store_before_the_change_is_kept_beside_it(first_version: Path, clock: Clock) -> None:
    Close(first_version, "Kari Nes", clock=clock).shut()
    kept = first_version.with_name("store.db.before-0002_control")
    with sqlite3.connect(kept) as before:
        assert before.execute("SELECT COUNT(*) FROM line WHERE held").fetchone() == (1,)
    before.close()
