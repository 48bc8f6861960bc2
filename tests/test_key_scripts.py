"""A month's close in as few keys as promised: these tests fail when the scripts grow.

The house has 60 lines; its points 2, 3, 5 and 7 each ask for a reason, as most months do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.close import Close
from data.listing import ListedLine, ListedTotal
from data.sample.ids import SampleIds
from tests.files_month import strings
from tests.lists import OTHER_CLUB, TO, bring, export_all, line
from tests.office import Office, office

HOUSE = "Meyermarken"
TWO_HOURS = timedelta(hours=2)
SINGERS, DANCERS, SCHOOL, NEIGHBOURS, BAND = (
    "339923833", "399428645", "204733", "391306516", "321881319",
)  # fmt: skip
KNOWN = {
    "Sangkoret Våren": SINGERS,
    "Dansegruppa Øst": DANCERS,
    "Kulturskolen": SCHOOL,
    "Grendalaget Nord": NEIGHBOURS,
    "Skolekorpset": BAND,
}
"""Customers and their right ids; in one test none of them has one on October's list."""


class Keys:
    """An operator who looks at the screen after each key, and counts them."""

    def __init__(self, shown: Office) -> None:
        self.shown = shown
        self.count = 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.shown.press(*keys)

    async def write(self, text: str) -> None:
        self.count += len(text)
        await self.shown.write(text)

    async def correct(self, *, typed: bool) -> None:
        """Give each line whose id stops the house its right one."""
        for _ in KNOWN:
            await self.press("n", "e")
            if typed:
                await self.write(self.right_id())
            await self.press("enter", "enter")

    def right_id(self) -> str:
        text = self.shown.text()
        return next(number for name, number in KNOWN.items() if name in text)

    async def sign(self, total: str = "") -> None:
        """Answer every point, the control total by typing it where it is not known."""
        await self.press("3")
        if total:
            await self.press("t")
            await self.write(total)
            await self.press("enter")
            if "Antall" in self.shown.text() and "Esc avbryt" in self.shown.text():
                await self.press("enter")
        for _ in range(4):
            await self.press("g", "1")

    async def export(self) -> None:
        """Write a part of the house's name in both fields, and export."""
        await self.press("5")
        for _ in range(2):
            await self.write("mey")
            await self.press("enter")
        await self.press("enter", "enter")


def house(close: Close, *, with_ids: bool = True, total: bool = True) -> None:
    """Fill a store with September, which Aktiv kommune exported, and October."""
    names = list(KNOWN)
    september = [
        line(
            100 + place,
            40_000,
            building=HOUSE,
            organization=name,
            customer_id=KNOWN[name],
            customer_type="internal" if name == "Kulturskolen" else "external",
            starts=datetime(2026, 9, 1 + place, 18),
            ends=datetime(2026, 9, 1 + place, 20),
            exported="412",
        )
        for place, name in enumerate([*names, *names])
    ]
    bring(close, *september, file="september.csv")
    october = [
        rental(
            place,
            40_000,
            organization=name,
            customer_id=KNOWN[name] if with_ids else "",
            customer_type="internal" if name == "Kulturskolen" else "external",
        )
        for place, name in enumerate(names)
    ]
    october += [rental(5 + place, 40_000) for place in range(45)]
    october += [
        rental(50 + place, 0, organization=f"Barnelag {sign}", customer_id="")
        for place, sign in enumerate("ABCDEFG")
    ]
    october.append(rental(57, 600_000, customer_id=OTHER_CLUB, organization="Bjørgvin Turn"))
    late = datetime(2026, 9, 26, 8)
    october += [rental(58 + place, 40_000, starts=late + place * TWO_HOURS) for place in range(2)]
    payable = [each.price or 0 for each in october if (each.price or 0) > 0]
    totals = (ListedTotal(HOUSE, TO, len(payable), sum(payable)),) if total else ()
    bring(close, *october, file="oktober.csv", totals=totals)
    assert len(october) == 60


def rental(place: int, price: int, **fields: Any) -> ListedLine:
    """Return one of October's lines, two hours in the hall that nobody else has."""
    starts = fields.pop("starts", datetime(2026, 10, 1 + place % 28, 8 + 3 * (place // 28)))
    values = {"building": HOUSE, "starts": starts, "ends": starts + TWO_HOURS}
    return line(200 + place, price, **(values | fields))


def clean(close: Close) -> None:
    house(close)


def without_total(close: Close) -> None:
    house(close, total=False)


def without_ids(close: Close) -> None:
    house(close, with_ids=False)


async def close_the_house(keys: Keys, *, ids: str = "", total: str = "") -> None:
    await keys.press("enter")
    if ids:
        await keys.correct(typed=ids == "typed")
    await keys.sign(total)
    await keys.export()


@pytest.mark.parametrize(
    ("fill", "ids", "total", "promised"),
    [
        pytest.param(clean, "", "", 21, id="clean, total imported"),
        pytest.param(without_total, "", "26800", 28, id="clean, total typed"),
        pytest.param(without_ids, "known", "", 41, id="five ids known from last month"),
        pytest.param(without_ids, "typed", "", 83, id="five ids typed"),
    ],
)
async def test_a_house_is_closed_with_no_more_keys_than_promised(
    fill: Callable[[Close], None], ids: str, total: str, promised: int
) -> None:
    async with office(fill) as shown:
        keys = Keys(shown)
        await close_the_house(keys, ids=ids, total=total)
        [made] = await shown.ask(lambda close: close.exports.exports())
        assert (made.lines, made.total) == (60, 2_680_000)
        assert keys.count <= promised


def month_of_files(close: Close, folder: Path) -> None:
    """Fill a store: 131 customers of the house exported for 319 320,00, and a folder to deliver."""
    ids = SampleIds(Random(1))  # noqa: S311 - made to be repeated
    each, rest = divmod(31_932_000, 131)
    lines = [
        line(
            1000 + place, each, building=HOUSE,
            organization=f"Lag {place}", customer_id=ids.organization(),
        )
        for place in range(131)
    ]  # fmt: skip
    lines[0] = replace(lines[0], price=each + rest)
    bring(close, *lines, account_strings=strings(HOUSE))
    export_all(close, close.basis.scope(HOUSE, TO), HOUSE)
    close.settings.change(
        {
            "delivery.method": "folder",
            "delivery.folder": str(folder),
            "letter.receivers": "faktura@regnskap.example",
            "letter.sender": "kari.nes@kommune.example",
            "letter.host": "127.0.0.1",
            "letter.security": "none",
            "letter.next_noon": True,
        }
    )


async def test_a_month_ends_with_no_more_keys_than_promised(tmp_path: Path) -> None:
    async with office(lambda close: month_of_files(close, tmp_path)) as shown:
        keys = Keys(shown)
        await keys.press("6", "x")
        await keys.write("131")
        await keys.press("enter", "enter")
        await keys.press("x", "enter")
        await keys.press("b", "x")
        await keys.press("t")
        await keys.write("131")
        await keys.press("enter")
        await keys.write("319320")
        await keys.press("enter")
        [file] = await shown.ask(lambda close: close.files.files())
        assert (file.orders, file.amount, file.state) == (131, 31_932_000, "receipted")
        assert (tmp_path / file.name).is_file()
        assert file.letter_due is not None
        assert keys.count <= 23
