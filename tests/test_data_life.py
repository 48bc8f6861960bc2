"""Whatever is done in whatever order: no line is lost, exported twice or signed unseen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from data.close import Close
from data.errors import Problem
from data.exports import Draft
from data.gathering import gather
from data.models import TABLES, ExportLine, JournalRow, Line, Lock, tuples
from data.month import Month
from data.recalling import Recall
from data.sqlite import damage
from data.surroundings import Surroundings
from data.views import ControlView, Scope
from tests.conftest import Clock
from tests.lists import bring, line
from tests.plain_lines import (
    BUILDINGS,
    DATES,
    ENDS,
    SEASONS,
    Known,
    Listed,
    inside,
    priced,
    shifted,
    take_in,
)

PRICES, TOTAL = 2, 6
SHARED = 8
"""The line of either building that stands for the same reservation."""

LISTED = st.dictionaries(
    st.integers(1, 8),
    st.tuples(
        st.sampled_from([None, 0, -400, 500, 700]),
        st.sampled_from(ENDS),
        st.sampled_from(SEASONS),
        st.sampled_from(["", "", "412"]),
    ),
    min_size=1,
    max_size=8,
)
SCOPES = st.tuples(st.sampled_from(BUILDINGS), st.sampled_from(DATES), st.sampled_from(SEASONS))
IDS = st.lists(st.integers(1, 20), max_size=4, unique=True)


class Life(RuleBasedStateMachine):
    """Operators at work on two buildings, beside a model of a few lines."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(datetime(2026, 11, 5, 8, 14, tzinfo=UTC))
        self.close = Close(None, "Kari Nes", test_mode=True, clock=self.clock)
        self.lines: dict[int, Known] = {}
        self.exports: dict[int, dict[int, int | None]] = {}
        self.drafts: list[Draft] = []
        self.files: dict[str, tuple[str, Listed]] = {}
        self.seen: dict[tuple[Scope, int], Any] = {}
        self.revision, self.content = 0, self._content()

    def teardown(self) -> None:
        self.close.shut()

    # What operators do.

    @initialize(listed=st.tuples(LISTED, LISTED))
    def begin(self, listed: tuple[Listed, Listed]) -> None:
        """Both buildings have a list."""
        for building, lines in zip(BUILDINGS, listed, strict=True):
            self.bring_a_list(building, lines)

    @rule(building=st.sampled_from(BUILDINGS), listed=LISTED)
    def bring_a_list(self, building: str, listed: Listed) -> None:
        """A newer list of one building; ids of the two never meet."""
        self._bring(f"{len(self.files)}.csv", building, listed)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def bring_a_list_again(self, data: st.DataObject) -> None:
        """An old file changes nothing; the newest may, after a reversal."""
        file = data.draw(st.sampled_from(sorted(self.files)))
        building, listed = self.files[file]
        newest = [name for name, (other, _) in self.files.items() if other == building][-1]
        if file == newest:
            self._bring(file, building, listed)
        else:
            before = self.close.revision()
            assert self._import(file, building, listed).already is not None
            assert self.close.revision() == before

    def _import(self, file: str, building: str, listed: Listed) -> Any:
        rows = [
            line(
                shifted(building, number),
                price,
                building=building,
                starts=ends - timedelta(hours=1),
                ends=ends,
                season=season,
                exported=exported,
                reservation_id=number if number == SHARED else shifted(building, number),
            )
            for number, (price, ends, season, exported) in listed.items()
        ]
        return bring(self.close, *rows, file=file)

    def _bring(self, file: str, building: str, listed: Listed) -> None:
        self._import(file, building, listed)
        self.files[file] = (building, listed)
        take_in(self.lines, building, listed)

    @rule(building=st.sampled_from(BUILDINGS), ids=IDS, reason=st.sampled_from(["", "avklares"]))
    def hold(self, building: str, ids: list[int], reason: str) -> None:
        found = self._scope(building, DATES[-1], "")
        chosen = [
            known
            for number, known in self.lines.items()
            if number in ids and known.building == building and known.is_open and not known.held
        ]
        if found is None:
            return
        if not reason and any((known.price or 0) > 0 for known in chosen):
            with pytest.raises(Problem, match="F320"):
                self.close.basis.hold(found, ids, reason)
            return
        assert self.close.basis.hold(found, ids, reason) == len(chosen)
        for known in chosen:
            known.held, known.reason = True, reason

    @rule(building=st.sampled_from(BUILDINGS), ids=IDS)
    def release(self, building: str, ids: list[int]) -> None:
        found = self._scope(building, DATES[-1], "")
        if found is not None:
            self.close.basis.release(found, ids)
            for number, known in self.lines.items():
                if number in ids and known.building == building and known.is_open and known.held:
                    known.held, known.reason = False, ""

    @rule(chosen=SCOPES, off=st.sampled_from([0, 0, 0, 100]))
    def enter_a_total(self, chosen: Any, off: int) -> None:
        scope = self._scope(*chosen)
        if scope is not None:
            prices = {number: known.price for number, known in self._inside(scope).items()}
            total = sum(price or 0 for price in prices.values()) + off
            self.close.control.enter_total(scope, total, None)
            self.seen[scope, TOTAL] = prices

    @rule(chosen=SCOPES, reason=st.sampled_from(["", "kontrollert"]))
    def sign(self, chosen: Any, reason: str) -> None:
        scope = self._scope(*chosen)
        if scope is None:
            return
        for point in self.close.control.view(scope).points:
            try:
                self.close.control.sign(scope, point.number, reason)
            except Problem:
                continue
            if point.number == PRICES:
                self.seen[scope, PRICES] = priced(self.lines, scope)

    @rule(chosen=SCOPES, number=st.sampled_from([2, 3, 5, 7]))
    def withdraw(self, chosen: Any, number: int) -> None:
        scope = self._scope(*chosen)
        if scope is None:
            return
        try:
            view = self.close.control.withdraw(scope, number, "ser igjen")
        except Problem:
            return
        assert not self._is_valid_by_hand(view, number)

    @rule(chosen=SCOPES)
    def sign_nothing(self, chosen: Any) -> None:
        scope = self._scope(*chosen)
        if scope is not None:
            has_marked = any(not known.held for known in self._inside(scope).values())
            if has_marked:
                with pytest.raises(Problem, match="F334"):
                    self.close.control.sign_nothing(scope)
            else:
                self.close.control.sign_nothing(scope)

    @rule(chosen=SCOPES)
    def take_a_copy(self, chosen: Any) -> None:
        scope = self._scope(*chosen)
        if scope is not None and self._inside(scope):
            copy = self.close.archive.take(scope)
            _, archived = self.close.archive.content(copy.number)
            assert {row.id: row.price for row in archived} == {
                number: known.price for number, known in self._inside(scope).items()
            }

    @rule(chosen=SCOPES)
    def open_the_dialog(self, chosen: Any) -> None:
        scope = self._scope(*chosen)
        if scope is not None:
            try:
                self.drafts.append(self.close.exports.prepare(scope))
            except Problem:
                return

    @precondition(lambda self: any(self._ready_scopes()))
    @rule(data=st.data())
    def close_a_basis(self, data: st.DataObject) -> None:
        """Answer everything for a basis that has marked lines, and export it."""
        chosen = data.draw(st.sampled_from(self._ready_scopes()))
        self.enter_a_total(chosen, 0)
        self.sign(chosen, "kontrollert")
        self.open_the_dialog(chosen)
        self.press_export()

    @precondition(lambda self: any(self._ready_scopes()))
    @rule(data=st.data())
    def answer_everything(self, data: st.DataObject) -> None:
        """Answer everything for a basis and leave it so."""
        chosen = data.draw(st.sampled_from(self._ready_scopes()))
        self.enter_a_total(chosen, 0)
        self.sign(chosen, "kontrollert")
        self.open_the_dialog(chosen)

    @precondition(lambda self: self.drafts)
    @rule()
    def press_export(self) -> None:
        """Commit the newest dialog, or one that was left open while others worked."""
        if not self.drafts:
            return
        draft = self.drafts[-1]
        wanted = {n: known for n, known in self._inside(draft.scope).items() if not known.held}
        try:
            made = self.close.exports.commit(draft, draft.scope.building, draft.scope.building)
        except Problem:
            self.drafts.pop()
            return
        if made.number in self.exports:
            return
        assert made.total == draft.total == sum(known.price or 0 for known in wanted.values())
        self.exports[made.number] = {number: known.price for number, known in wanted.items()}
        for known in wanted.values():
            known.export = made.number
        for point in (PRICES, TOTAL):
            # The answers went with the export: after a reversal they do not count again.
            self.seen.pop((draft.scope, point), None)

    @precondition(lambda self: len(self.drafts) > 1)
    @rule()
    def turn_to_an_older_dialog(self) -> None:
        self.drafts.append(self.drafts.pop(0))

    @precondition(lambda self: self.exports)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.exports)))
        if self.close.exports.export(number).reversed_at is not None:
            with pytest.raises(Problem, match="F507"):
                self.close.exports.reverse(number, "feil pris")
            return
        self.close.exports.reverse(number, "feil pris")
        for known in self.lines.values():
            if known.export == number:
                known.export = None

    @rule(percent=st.integers(0, 300))
    def change_a_limit(self, percent: int) -> None:
        self.close.settings.change({"limits.month_percent": percent})

    @rule(seconds=st.integers(1, 3600))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    # What must always hold.

    @invariant()
    def the_revision_moves_just_when_something_changed(self) -> None:
        revision, content = self.close.revision(), self._content()
        assert (revision != self.revision) == (content != self.content)
        self.revision, self.content = revision, content

    @invariant()
    def the_lines_are_those_of_the_model(self) -> None:
        columns = (Line.id, Line.price, Line.ends, Line.season, Line.source_export, Line.gone,
                   Line.held_to.is_null(False), Line.held_reason, Line.export)  # fmt: skip
        assert {row[0]: row[1:] for row in tuples(Line.select(*columns))} == {
            number: (known.price, known.ends, known.season, known.source_export, known.gone,
                     known.held, known.reason, known.export)
            for number, known in self.lines.items()
        }  # fmt: skip

    @invariant()
    def no_line_stands_in_two_exports(self) -> None:
        standing = ExportLine.select(ExportLine.line).where(~ExportLine.reversed)
        assert max(Counter(tuples(standing)).values(), default=1) == 1
        taken = {row[0] for row in tuples(standing)}
        assert taken == {number for number, known in self.lines.items() if known.export}

    @invariant()
    def every_export_is_its_copy_without_what_was_held(self) -> None:
        for made in self.close.exports.exports():
            archived = {row.id: row.price for row in self.close.exports.lines(made.number)}
            assert archived == self.exports[made.number]
            assert (made.lines, made.total) == (
                len(archived), sum(price or 0 for price in archived.values()),
            )  # fmt: skip

    @invariant()
    def the_record_is_whole(self) -> None:
        assert self.close.journal.verify() is None
        assert all(verdict.is_intact for verdict in self.close.archive.verify())
        assert damage() == ""

    @invariant()
    def every_checklist_ties_out_and_is_up_to_date(self) -> None:
        for building in BUILDINGS:
            for to, season in ((DATES[1], ""), (DATES[1], SEASONS[1]), (DATES[2], "")):
                scope = self._scope(building, to, season)
                if scope is not None:
                    self._look_at(scope)

    def _look_at(self, scope: Scope) -> None:
        view, basis = self.close.control.view(scope), self._inside(scope)
        whole, held, marked = [(row.lines, row.total) for row in view.bridge]
        assert whole == (len(basis), sum(known.price or 0 for known in basis.values()))
        assert whole == (held[0] + marked[0], held[1] + marked[1])
        assert held[0] == sum(known.held for known in basis.values())
        close, limits = self.close, self.close.settings.options().limits
        around = Surroundings(close.journal, close.registers.register, test_mode=True)
        facts = gather(close.basis, scope, limits, Recall(), around)
        assert view == self.close.control._checked(facts)
        if self._is_valid_by_hand(view, PRICES):
            seen = self.seen.get((scope, PRICES), {})
            assert priced(self.lines, scope).items() <= seen.items()
        if view.points[TOTAL - 1].is_signed:
            prices = {number: known.price for number, known in basis.items()}
            assert self.seen.get((scope, TOTAL)) == prices

    @invariant()
    def the_month_is_the_sum_of_its_exports(self) -> None:
        month = self.close.months.overview(Month(2026, 10))
        standing = [
            made
            for made in self.close.exports.exports(Month(2026, 10))
            if made.reversed_at is None
        ]  # fmt: skip
        assert month.exported_total == sum(made.total for made in standing)
        assert month.total == month.exported_total + month.remaining

    # Looking.

    @staticmethod
    def _is_valid_by_hand(view: ControlView, number: int) -> bool:
        point = view.points[number - 1]
        return point.is_signed and point.signer == "operator"

    def _ready_scopes(self) -> list[tuple[str, date, str]]:
        """Return what names the bases that have marked lines."""
        chosen = [(b, to, season) for b in BUILDINGS for to in DATES for season in SEASONS]
        scopes = [(each, self._scope(*each)) for each in chosen]
        return [
            each
            for each, scope in scopes
            if scope and any(not known.held for known in self._inside(scope).values())
        ]

    def _scope(self, building: str, to: date, season: str) -> Scope | None:
        """Return a basis, None while its building or season is not known yet."""
        try:
            return self.close.basis.scope(building, to, season)
        except Problem:
            return None

    def _inside(self, scope: Scope) -> dict[int, Known]:
        return inside(self.lines, scope)

    @staticmethod
    def _content() -> str:
        """Return everything the store holds but its record of who did it."""
        return str([
            sorted(map(str, tuples(table.select())))
            for table in TABLES
            if table not in (JournalRow, Lock)
        ])  # fmt: skip


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
