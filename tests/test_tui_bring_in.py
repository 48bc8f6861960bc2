"""Fetching a list by keys: seen before anything is replaced, refused whole, or left alone."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.events import Key

from data import inbox
from data.close import Close
from data.listing import DateOrder, ListedLine
from tests.hostile import HOSTILE
from tests.list_files import Dialect, csv_file, xlsx_file
from tests.lists import TO, bring, export_all, hall, line
from tests.office import LOOKS, Look, Office, compare, office
from tests.screens import settle
from tui.screens.bring_in import BringInScreen
from tui.screens.import_plan import ImportPlanScreen
from tui.screens.refused import RefusedScreen

SEPTEMBER = datetime(2026, 9, 25, 18)


def late(number: int, price: int | None = 100, **fields: object) -> ListedLine:
    """Return a line whose date can be read in one way only."""
    times = {"starts": SEPTEMBER, "ends": SEPTEMBER + timedelta(hours=2)}
    return line(number, price, **(times | fields))


def inn(folder: Path, *prepared: Callable[[Close], object]) -> Callable[[Close], None]:
    """Say that files lie in `folder`, and what the store holds beforehand."""

    def prepare(close: Close) -> None:
        close.settings.change({"inbox.folder": str(folder)})
        for fill in prepared:
            fill(close)

    return prepare


def message(shown: Office) -> str:
    """Return what the program says, in however many rows."""
    return " ".join(row.strip() for row in _foot(shown)[1:-1])


def below(shown: Office) -> str:
    """Return the totals row."""
    return _foot(shown)[0].strip()


def _foot(shown: Office) -> list[str]:
    rows = [row.replace("\u00a0", " ") for row in shown.rows()]
    last_rule = max(place for place, row in enumerate(rows) if row.startswith("---"))
    return rows[last_rule + 1 :]


def prices(close: Close) -> dict[int, int | None]:
    return {row.id: row.price for row in close.basis.lines(hall(close))}


async def test_the_three_houses_are_fetched_by_keys_and_their_sums_stand(shared: Path) -> None:
    async with office(inn(shared / "sample")) as shown:
        await shown.press("i")
        for house in ("fjordvang", "nordlia", "storhaugen"):
            await shown.press("f", *f"{house}-2026-10.c", "enter", "enter")
        await shown.press("f", *"totaler", "enter", "enter", "escape")

        text = shown.text()
        assert shown.app.step == 0
        assert "47   36 164,57" in text
        assert "49   48 520,81" in text
        assert "32   24 262,46" in text
        await shown.press("f", *"storh", "enter")
        assert "avviker -5 200,00" in message(shown)


async def test_new_changed_and_gone_are_shown_before_anything_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "ny.csv").write_bytes(
        csv_file([late(2, 25_000), late(3, 300, organization="Ørn IL"), late(4, 700)])
    )

    def before(close: Close) -> None:
        bring(close, late(1, 100), late(2, 200), late(3, 300))

    async with office(inn(tmp_path, before)) as shown:
        await shown.press("i", "enter")

        text = [" ".join(row.replace("\u00a0", " ").split()) for row in shown.rows()]
        assert "nye linjer 1 0,00 7,00 +7,00" in text
        assert "endrede linjer 2 5,00 253,00 +248,00" in text
        assert "linjer borte fra lista 1 1,00 0,00 -1,00" in text
        assert ">! borte 1 Ærfugl IL 1,00" in text
        assert "> endret 3 Ørn IL 3,00 3,00 Organisasjon" in text
        assert "> endret 2 Ærfugl IL 2,00 250,00 Pris" in text
        assert "+ ny 4 Ærfugl IL 7,00" in text
        assert await shown.ask(prices) == {1: 100, 2: 200, 3: 300}

        await shown.press("down")
        assert "Pris: 2,00 -> 250,00" in shown.text()

        await shown.press("enter")
        assert await shown.ask(prices) == {2: 25_000, 3: 300, 4: 700}
        assert message(shown) == "+ ny.csv er hentet: 1 nye, 2 endret, 1 borte."


async def test_escape_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "ny.csv").write_bytes(csv_file([late(1, 900)]))
    async with office(inn(tmp_path, lambda close: bring(close, late(1)))) as shown:
        await shown.press("i", "enter", "escape", "escape")
        assert shown.app.step == 0
        assert not isinstance(shown.app.screen, BringInScreen)
        assert await shown.ask(prices) == {1: 100}


async def test_the_same_file_again_says_when_it_was_fetched(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_bytes(csv_file([late(1)]))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter", "enter")
        assert "I-0001" in shown.text()
        await shown.press("enter")
        assert isinstance(shown.app.screen, BringInScreen)
        assert message(shown) == (
            "Fila er hentet før (I-0001, 05.11.2026 09.14). Ingenting endret."
        )


async def test_a_file_saved_anew_with_nothing_new_in_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_bytes(csv_file([late(1)]))
    async with office(inn(tmp_path, lambda close: bring(close, late(1)))) as shown:
        await shown.press("i", "enter")
        assert message(shown).startswith("Lista sier det samme som før.")


async def test_a_refused_file_lists_every_bad_cell_and_stores_nothing(tmp_path: Path) -> None:
    good = csv_file([late(number) for number in range(1, 40)]).decode("utf-8-sig")
    bad = good.replace('"1"', '"mange"').replace("25.09.2026 20:00", "25.09.2026")
    (tmp_path / "feil.csv").write_bytes(bad.encode())
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter")

        assert isinstance(shown.app.screen, RefusedScreen)
        assert below(shown).startswith("feil.csv")
        assert message(shown) == "Ingenting er lagret. Rett fila og hent den på nytt."
        first = next(row for row in shown.rows() if row.startswith(">"))
        assert first.split()[1] == "2", "the row as an editor counts it"
        await shown.press("end")
        assert "feil.csv, rad 40" in shown.text()
        assert await shown.ask(lambda close: close.imports.latest()) is None
        await shown.press("escape")
        assert isinstance(shown.app.screen, BringInScreen)


async def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Hei. Her er lista.", encoding="utf-8")
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter")
        assert isinstance(shown.app.screen, BringInScreen)
        assert message(shown).startswith("x F112 brev.txt")


@pytest.mark.parametrize(("digit", "day"), [("1", "03.04.2026"), ("2", "04.03.2026")])
async def test_doubtful_dates_are_asked_about_on_an_example(
    tmp_path: Path, digit: str, day: str
) -> None:
    begins = datetime(2026, 4, 3, 18)
    rental = line(1, 100, starts=begins, ends=begins + timedelta(hours=2))
    (tmp_path / "liste.csv").write_bytes(csv_file([rental], Dialect(dates="%d/%m/%Y")))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter")
        assert "dag, måned, år: 03/04/2026 18:00 er 3. april 2026" in shown.text()
        assert "måned, dag, år: 03/04/2026 18:00 er 4. mars 2026" in shown.text()
        await shown.press(digit)
        assert isinstance(shown.app.screen, ImportPlanScreen)
        await shown.press("enter")
        stored = await shown.ask(lambda close: close.basis.line(1))
        assert stored is not None
        assert f"{stored.starts:%d.%m.%Y}" == day


async def test_doubtful_dates_may_be_left_unanswered(tmp_path: Path) -> None:
    begins = datetime(2026, 4, 3, 18)
    rental = line(1, 100, starts=begins, ends=begins + timedelta(hours=2))
    (tmp_path / "liste.csv").write_bytes(csv_file([rental], Dialect(dates="%d/%m/%Y")))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter", "escape")
        assert isinstance(shown.app.screen, BringInScreen)
        assert await shown.ask(lambda close: close.imports.latest()) is None


async def test_control_totals_are_shown_and_taken_in(tmp_path: Path) -> None:
    listed = {
        "til_dato": "2026-10-31",
        "bygg": [{"bygg": "Hallen", "antall_elementer": 1, "totalsum": "1.00"}],
    }
    (tmp_path / "totaler.json").write_text(json.dumps(listed), encoding="utf-8")
    async with office(inn(tmp_path, lambda close: bring(close, late(1)))) as shown:
        await shown.press("i", "enter")
        assert "Hallen" in shown.text()
        assert below(shown) == "1 kontrolltotal"
        await shown.press("enter")
        view = await shown.ask(lambda close: close.control.view(hall(close)))
        assert (view.expected_total, view.expected_count, view.difference) == (100, 1, 0)


async def test_a_workbook_is_fetched_like_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "liste.xlsx").write_bytes(xlsx_file([late(1, 12_345)]))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter", "enter")
        assert await shown.ask(prices) == {1: 12_345}


async def test_a_path_is_typed_and_narrows_the_list_on_the_way(tmp_path: Path) -> None:
    (tmp_path / "arkiv").mkdir()
    (tmp_path / "arkiv" / "oktober.csv").write_bytes(csv_file([late(1)]))
    (tmp_path / "arkiv" / "mai.csv").write_bytes(csv_file([late(2)]))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "f", *"arkiv/")
        assert "mai.csv" in shown.text()
        assert below(shown).startswith("2 filer i")
        await shown.write("okt")
        assert "mai.csv" not in shown.text()
        await shown.press("enter")
        assert isinstance(shown.app.screen, ImportPlanScreen)


async def test_a_folder_is_walked_with_enter(tmp_path: Path) -> None:
    (tmp_path / "arkiv").mkdir()
    (tmp_path / "arkiv" / "mai.csv").write_bytes(csv_file([late(2)]))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "end", "enter")
        assert "mai.csv" in shown.text()
        await shown.press("end", "enter")
        assert "arkiv/" in shown.text()


async def test_a_name_that_is_not_there_says_so(tmp_path: Path) -> None:
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "f", *"borte.csv", "enter")
        assert message(shown).startswith("x F108")
        assert "borte.csvfinnesikke." in "".join(message(shown).split())


async def test_an_inbox_that_is_not_there_says_so(tmp_path: Path) -> None:
    async with office(inn(tmp_path / "inn")) as shown:
        await shown.press("i")
        assert "F108" in message(shown)
        await shown.press("escape")
        assert shown.app.step == 0


async def test_a_second_enter_before_the_plan_is_seen_takes_nothing_in(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_bytes(csv_file([late(number) for number in range(1, 3000)]))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i")
        for _again in range(2):
            shown.app.post_message(Key("enter", None))
        await settle(shown.pilot)
        assert isinstance(shown.app.screen, ImportPlanScreen)
        assert await shown.ask(lambda close: close.imports.latest()) is None


async def test_reading_can_be_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "liste.csv").write_bytes(csv_file([late(1)]))
    go_on = threading.Event()
    whole = inbox.read_file

    def slowly(path: Path, order: DateOrder | None = None) -> inbox.FileRead:
        go_on.wait(20)
        return whole(path, order)

    monkeypatch.setattr(inbox, "read_file", slowly)
    async with office(inn(tmp_path)) as shown:
        await shown.press("i")
        await shown.pilot.press("enter")
        while "Esc" not in message(shown):
            await asyncio.sleep(0.01)
            await shown.pilot.pause()
        await shown.press("escape")
        go_on.set()
        assert isinstance(shown.app.screen, BringInScreen)
        assert message(shown) == "Avbrutt."
        assert await shown.ask(lambda close: close.imports.latest()) is None


async def test_what_is_exported_here_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ny.csv").write_bytes(csv_file([late(1, 900)]))

    def before(close: Close) -> None:
        bring(close, late(1))
        export_all(close, hall(close))

    async with office(inn(tmp_path, before)) as shown:
        await shown.press("i", "enter")
        assert "1 linje er eksportert her og blir stående" in shown.text()
        await shown.press("enter")
        stored = await shown.ask(lambda close: close.basis.line(1))
        assert stored is not None
        assert stored.price == 100


@pytest.mark.parametrize("step", [0, 1, 2, 3, 6])
async def test_every_screen_of_lines_fetches_with_f5(tmp_path: Path, step: int) -> None:
    prepare = inn(tmp_path, lambda close: bring(close, late(1)))
    async with office(prepare, start=step, building="Hallen", to=TO) as shown:
        await shown.press("f5")
        assert isinstance(shown.app.screen, BringInScreen)
        await shown.press("escape")
        assert shown.app.step == step


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_name_from_outside_is_only_text(tmp_path: Path, name: str) -> None:
    harmless = name.translate(dict.fromkeys(range(32))).replace("\x9b", "").replace("\x7f", "")
    rental = late(1, organization=f"Lag {harmless}", contact="1")
    (tmp_path / "liste.csv").write_bytes(csv_file([rental], Dialect(encoding="utf-8")))
    async with office(inn(tmp_path)) as shown:
        await shown.press("i", "enter", "down", "enter", "escape")
        assert len(shown.rows()) == 24
        assert await shown.ask(lambda close: close.imports.latest()) is not None


def many(close: Close) -> None:
    """Fill a store that a newer list will change."""
    bring(
        close,
        *(late(number, number * 1_000, organization=f"Lag {number}") for number in range(1, 9)),
    )


@pytest.mark.parametrize("look", LOOKS)
async def test_the_screens_look_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer = [late(n, n * 1_000 + 50 * (n % 2), organization=f"Lag {n}") for n in range(2, 12)]
    bad = csv_file(newer).decode("utf-8-sig").replace("20:00", "")
    folder = tmp_path / "inn"
    folder.mkdir()
    (folder / "ny.csv").write_bytes(csv_file(newer))
    (folder / "feil.csv").write_bytes(bad.encode())
    for path, hour in ((folder / "ny.csv", 8), (folder / "feil.csv", 7), (tmp_path, 6)):
        moment = datetime.fromisoformat(f"2026-11-05T0{hour}:00+01:00").timestamp()
        os.utime(path, (moment, moment))
    monkeypatch.setenv("HOME", str(tmp_path))

    async with office(inn(folder, many), **look._asdict()) as shown:
        await shown.press("i")
        compare(shown, "import-files", request)
        await shown.press("enter")
        compare(shown, "import-plan", request)
        await shown.press("escape", "down", "enter")
        compare(shown, "import-refused", request)
