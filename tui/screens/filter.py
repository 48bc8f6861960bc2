"""Step 1: which lines a basis covers: building, season, to-date; and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from data import dates
from data.building_search import BuildingHit
from data.errors import UsageProblem
from data.listing import CustomerType
from data.month import Month
from data.views import LineFilter
from tui.house import BRING_IN, HouseScreen
from tui.jobs import job, mind
from tui.steps import Step
from tui.widgets.buildings import STATES
from tui.widgets.date_field import DateField
from tui.widgets.fields import Choice, Field
from tui.widgets.filter_text import SelectionAnswer, building_row, day_says, former_name
from tui.widgets.type_ahead import Hit, TypeAhead
from tui.words import N_, _


class FilterScreen(HouseScreen[None]):
    """Chooses the basis, and says what the choice gives while it is being made."""

    CSS = """
    FilterScreen .row { height: 1; }
    FilterScreen #building-row { height: 4; }
    FilterScreen TypeAhead { width: 1fr; }
    FilterScreen .label { width: 16; padding: 0 1; }
    FilterScreen #season-row { display: none; }
    FilterScreen #season-row.-given { display: block; }
    FilterScreen #day-says { width: 1fr; padding: 0 0 0 1; }
    FilterScreen SelectionAnswer { height: 6; margin: 1 0 0 0; }
    """
    # Where nothing is typed: with a building chosen the digits lead on to its lines.
    AUTO_FOCUS = "#show"
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("enter", "show_lines", N_("show the lines")),
        Binding("slash,f,f3", "search", N_("search")),
        BRING_IN,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: Sequence[Hit[BuildingHit]] = ()
        self._offered_to: date | None = None
        self._taken: int | None = None
        self._followed: tuple[LineFilter | None, Month | None] = (None, None)

    def heading(self) -> str:
        """Return the step's name."""
        return _("Filter")

    def compose_body(self) -> ComposeResult:
        """Yield the form and the answer below it."""
        with Horizontal(id="building-row"):
            yield _label(_("Building"))
            yield TypeAhead[BuildingHit](self._find, rows=3, width=34, id="building")
        with Horizontal(id="season-row", classes="row"):
            yield _label(_("Season"))
            yield Choice([("", _("all"))], "", id="season")
        with Horizontal(classes="row"):
            yield _label(_("Up to"))
            yield DateField(self._today, id="to")
            yield Static(id="day-says", markup=False)
        with Horizontal(classes="row"):
            yield _label(_("Show"))
            yield Choice(
                [("unexported", _("only lines not exported")), ("all", _("all, exported too"))],
                "unexported",
                id="show",
            )
        with Horizontal(classes="row"):
            yield _label(_("Customer type"))
            yield Choice(
                [(None, _("all")), ("external", _("external")), ("internal", _("internal"))],
                None,
                id="customer-type",
            )
        yield SelectionAnswer()

    async def load(self) -> None:
        """Follow what was chosen elsewhere, and answer for what stands in the form."""
        self._follow_day()
        await self._read_buildings(self._day_field.day or self._today())
        self._follow_building()
        if self._taken is None and self.focused is self._show:
            self.action_search()
        await self._answer()

    # Keys.

    @on(TypeAhead.Picked)
    def building_picked(self, event: TypeAhead.Picked) -> None:
        """Take a building and move on; one that was taken before shows its lines."""
        building: BuildingHit = event.value
        if building.building_id == self._taken:
            self.action_show_lines()
            return
        self._take(building.building_id)
        self._day_field.focus()

    @on(TypeAhead.Changed)
    @on(Input.Changed, "#to")
    @on(Choice.Changed)
    def form_changed(self) -> None:
        """Answer anew; an answer that is still being read is given up."""
        self.run_worker(mind(self, self._answer), group="answer", exclusive=True)

    @on(Input.Submitted, "#to")
    def day_submitted(self) -> None:
        """Show the lines to the date that was typed."""
        self._day_field.write_out()
        self.action_show_lines()

    @job
    async def action_show_lines(self) -> None:
        """Open the lines of the choice."""
        building = self._sure_building()
        if building is None:
            self.tell_user(_("Choose one building first."), "attention")
            self.action_search()
            return
        scope = await self.ask(
            self.close.basis.scope, building.building, self._day_field.read(), self._season.value
        )
        chosen = LineFilter(scope, self._show.value, self._kind.value)
        self._take(building.building_id)
        self._followed = (chosen, self.house.month)
        self.house.line_filter = chosen
        self.house.attendance.open(scope.building_id)
        self._show.focus()
        self.house.go(2)

    def action_search(self) -> None:
        """Go to the field for the building; what is typed takes the place of its text."""
        field = self.query_one("#building Field", Field)
        field.focus()
        field.action_select_all()

    # What stands in the form.

    @property
    def _building_field(self) -> TypeAhead[BuildingHit]:
        return self.query_one("#building", TypeAhead)

    @property
    def _day_field(self) -> DateField:
        return self.query_one("#to", DateField)

    @property
    def _season(self) -> Choice[str]:
        return self.query_one("#season", Choice)

    @property
    def _show(self) -> Choice[Literal["unexported", "all"]]:
        return self.query_one("#show", Choice)

    @property
    def _kind(self) -> Choice[CustomerType | None]:
        return self.query_one("#customer-type", Choice)

    def _today(self) -> date:
        return self.house.now().date()

    def _find(self, text: str) -> Sequence[Hit[BuildingHit]]:
        return [hit for hit in self._hits if hit.value.is_called(text)]

    def _sure_building(self) -> BuildingHit | None:
        """Return the building that was taken, or the only one that the text can mean."""
        field = self._building_field
        if field.value or len(field.hits) == 1:
            return field.meant
        return None

    def _take(self, building_id: int) -> None:
        """Work with a building; what was chosen for another one is forgotten, the date is not."""
        if building_id != self._taken:
            self._taken = building_id
            self._season.value = ""
            self._show.value = "unexported"
            self._kind.value = None

    def _follow_day(self) -> None:
        """Take over the month that was turned to, or the to-date of a basis opened elsewhere."""
        chosen, month = self.house.line_filter, self.house.month
        before, before_month = self._followed
        if chosen is not None and chosen != before:
            self._day_field.set_day(chosen.scope.to)
        elif month != before_month:
            self._day_field.set_day(min(month.last, self._today()))

    def _follow_building(self) -> None:
        """Take over a basis that was opened elsewhere."""
        chosen = self.house.line_filter
        before, _month = self._followed
        self._followed = (chosen, self.house.month)
        if chosen is None or chosen == before:
            return
        for hit in self._hits:
            if hit.value.building_id == chosen.scope.building_id:
                self._building_field.take(hit)
        self._taken = chosen.scope.building_id
        self._show.focus()
        self._season.offer([(chosen.scope.season, chosen.scope.season)])
        self._show.value = chosen.show
        self._kind.value = chosen.customer_type

    # The answer.

    async def _read_buildings(self, day: date) -> None:
        found = await self.ask(self.close.basis.buildings, "", day)
        view = await self.ask(self.close.months.overview, self.house.month)
        states = {row.building_id: STATES[row.state] for row in view.buildings}
        self._hits = [
            Hit(each, each.building, building_row(each, *states[each.building_id]))
            for each in found
            if each.building_id in states
        ]
        self._offered_to = day

    async def _answer(self) -> None:
        day = self._day_field.day
        self.query_one("#day-says", Static).update(day_says(day, self._today()))
        if day is not None and day != self._offered_to:
            await self._read_buildings(day)
            if self._building_field.value is None:
                self._building_field.find_again()
        building = self._building_field.meant
        await self._offer_seasons(building)
        self._speak(building)
        if building is None or day is None:
            self.query_one(SelectionAnswer).clear()
            return
        try:
            scope = await self.ask(
                self.close.basis.scope, building.building, day, self._season.value
            )
        except UsageProblem:
            self.query_one(SelectionAnswer).clear()
            raise
        chosen = LineFilter(scope, self._show.value, self._kind.value)
        found = await self.ask(self.close.basis.selection, scope)
        shown = await self.ask(self.close.basis.tally, chosen)
        self.query_one(SelectionAnswer).show(chosen, found, shown)

    async def _offer_seasons(self, building: BuildingHit | None) -> None:
        seasons = await self.ask(self.close.basis.seasons, building.building_id) if building else []
        self._season.offer([("", _("all")), *((season, season) for season in seasons)])
        self.query_one("#season-row").set_class(bool(seasons), "-given")

    def _speak(self, building: BuildingHit | None) -> None:
        text = self._building_field.text.strip()
        if not self._hits:
            self.show_message(_("No buildings yet. Press F5 and choose a list."))
        elif text and building is None:
            self.show_message(
                _("No building has «{text}» in its name.").format(text=text), "attention"
            )
        elif building is not None and building.former:
            self.show_message(former_name(building))
        else:
            self.show_message(
                _("Enter shows the lines. The choice stands until you change building.")
            )
        self.show_totals(self._summary(building))

    def _summary(self, building: BuildingHit | None) -> str:
        day = self._day_field.day
        if building is None or day is None:
            return ""
        shown = _("not exported") if self._show.value == "unexported" else _("exported too")
        return _("{building}  to {day}  {shown}").format(
            building=building.building, day=dates.show(day), shown=shown
        )


def _label(word: str) -> Static:
    return Static(word, classes="label", markup=False)


STEP = Step(1, N_("Filter"), FilterScreen)
