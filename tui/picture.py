"""Pictures of the program on demo data, for the README: `python -m tui.picture FOLDER`."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from data import demo
from data.close import Close
from data.dates import local
from data.month import Month
from tui import glyphs
from tui.app import Fakturaklar
from tui.desk import Desk
from tui.words import set_language

NOW = datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
SIZE = (80, 24)
PICTURES = (("lines", ("enter",)), ("checklist", ("3",)), ("files", ("7",)))
"""Name of each picture, and the keys that lead to it from the one before."""

_REMOTE_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""A picture in the documentation must not fetch anything from elsewhere."""


async def draw(folder: Path) -> list[Path]:
    """Build the demo in a folder of its own, walk through it and keep what it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        store = Path(place, "demo.db")
        demo.build(store, now=NOW)
        app = Fakturaklar(
            Desk(lambda: Close(store, demo.OPERATORS[0], clock=lambda: NOW)),
            operator=demo.OPERATORS[0],
            month=Month.of(local(NOW).date()).previous(),
            state_folder=Path(place),
            test_mode=True,
            now=lambda: local(NOW),
        )
        return await _walk(app, folder)


async def _walk(app: Fakturaklar, folder: Path) -> list[Path]:
    made: list[Path] = []
    async with app.run_test(size=SIZE) as pilot:
        await _rest(app)
        for name, keys in PICTURES:
            await pilot.press(*keys)
            await pilot.pause()
            await _rest(app)
            await pilot.pause()
            made.append(folder / f"{name}.svg")
            picture = app.export_screenshot(title="fakturaklar")
            made[-1].write_text(_REMOTE_FONT.sub("", picture), encoding="utf-8")
    return made


async def _rest(app: Fakturaklar) -> None:
    """Wait until nothing is being read any more."""
    while pending := [worker for worker in app.workers if not worker.is_finished]:
        await asyncio.wait([asyncio.ensure_future(worker.wait()) for worker in pending])


def main() -> None:
    """Draw every picture into the folder that is named."""
    set_language("nb")
    glyphs.choose("utf8")
    for path in asyncio.run(draw(Path(sys.argv[1]))):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
