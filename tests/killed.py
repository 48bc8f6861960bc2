"""A program of its own that changes a store and dies, or works beside others on the same file.

`python -m tests.killed kill FOLDER ACT` kills a copy of itself at every statement of an act, and
at every step of its files, and prints what each left behind. `repeat` does the act again after
each kill and says what that left. `python -m tests.killed work STORE OPERATOR START` changes a
shared store from the moment START on; `export` and `open` likewise try one thing each, `locked`
an export by who takes the building first, `unlocked` one that heeds no lock. `interrupt FOLDER`
says what the next start tells of an export that was killed.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from data import journal
from data.close import Close, files_folder
from data.errors import Problem
from data.models import TABLES, tuples
from data.sqlite import damage, database
from tests.files_month import OCTOBER, strings
from tests.lists import bring, export_all, hall, line, plan, sign_everything

KILLED = 9
VOLATILE = {"request", "previous", "hash", "sha256", "content", "file", "lines_digest"}
"""What differs between two runs of the same act."""
FILE_STEPS = {"tempfile.mkstemp", "os.chmod", "os.rename", "os.remove"}
"""What the interpreter tells of before it does it to a file."""
PRESENCE = {"Lock", "Attempt"}
"""Tables that say who is at work, not what was done."""

Arm = Callable[[], None]


def opened(path: Path, operator: str = "Kari Nes") -> Close:
    """Open a store with a clock that stands still."""
    return Close(
        path, operator, test_mode=True, clock=lambda: datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
    )


def prepare(path: Path, act: str) -> None:
    """Make the store in which an act happens."""
    close = opened(path)
    if act == "generate":
        bring(close, line(1), line(2, 0), account_strings=strings("Hallen"))
        export_all(close, hall(close))
        close.shut()
        return
    bring(close, line(1), line(2, 0), line(3, 500))
    close.basis.hold(hall(close), [3], "avklares")
    if act in ("take", "export"):
        sign_everything(close, hall(close))
    if act == "export":
        close.archive.take(hall(close))
    if act == "reverse":
        export_all(close, hall(close))
    close.shut()


def run(close: Close, act: str, arm: Arm) -> None:
    """Do one act; from `arm` on the program may be killed."""
    scope = hall(close)
    if act == "import":
        planned = plan(close, line(1, 200), line(3, 500), line(4), file="ny.csv")
        arm()
        close.imports.apply(planned)
    elif act == "export":
        draft = close.exports.prepare(scope)
        arm()
        close.exports.commit(draft, "Hallen", "Hallen")
    elif act == "generate":
        files = close.generation.prepare(OCTOBER)
        arm()
        close.generation.commit(files, files.orders)
    else:
        acts: dict[str, Callable[[], object]] = {
            "hold": lambda: close.basis.hold(scope, [1, 2], "avklares"),
            "total": lambda: close.control.enter_total(scope, 10_500, 2),
            "sign": lambda: close.control.sign(scope, 2, "etter prislisten"),
            "take": lambda: close.archive.take(scope),
            "reverse": lambda: close.exports.reverse(1, "feil pris"),
        }
        arm()
        acts[act]()


def state(path: Path) -> str:
    """Return all that a sound store holds; a store that is not sound says so instead."""
    close = opened(path)
    broken = close.journal.verify()
    copies = [verdict for verdict in close.archive.verify() if not verdict.is_intact]
    files = [verdict for verdict in close.files.verify() if not verdict.is_intact]
    if damage() or broken or copies or files:
        return f"{damage()} {broken} {copies} {files}"
    rows = {}
    tables: list[Any] = [table for table in TABLES if table.__name__ not in PRESENCE]
    for table in tables:
        fields = [
            getattr(table, name)
            for name in table._meta.sorted_field_names
            if name not in VOLATILE
        ]  # fmt: skip
        rows[table.__name__] = sorted(map(str, tuples(table.select(*fields))))
    close.shut()
    return json.dumps(rows)


def killed_at(statement: int, prepared: Path, act: str) -> tuple[int, Path]:
    """Run an act in a process that dies just before a statement; return its exit and store."""
    folder = prepared.with_name("killed")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder)
    child = os.fork()
    if child == 0:
        remaining = iter(range(statement, 0, -1))

        def step(*_what: object) -> None:
            if next(remaining, 0) == 1:
                os._exit(KILLED)

        def arm() -> None:
            database.connection().set_trace_callback(step)
            sys.addaudithook(lambda event, _: step() if event in FILE_STEPS else None)

        close = opened(folder / "store.db")
        run(close, act, arm)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), folder / "store.db"


def interrupt(folder: Path) -> Iterator[str]:
    """Yield, for each statement of an export, what it left and what the next start tells of it."""
    for found, path in kill(folder, "export"):
        close = opened(path)
        told = [each.export.number if each.export else 0 for each in close.attempts.broken()]
        again = close.attempts.broken()
        close.shut()
        yield f"{found} {told} {again}"


def repeat(folder: Path, act: str) -> Iterator[str]:
    """Yield, for each step of an act, what it left and what doing it again makes of that.

    Done again once for every number of files that a kill leaves behind the same store.
    """
    made: dict[tuple[str, int, int], str] = {}
    for found, path in kill(folder, act):
        names = [name.name for name in files_folder(path).glob("*")]
        finished = sum(not name.startswith(".") for name in names)
        left = found, finished, len(names) - finished
        if left not in made:
            made[left] = _again(path, act, is_done=found == "after")
        yield f"{found} {finished} {made[left]}"


def _again(path: Path, act: str, *, is_done: bool) -> str:
    close = opened(path)
    if not is_done:
        run(close, act, lambda: None)
    strays = [name for name in close.files.strays() if not name.startswith(".")]
    close.shut()
    return f"{strays} {hashlib.sha256(state(path).encode()).hexdigest()}"


def kill(folder: Path, act: str) -> Iterator[tuple[str, Path]]:
    """Yield `before`, `after` or what else was found, for each statement of the act."""
    prepared = folder / "prepared"
    prepared.mkdir()
    prepare(prepared / "store.db", act)
    before = state(prepared / "store.db")
    _, path = killed_at(0, prepared, act)
    known = {before: "before", state(path): "after"}
    for statement in count(1):
        status, path = killed_at(statement, prepared, act)
        found = state(path)
        yield known.get(found, found), path
        if status == 0:
            return


def work(path: Path, operator: str) -> str:
    """Change a store forty times at random; return how often a colleague had to be awaited."""
    close, dice, refused = opened(path, operator), random.Random(operator), 0  # noqa: S311
    scope, lines = hall(close), range(1, 20)
    for number in range(25):
        try:
            match dice.randrange(4):
                case 0:
                    close.basis.hold(scope, [dice.choice(lines)], "avklares")
                case 1:
                    close.basis.release(scope, [dice.choice(lines)])
                case 2:
                    close.control.enter_total(hall(close), number, None)
                case 3:
                    listed = [line(one, dice.randrange(1000)) for one in lines]
                    bring(close, *listed, file=f"{operator} {number}")
            close.control.view(hall(close))
        except Problem as problem:
            refused += problem.code != "F105"
    return f"{refused} refused"


def export(path: Path, operator: str, what: str) -> int:
    """Export the hall, perhaps as its holder or heeding no lock; return the number."""
    close = opened(path, operator)
    if what == "unlocked":
        vars(journal).update(require_free=lambda *_arguments: None)
    if what == "locked":
        close.locks.enter(hall(close).building_id)
    draft = close.exports.prepare(hall(close))
    return close.exports.commit(draft, "Hallen", "Hallen").number


def _killed(folder: Path, act: str) -> Iterator[str]:
    return (found for found, _path in kill(folder, act))


KILLING: dict[str, Callable[..., Iterator[str]]] = {
    "kill": _killed,
    "repeat": repeat,
    "interrupt": interrupt,
}


def say(answer: object) -> None:
    """Write one line for whoever started this program."""
    sys.stdout.write(f"{answer}\n")


def main(what: str, path: str, *arguments: str) -> None:
    """Do what the command line says and print one line for each answer."""
    if what in KILLING:
        for told in KILLING[what](Path(path), *arguments):
            say(told)
        return
    operator, start = arguments
    while time.time() < float(start):
        time.sleep(0.001)
    try:
        if what == "open":
            say(opened(Path(path), operator).revision())
        elif what == "work":
            say(work(Path(path), operator))
        else:
            say(export(Path(path), operator, what))
    except Problem as problem:
        say(problem.code)


if __name__ == "__main__":
    main(*sys.argv[1:])
