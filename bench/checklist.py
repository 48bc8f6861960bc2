"""The checklist over 5 000 lines with a year behind them: the first look, and after a mark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._measure import Work, in_turn, milliseconds, ratio, show
from bench._stores import TO, bring, hall, hall_months, open_store
from data.close import Close
from data.control import Control
from data.month import Month
from data.recalling import history_before
from data.surroundings import Surroundings
from tests.lists import sign_everything

LINES, MONTHS = 5_000, 12
ROUNDS = 9


def year(close: Close) -> int:
    """Fill the store with a year that is exported and a month that is not; returns the lines."""
    *before, now = hall_months(LINES, MONTHS + 1)
    for number, month in enumerate(before):
        bring(close, [replace(line, exported="401") for line in month], f"{number}.csv")
    bring(close, now)
    return sum(len(month) for month in before) + len(now)


class Looks:
    """Looks at the checklist of the hall, and changes a mark."""

    def __init__(self, close: Close) -> None:
        self.close = close
        self.scope = hall(close)
        self.lines = close.basis.lines(self.scope)

    def first(self) -> None:
        """Look with nothing remembered, as when the program starts."""
        around = Surroundings(self.close.journal, self.close.registers.register, test_mode=True)
        Control(self.close.journal, self.close.basis, self.close.settings, around).view(self.scope)

    def prices(self) -> None:
        """Gather the prices of the year before, which the first look does once."""
        history_before(self.scope.building_id, Month.of(TO))

    def again(self) -> None:
        """Look when nothing has changed."""
        self.close.control.view(self.scope)

    def mark(self) -> None:
        """Take one mark away, or give it back."""
        scope, line = self.scope, self.lines[0].id
        if not self.close.basis.hold(scope, [line], "bench"):
            self.close.basis.release(scope, [line])

    def mark_and_look(self) -> None:
        """Change a mark and see what it changed."""
        self.mark()
        self.again()


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        close = open_store(Path(folder) / "store.db")
        stored = year(close)
        sign_everything(close, hall(close))
        looks = Looks(close)
        works: dict[str, Work] = {
            "read the lines": lambda: close.basis.lines(looks.scope),
            "prices of the year before": looks.prices,
            "first look": looks.first,
            "one mark": looks.mark,
            "one mark, then a look": looks.mark_and_look,
            "look again, nothing changed": looks.again,
        }
        taken = in_turn(works, ROUNDS)
        close.shut()
    yardstick = taken["read the lines"]
    show(
        f"The checklist of {len(looks.lines):,} lines in a store of {stored:,}",
        ("step", "ms", "to reading"),
        [(name, milliseconds(value), ratio(value, yardstick)) for name, value in taken.items()],
    )


if __name__ == "__main__":
    main()
