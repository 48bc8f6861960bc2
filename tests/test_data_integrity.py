"""Damage to what is kept is found at the start, and closes the store until it is explained."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem
from data.integrity import Integrity
from data.journal import Journal
from data.models import Copy, InvoiceFile
from data.notes import on_export
from data.sqlite import database
from tests.conftest import Clock
from tests.files_month import generated, october
from tests.lists import bring, hall, line
from tests.nasty import refused
from tests.office import office


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    """Return a store with one copy."""
    path = tmp_path / "store.db"
    close = Close(path, "Kari Nes", test_mode=True, clock=clock)
    bring(close, line(1), line(2))
    close.archive.take(hall(close))
    close.shut()
    return path


def examined(path: Path, clock: Clock) -> Close:
    close = Close(path, "Kari Nes", test_mode=True, clock=clock)
    for _ in close.integrity.examination():
        pass
    return close


def tamper_with_the_copy(path: Path) -> None:
    [file] = path.with_name("store-arkiv").glob("*.jsonl")
    file.chmod(0o600)
    file.write_text(file.read_text(encoding="utf-8").replace("Kari", "Kåre"), encoding="utf-8")


def test_what_is_whole_closes_nothing(path: Path, clock: Clock) -> None:
    close = examined(path, clock)
    close.basis.hold(hall(close), [1], "avklares")
    assert close.integrity.damages == ()
    close.shut()


def test_a_changed_copy_closes_the_store_and_says_which(path: Path, clock: Clock) -> None:
    tamper_with_the_copy(path)
    close = examined(path, clock)

    with pytest.raises(Problem, match=r"F706 Copy K-0001 is not as it was taken on 05\.11\.2026"):
        close.basis.hold(hall(close), [1], "avklares")
    assert not close.basis.lines(hall(close))[0].held
    close.shut()


def test_an_explanation_opens_the_store_for_good(path: Path, clock: Clock) -> None:
    tamper_with_the_copy(path)
    close = examined(path, clock)
    with pytest.raises(Problem, match="F715"):
        close.integrity.explain("  ")
    close.integrity.explain("rettet navn for hånd, gjenopprettet i morgen")
    close.basis.hold(hall(close), [1], "avklares")
    (_, entry, *_) = close.journal.entries()
    assert "K-0001" in str(entry.text)
    assert "gjenopprettet i morgen" in str(entry.text)
    close.shut()

    close = examined(path, clock)
    assert close.integrity.damages == ()
    close.shut()


def test_what_a_colleague_explains_opens_the_store_here_too(path: Path, clock: Clock) -> None:
    tamper_with_the_copy(path)
    close = examined(path, clock)
    close.integrity.heed()
    assert close.integrity.damages, "nobody has explained it yet"
    explained_by_a_colleague(close, clock)
    with pytest.raises(Problem, match="F706"):
        close.basis.hold(hall(close), [1], "avklares")
    close.integrity.heed()
    assert close.integrity.damages == ()
    assert close.basis.hold(hall(close), [1], "avklares") == 1
    close.shut()


def explained_by_a_colleague(close: Close, clock: Clock) -> None:
    """Let another program on the same store find the damage and explain it."""
    other = Integrity(Journal("Ola Hauge", clock), close.archive, close.files)
    for _ in other.examination():
        pass
    other.explain("gjenopprettet fra sikkerhetskopi")


async def test_the_running_program_of_a_colleague_opens_within_a_second() -> None:
    def damaged(close: Close) -> None:
        bring(close, line(1))
        Path(close.archive.take(hall(close)).path).write_text("noe annet", encoding="utf-8")

    async with office(damaged) as shown:
        assert "F706 Kopi K-0001" in shown.text()
        await shown.ask(lambda close: explained_by_a_colleague(close, shown.clock))
        await shown.app.each_second()
        assert "F706" not in shown.text()


def test_a_second_damage_of_the_same_copy_is_news(path: Path, clock: Clock) -> None:
    tamper_with_the_copy(path)
    close = examined(path, clock)
    close.integrity.explain("rettet navn for hånd")
    [file] = path.with_name("store-arkiv").glob("*.jsonl")
    file.unlink()
    close.shut()

    close = examined(path, clock)
    assert [damage.name for damage in close.integrity.damages] == ["K-0001"]
    close.shut()


def test_a_broken_chain_closes_the_store(path: Path, clock: Clock) -> None:
    close = Close(path, "Kari Nes", clock=clock)
    database.execute_sql("DROP TRIGGER journal_no_update")
    database.execute_sql("UPDATE journal SET details = '{}' WHERE id = 2")
    close.shut()

    close = examined(path, clock)
    with pytest.raises(Problem, match="F706 The journal's chain breaks at entry 2"):
        close.basis.hold(hall(close), [1], "avklares")
    close.shut()


def test_the_examination_pauses_so_that_the_operator_need_not_wait(close: Close) -> None:
    bring(close, line(1))
    for number in range(25):
        bring(close, line(1, 100 + number), file=f"{number}.csv")
        close.archive.take(hall(close))
    assert Copy.select().count() == 25
    pauses = sum(1 for _ in close.integrity.examination())
    assert pauses >= 4


def test_the_day_is_the_one_in_oslo(tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 11, 5, 23, 30, tzinfo=UTC))
    path = tmp_path / "store.db"
    close = Close(path, "Kari Nes", test_mode=True, clock=clock)
    bring(close, line(1))
    close.archive.take(hall(close))
    close.shut()
    tamper_with_the_copy(path)
    close = examined(path, clock)
    assert "06.11.2026" in str(close.integrity.damages[0].problem)
    close.shut()


@pytest.fixture
def filed(tmp_path: Path, clock: Clock) -> Path:
    """Return a store with the files of October."""
    path = tmp_path / "store.db"
    close = Close(path, "Kari Nes", test_mode=True, clock=clock)
    october(close)
    generated(close)
    close.shut()
    return path


FILE, LOG = "2611052.txt", "log_2611052.csv"


def damage_on_disk(path: Path, name: str) -> None:
    file = path.with_name("store-filer") / name
    file.write_bytes(file.read_bytes() + b" ")


def test_case_27_a_changed_invoice_file_closes_the_store_until_it_is_explained(
    filed: Path, clock: Clock
) -> None:
    damage_on_disk(filed, FILE)
    close = examined(filed, clock)

    told = refused(lambda: close.notes.add(on_export(1), "noe"))
    assert told.startswith(f"F706 Fakturafila {FILE} eller loggen er ikke slik den ble laget")
    assert "05.11.2026" in told
    close.integrity.explain("filserveren ble lest tilbake feil")
    close.notes.add(on_export(1), "noe")
    assert FILE in str(close.journal.entries()[1].text)
    close.shut()

    close = examined(filed, clock)
    assert close.integrity.damages == (), "explained for good"
    with pytest.raises(Problem, match="F665"):
        close.files.content(2)
    close.shut()


@pytest.mark.parametrize("name", [FILE, LOG])
def test_case_27_a_lost_invoice_file_or_log_is_a_damage(
    filed: Path, clock: Clock, name: str
) -> None:
    (filed.with_name("store-filer") / name).unlink()
    close = examined(filed, clock)
    assert [(each.name, each.state) for each in close.integrity.damages] == [
        (FILE, "missing intact")
    ]
    close.shut()


def test_case_27_a_file_changed_in_the_store_is_a_damage(filed: Path, clock: Clock) -> None:
    close = Close(filed, "Kari Nes", clock=clock)
    InvoiceFile.update(content=b"noe annet").where(InvoiceFile.name == FILE).execute()
    close.shut()
    close = examined(filed, clock)
    assert [each.state for each in close.integrity.damages] == ["intact changed"]
    close.shut()


def test_whole_invoice_files_close_nothing(filed: Path, clock: Clock) -> None:
    close = examined(filed, clock)
    assert close.integrity.damages == ()
    close.shut()


def test_case_27_the_examination_of_the_installation_names_files_and_strangers(
    filed: Path, clock: Clock
) -> None:
    close = Close(filed, "Kari Nes", clock=clock)

    def found() -> dict[str, str]:
        return {each.check: each.state for each in close.health.examine()}

    assert (found()["files"], found()["files_folder"], found()["files_rights"]) == ("ok",) * 3
    damage_on_disk(filed, LOG)
    (close.files.folder / "2611059.txt").touch()
    close.files.folder.chmod(0o755)
    assert (found()["files"], found()["files_folder"], found()["files_rights"]) == (
        "error", "attention", "error",
    )  # fmt: skip
    said_of = {each.check: str(each.text) for each in close.health.examine()}
    assert FILE in said_of["files"]
    assert "2611059.txt" in said_of["files_folder"]
    close.shut()
