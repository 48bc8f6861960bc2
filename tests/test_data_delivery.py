"""A file on its way to the accounting office: whole, proved, once, by every way there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from data.delivery.handing import CHUNK
from data.delivery.options import DeliveryOptions
from data.delivery.parcel import Delivered, Parcel, Progress
from data.delivery.secrets import Secrets
from data.delivery.sending import WAITS, deliver, place_of
from data.delivery.transports import transports
from data.errors import Problem, UsageProblem
from tests.delivering import NAME, SECRETS, SERVERS, Office, every_way, offices, parcel
from tests.peers import HOST, PASSWORD, USER, free_port


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Return what starts the office at the other end of a way."""
    with offices(tmp_path) as start:
        yield start


def stop_at(limit: int) -> Progress:
    """Return a progress that gives up once more than `limit` bytes are moved."""

    def progress(done: int, total: int) -> None:
        if done > limit:
            raise InterruptedByOperator

    return progress


class InterruptedByOperator(Exception):
    """What the screen raises when somebody pressed Esc."""


@every_way()
def test_a_file_arrives_whole(serve: Callable[[str], Office], method: str) -> None:
    office = serve(method)
    steps: list[tuple[int, int]] = []
    sent = office.take(parcel(), lambda done, total: steps.append((done, total)))
    assert office.files() == {NAME: parcel().content}
    assert sent == Delivered(
        place_of(office.options), NAME, len(parcel().content), parcel().sha256, 1
    )
    assert steps == sorted(steps)
    assert len(steps) > 10
    assert steps[-1] == (2 * sent.size, 2 * sent.size)
    assert PASSWORD not in sent.place


@every_way()
def test_what_is_there_already_counts_and_is_not_sent_again(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    office.take(parcel())
    before = (office.folder / NAME).stat().st_mtime_ns
    again = office.take(parcel())
    assert again.already_there
    assert (office.folder / NAME).stat().st_mtime_ns == before


@every_way()
@pytest.mark.parametrize("other", [b"kort", parcel().content[:-1] + b"?"])
def test_another_file_of_that_name_is_not_touched(
    serve: Callable[[str], Office], method: str, other: bytes
) -> None:
    office = serve(method)
    (office.folder / NAME).write_bytes(other)
    with pytest.raises(Problem, match=f"F632.*{NAME}"):
        office.take(parcel())
    assert office.files() == {NAME: other}


@every_way()
@pytest.mark.parametrize("left", [parcel().content[: 2 * CHUNK + 5], b"noe annet", b""])
def test_what_an_interrupted_upload_left_is_continued_or_begun_anew(
    serve: Callable[[str], Office], method: str, left: bytes
) -> None:
    office = serve(method)
    (office.folder / parcel().part_name).write_bytes(left)
    steps: list[int] = []
    office.take(parcel(), lambda done, _total: steps.append(done))
    assert office.files() == {NAME: parcel().content}
    assert (len(left) in steps) == parcel().content.startswith(left)


@every_way(*SERVERS)
def test_a_connection_cut_in_the_middle_ends_with_one_whole_file(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    office.peer.troubles.fail_after = 2 * CHUNK
    sent = office.take(parcel())
    assert sent.tries == 2
    assert office.files() == {NAME: parcel().content}


@every_way(*SERVERS)
def test_case_32_an_upload_half_done_does_not_count_until_it_is_repeated(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    office.peer.troubles.fail_after = 2 * CHUNK
    office.options = replace(office.options, attempts=1)
    with pytest.raises(Problem, match=r"F630 .*Tried 1 time\. Nothing counts as sent"):
        office.take(parcel())
    assert NAME not in office.files()
    office.take(parcel())
    assert office.files() == {NAME: parcel().content}


@every_way(*SERVERS)
def test_case_32_bytes_that_differ_when_read_back_are_not_delivered(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    office.peer.troubles.spoils = True
    with pytest.raises(Problem, match=r"F604.* instead of ") as raised:
        office.take(parcel())
    digest = parcel().sha256
    assert f"{digest[:4]}-{digest[4:8]}" in str(raised.value)
    assert office.files() == {}
    office.peer.troubles.spoils = False
    office.take(parcel())
    assert office.files() == {NAME: parcel().content}


@every_way()
@pytest.mark.parametrize("when", [-1, 2 * CHUNK, 6 * CHUNK, 10 * CHUNK + 33])
def test_giving_up_leaves_nothing_behind(
    serve: Callable[[str], Office], method: str, when: int
) -> None:
    office = serve(method)
    with pytest.raises(InterruptedByOperator):
        office.take(parcel(), stop_at(when))
    assert office.files() == {}
    office.take(parcel())


@every_way(*SERVERS)
def test_a_wrong_password_is_tried_once_and_never_shown(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    wrong = Secrets(environment={"FAKTURAKLAR_DELIVERY_PASSWORD": "feil-passord"})
    with pytest.raises(Problem, match=f"F631.*{USER}") as raised:
        deliver(parcel(), office.options, wrong, office.known)
    assert "feil-passord" not in str(raised.value)
    assert set(office.peer.logins) == {"out"}
    assert office.files() == {}


@every_way()
def test_a_missing_folder_is_named(serve: Callable[[str], Office], method: str) -> None:
    office = serve(method)
    office.options = replace(office.options, folder=f"{office.options.folder}-feil")
    with pytest.raises(Problem, match=r"F633.*inn-feil"):
        office.take(parcel())


def test_case_32_a_full_disk_is_told_and_leaves_no_file(
    serve: Callable[[str], Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = serve("folder")
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: _DiskUsage(free=100))
    with pytest.raises(Problem, match="F634 There is no room"):
        office.take(parcel())
    assert office.files() == {}


class _DiskUsage(NamedTuple):
    free: int


def test_a_link_in_the_folder_is_not_followed(serve: Callable[[str], Office]) -> None:
    office = serve("folder")
    elsewhere = office.folder.parent / "annet"
    elsewhere.write_bytes(b"annet")
    (office.folder / parcel().part_name).symlink_to(elsewhere)
    with pytest.raises(Problem, match="F634"):
        office.take(parcel())
    assert elsewhere.read_bytes() == b"annet"


@every_way(*SERVERS)
def test_case_32_a_server_without_room_does_not_count(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    office.peer.troubles.is_full = True
    with pytest.raises(Problem, match=r"F634.*No space left"):
        office.take(parcel())
    assert NAME not in office.files()


def test_waits_grow_and_end_and_can_be_given_up() -> None:
    waited: list[int] = []
    options = DeliveryOptions("sftp", "", HOST, free_port(), USER, attempts=4)
    with pytest.raises(Problem, match=r"F630.*Tried 4 times"):
        deliver(parcel(), options, SECRETS, sleep=waited.append)
    assert sum(waited) == sum(WAITS[:3])

    def after_three(_done: int, _total: int) -> None:
        if len(waited) == 3:
            raise InterruptedByOperator

    waited.clear()
    with pytest.raises(InterruptedByOperator):
        deliver(parcel(), options, SECRETS, (), after_three, waited.append)
    assert len(waited) == 3


@pytest.mark.parametrize(
    "options",
    [
        DeliveryOptions(method="brevdue"),
        DeliveryOptions(),
        DeliveryOptions("sftp", host="", user=USER),
        DeliveryOptions("sftp", host="mottak", user=""),
        DeliveryOptions("ftp", host="mot tak", user=USER),
        DeliveryOptions("ftp", host="a..b", user=USER),
        DeliveryOptions("ftp", host="mottak", user="x\r\nDELE y"),
        DeliveryOptions("ftp", host="mottak", user=USER, folder="a\nb"),
    ],
)
def test_settings_that_cannot_work_are_named(options: DeliveryOptions) -> None:
    with pytest.raises(UsageProblem, match="F638"):
        deliver(parcel(), options, SECRETS)


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "a\nb", ".x", "-x", "a\\b", "01018012345.txt", "x" * 200]
)
def test_a_parcel_has_a_plain_name(name: str) -> None:
    with pytest.raises(Problem, match="F628") as raised:
        parcel(name)
    assert "12345" not in str(raised.value)


def test_a_damaged_parcel_is_not_sent() -> None:
    with pytest.raises(Problem, match="F629"):
        Parcel(NAME, b"x", parcel().sha256)


def test_every_way_says_who_can_read_it() -> None:
    assert {each.key: each.is_secret for each in transports()} == {
        "folder": True,
        "ftp": False,
        "ftps": True,
        "sftp": True,
    }


def test_a_file_for_several_operators_can_be_read_by_their_group(
    serve: Callable[[str], Office],
) -> None:
    office = serve("folder")
    office.take(parcel("en.txt"))
    office.folder.chmod(0o2770)
    office.take(parcel("to.txt"))
    modes = [(office.folder / name).stat().st_mode & 0o777 for name in ("en.txt", "to.txt")]
    assert modes == [0o600, 0o660]
