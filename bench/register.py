"""What it takes to bring in the register of units: time, and memory that must not grow with it."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from bench._measure import show
from data.close import Close
from data.register.unit import Unit
from tests.units import numbers, unit, write_csv, write_json

SIZES = (100_000, 1_000_000)
MAIN_SHARE = 0.6
"""The register has about three main units for each two sub-units."""
NAMES = ("BJØRGVIN TURN", "ÆRFUGL IDRETTSLAG", "Nordnes grendalag", "ÅSANE BALLKLUBB", "Holding")
LOOKUPS = 1_000

WRITERS = ("csv", "json")


def units(count: int) -> tuple[Iterator[Unit], Iterator[Unit]]:
    """Return so many synthetic units, main units and sub-units, the numbers in no order."""
    main = int(count * MAIN_SHARE)
    return _units(main, "FLI", 20_000_000), _units(count - main, "BEDR", 30_000_000)


def _units(count: int, form: str, first: int) -> Iterator[Unit]:
    order = list(islice(numbers(first), count))
    Random(1).shuffle(order)  # noqa: S311 - made to be repeated, not to be secret
    for place, number in enumerate(order):
        name = f"{NAMES[place % len(NAMES)]} {place * 7919 % count} AS"
        yield unit(number, name, form, parent=None if form == "FLI" else 200_000_009)


def write(folder: Path, count: int, kind: str) -> list[Path]:
    """Write the two packed bulk files."""
    paths = []
    for name, content in zip(("enheter", "underenheter"), units(count), strict=True):
        path = folder / f"{name}-{count}.{kind}.gz"
        with gzip.open(path, "wb", compresslevel=1) as file:
            if kind == "json":
                write_json(file, content)
            else:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                write_csv(text, content)
                text.flush()
        paths.append(path)
    return paths


def bring_in(folder: Path, paths: list[Path]) -> None:
    """Bring files in and print seconds, peak memory in kB, and microseconds of a look-up."""
    now = datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
    close = Close(folder / "store.db", "Kari Nes", test_mode=True, clock=lambda: now)
    began = perf_counter()
    view = close.registers.load(paths)
    seconds = perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wanted = list(islice(numbers(20_000_000), LOOKUPS))
    one = _each(lambda: [close.registers.register.unit(number) for number in wanted])
    together = _each(lambda: close.registers.register.units(wanted))
    named = _each(lambda: [close.registers.register.named(NAMES[0]) for _ in wanted])
    close.shut()
    assert view.units > 0
    size = (folder / "store-enhetsregister.db").stat().st_size
    print(seconds, peak, size, one, together, named)


def _each(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) / LOOKUPS * 1_000_000


def measured(kind: str, count: int) -> list[str]:
    """Return a row of the table, measured in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = write(folder, count, kind)
        packed = sum(path.stat().st_size for path in paths)
        command = [sys.executable, "-m", "bench.register", str(folder), *map(str, paths)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak, size, *lookups = map(float, answer.stdout.split())
    return [
        f"{count:,} {kind}",
        f"{packed / 1e6:.0f}",
        f"{seconds:.1f}",
        f"{count / seconds:,.0f}",
        f"{peak / 1024:.0f}",
        f"{size / 1e6:.0f}",
        *(f"{each:.0f}" for each in lookups),
    ]


def main() -> None:
    """Print the table."""
    headings = ("units", "packed MB", "s", "units/s", "peak MB", "file MB", "one us", "of many us",
                "by name us")  # fmt: skip
    print("Writing and bringing in the files takes a few minutes.", flush=True)
    rows = [measured(kind, count) for kind in WRITERS for count in SIZES]
    show("The register of units brought in, and looked up in", headings, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        bring_in(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
    else:
        main()
