"""A window over a list always shows the rows that stand there, however it was moved."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tui.widgets.window import ListPages, Reader, Window

Rows = list[int]


def same(row: int) -> int:
    return row


class WindowAgainstList(RuleBasedStateMachine):
    """Moves, re-sorts and shrinks a list under a window and compares with slices of it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self.height = 5
        self.window: Window[int] = Window()

    @initialize(count=st.integers(0, 60), height=st.integers(1, 12))
    def start(self, count: int, height: int) -> None:
        self.rows = list(range(count))
        self.height = height
        self.window = self.reader().top()

    def reader(self) -> Reader[int]:
        return Reader(ListPages(self.rows, same), same, self.height)

    @rule(start=st.integers(-5, 70))
    def slide(self, start: int) -> None:
        start = max(0, min(len(self.rows) - self.height, start))
        slid = self.reader().slide(self.window, start)
        assert slid is not None
        assert slid.start == start
        self.window = slid

    @rule(data=st.data(), above=st.integers(0, 12))
    def look_around(self, data: st.DataObject, above: int) -> None:
        if not self.rows:
            return
        row = data.draw(st.sampled_from(self.rows))
        self.window, rank = self.reader().around((row,), above)
        assert self.rows[rank] == row
        assert self.window.holds(rank)
        room_below = len(self.rows) - self.height
        if above < self.height and above <= rank and rank - above <= room_below:
            assert rank - self.window.start == above, "the row keeps its place on the screen"

    @rule(data=st.data())
    def lose_the_row(self, data: st.DataObject) -> None:
        if len(self.rows) < 2 or not self.window.rows:
            return
        gone = data.draw(st.sampled_from(self.window.rows))
        at = self.window.rows.index(gone)
        near = [*self.window.rows[at:], *reversed(self.window.rows[:at])]
        self.rows.remove(gone)
        self.window, rank = self.reader().around(near, at)
        if len(near) > 1:
            assert self.rows[rank] == near[1]

    @rule(random=st.randoms(use_true_random=False))
    def resort(self, random: object) -> None:
        random.shuffle(self.rows)  # type: ignore[attr-defined]
        kept = self.window.rows[:1]
        self.window, rank = self.reader().around(kept, 0)
        if kept:
            assert self.rows[rank] == kept[0]

    @rule(height=st.integers(1, 12))
    def resize(self, height: int) -> None:
        self.height = height
        self.window, _rank = self.reader().around(self.window.rows, 0)

    @invariant()
    def shows_what_stands_there(self) -> None:
        start = self.window.start
        assert list(self.window.rows) == self.rows[start : start + self.height]
        assert self.window.total == len(self.rows)
        assert len(self.window.rows) == min(self.height, len(self.rows)), "the screen is full"


TestWindowAgainstList = WindowAgainstList.TestCase
TestWindowAgainstList.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


def test_a_list_that_changed_meanwhile_is_noticed() -> None:
    pages = ListPages(list(range(10)), same)
    stale = Window((7, 8), 7, total=30)
    assert Reader(pages, same, 2).slide(stale, 9) is None


def test_when_every_known_row_is_gone_the_list_begins_anew() -> None:
    reader = Reader(ListPages([1, 2, 3], same), same, 2)
    assert reader.around((8, 9), 1) == (Window((1, 2), 0, 3), 0)
