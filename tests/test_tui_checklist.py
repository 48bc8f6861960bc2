"""The checklist panel at every width: what it says of each point, and what it lets go of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from textual.app import App, ComposeResult

from data.close import Close
from data.operators import MACHINE
from data.views import ControlView, PointView, SignOffView
from data.words import Phrase
from tests.meyermarken import basis, untouched
from tui import glyphs, words
from tui.widgets.bridge import Bridge, bridge_row
from tui.widgets.checklist import Checklist, check_line, result, signature
from tui.widgets.point_details import PointDetails

TODAY = date(2026, 11, 5)
MORNING = datetime(2026, 11, 5, 9, 24)
EARLIER = datetime(2026, 11, 4, 16, 2)


@pytest.fixture(autouse=True)
def bokmal_in_ascii() -> None:
    words.set_language("nb")
    glyphs.choose("ascii")


@pytest.fixture
def view(close: Close) -> ControlView:
    """Return the untouched checklist of the example house."""
    untouched(close)
    return close.control.view(basis(close))


def signed(state: str, at: datetime = MORNING, operator: str = "Kari Nes") -> SignOffView:
    return SignOffView(operator, at, "avtalt pris", state)  # type: ignore[arg-type]


def text_of(widget: Checklist | Bridge | PointDetails) -> str:
    return widget.render().plain.replace("\u00a0", " ")


class Panel(App[None]):
    """Shows one widget in a window of its own size."""

    CSS = "Checklist, PointDetails { height: 1fr; }"

    def __init__(self, widget: Checklist | Bridge | PointDetails) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (None, ""),
        (signed("valid"), "KN 09.24"),
        (signed("valid", EARLIER), "KN 04.11"),
        (signed("valid", operator=MACHINE), "maskin 09.24"),
        (signed("suspended"), "(KN 09.24)"),
        (signed("suspended", EARLIER), "(KN 04.11)"),
        (signed("withdrawn"), ""),
    ],
)
def test_a_signature_tells_who_and_when_and_whether_it_counts(
    answer: SignOffView | None, shown: str
) -> None:
    assert signature(answer, TODAY) == shown


def test_a_suspended_answer_asks_for_a_new_one_unless_something_is_wrong(
    view: ControlView,
) -> None:
    point = replace(view.points[1], signed=signed("suspended"))
    assert result(point) == ("attention", "signer på nytt")
    assert result(replace(point, state="blocked")) == ("error", "feil")


def test_the_line_under_a_list_lets_go_of_the_count_first(view: ControlView) -> None:
    whole = check_line(view, 78).plain
    assert whole == "ID x 9 gyldig, 4 feil   Total ! ikke oppgitt   2 av 9 signert"
    assert check_line(view, len(whole) - 1).plain == "ID x 9 gyldig, 4 feil   Total ! ikke oppgitt"


async def test_a_suspended_point_keeps_the_old_name_and_its_finding(view: ControlView) -> None:
    points = list(view.points)
    points[1] = replace(points[1], signed=signed("suspended"))
    panel = Checklist(TODAY)
    async with Panel(panel).run_test(size=(80, 10)):
        panel.view = replace(view, points=tuple(points))
        row = text_of(panel).split("\n")[2]
        assert "! signer på nytt  2 linjer skille" in row
        assert row.rstrip().endswith("(KN 09.24)")


@pytest.mark.parametrize(("height", "explained"), [(10, 0), (16, 0), (17, 7), (19, 9)])
async def test_beside_the_lines_findings_are_told_where_there_is_room(
    view: ControlView, height: int, explained: int
) -> None:
    panel = Checklist(TODAY, beside=True)
    async with Panel(panel).run_test(size=(39, height)):
        panel.view = view
        rows = text_of(panel).split("\n")
        assert rows[0].rstrip() == "Kontroll, 2 av 9 signert"
        assert sum(row.startswith("  ") for row in rows) == explained
        assert len(rows) == 10 + explained
        assert all(len(row) <= 39 for row in rows)


async def test_beside_the_lines_the_panel_takes_no_keys() -> None:
    panel = Checklist(TODAY, beside=True)
    async with Panel(panel).run_test(size=(39, 20)) as pilot:
        await pilot.press("tab")
        assert not panel.has_focus


async def test_the_narrow_bridge_holds_expected_found_and_difference(view: ControlView) -> None:
    bridge = Bridge()
    async with Panel(bridge).run_test(size=(39, 20)):
        bridge.view = replace(view, expected_total=3_100_000, difference=60_000)
        rows = text_of(bridge).split("\n")
        assert rows[0].split() == ["Bro", "linjer", "sum"]
        assert [row[-9:] for row in rows[-3:]] == ["31 000,00", "31 600,00", "   600,00"]


def test_the_figures_of_the_bridge_stand_under_each_other(view: ControlView) -> None:
    steps = [bridge_row(step, view, 78).replace("\u00a0", " ") for step in view.bridge]
    assert len({step.index(" linjer") for step in steps}) == 1
    assert steps[0].startswith("Bro")
    assert all(len(step) <= 78 for step in steps)


def detailed(view: ControlView, *details: str) -> PointView:
    return replace(view.points[1], details=tuple(Phrase(text) for text in details))


async def test_details_that_do_not_fit_are_counted(view: ControlView) -> None:
    details = PointDetails()
    async with Panel(details).run_test(size=(40, 3)):
        details.point = detailed(view, "en ganske lang setning om linje nummer 1", *"bcde")
        rows = text_of(details).split("\n")
        assert len(rows) == 3
        assert rows[-1] == "... og 5 til"


async def test_short_details_stand_side_by_side(view: ControlView) -> None:
    details = PointDetails()
    async with Panel(details).run_test(size=(60, 5)):
        details.point = detailed(view, "Ærfugl IL +1,00", "Korpset -2,00", "Elevrådet +3,00")
        assert text_of(details).split("\n")[1:] == [
            "Ærfugl IL +1,00   Korpset -2,00   Elevrådet +3,00"
        ]


async def test_of_what_stops_the_export_only_what_is_wrong_is_told(view: ControlView) -> None:
    details = PointDetails()
    async with Panel(details).run_test(size=(80, 6)):
        details.point = view.points[0]
        rows = text_of(details).split("\n")
        assert rows[0].startswith("20403 Sangkoret Våren")
        assert not any(row.startswith("Må rettes") for row in rows)
