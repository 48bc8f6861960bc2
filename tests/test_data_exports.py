"""Export: once, whole, compared with the copy, and reversible with a trace."""

from __future__ import annotations

from datetime import date

import pytest
from peewee import IntegrityError

from data.close import Close
from data.copy_differs import CopyDiffers
from data.errors import Problem, UsageProblem
from data.export_refusals import unsigned
from data.listing import ListedAccountString
from data.models import ControlTotal, Copy, Export, ExportLine, Line, SignOff
from data.month import Month
from tests.lists import bring, export_all, hall, line, sign_everything


def test_an_unsigned_basis_is_refused_with_the_points_named(close: Close) -> None:
    bring(close, line(1), line(2, 0))
    with pytest.raises(Problem, match=r"F504 .*2, 3, 5, 6"):
        close.exports.prepare(hall(close))
    assert Copy.select().count() == 0


def test_the_copy_is_taken_before_anything_is_asked(close: Close) -> None:
    bring(
        close,
        line(1, 500),
        line(2, 0),
        line(3, 700, customer_type="internal", customer_id="204518"),
    )
    sign_everything(close, hall(close))

    draft = close.exports.prepare(hall(close))

    assert (draft.lines, draft.payable, draft.free, draft.customers) == (3, 2, 1, 2)
    assert (draft.total, draft.external_total, draft.internal_total) == (1200, 500, 700)
    assert draft.copy.lines == 3
    assert draft.control.is_ready
    assert Export.select().count() == 0


def test_an_export_moves_the_marked_lines_and_freezes_the_answers(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    close.basis.hold(hall(close), [2], "feil id")

    number = export_all(close, hall(close))

    made = close.exports.export(number)
    assert (made.lines, made.total, made.customers, made.operator) == (1, 500, 1, "Kari Nes")
    assert [row.id for row in close.basis.lines(hall(close))] == [2]
    assert SignOff.select().where(SignOff.export.is_null()).count() == 0
    assert SignOff.select().where(SignOff.operator == "machine").count() >= 1
    assert ControlTotal.get().export_id == number
    assert [row.id for row in close.exports.lines(number)] == [1]


def test_the_same_request_exports_once(close: Close) -> None:
    bring(close, line(1))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))

    first = close.exports.commit(draft, "Hallen", "Hallen")
    second = close.exports.commit(draft, "Hallen", "Hallen")

    assert first == second
    assert Export.select().count() == 1


def test_a_second_draft_of_the_same_lines_finds_nothing_left(close: Close) -> None:
    bring(close, line(1))
    sign_everything(close, hall(close))
    mine, theirs = close.exports.prepare(hall(close)), close.exports.prepare(hall(close))
    close.exports.commit(theirs, "Hallen", "Hallen")

    with pytest.raises(CopyDiffers):
        close.exports.commit(mine, "Hallen", "Hallen")
    assert Export.select().count() == 1


def test_the_store_itself_refuses_a_line_in_two_exports(close: Close) -> None:
    bring(close, line(1))
    number = export_all(close, hall(close))
    with pytest.raises(IntegrityError):
        ExportLine.create(export=number, line=1, price=1)


def test_a_line_that_changed_since_the_copy_stops_and_is_named(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    bring(close, line(1, 500), line(2, 650), file="ny.csv")

    with pytest.raises(CopyDiffers, match=r"F302 .*2 \(6,00 -> 6,50\)"):
        close.exports.commit(draft, "Hallen", "Hallen")

    assert Export.select().count() == 0
    assert Line.select().where(Line.export.is_null(False)).count() == 0


def test_an_answer_withdrawn_in_the_meantime_stops(close: Close) -> None:
    bring(close, line(1))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    close.control.withdraw(hall(close), 2, "ser igjen")

    with pytest.raises(Problem, match="F504"):
        close.exports.commit(draft, "Hallen", "Hallen")


@pytest.mark.parametrize(
    ("external", "internal", "says"),
    [
        ("ha", "Hallen", "three letters"),
        ("Hallen", "", "three letters"),
        ("hal", "Hallen", "several"),
        ("Hallern", "Hallen", "Nearest: Hallen"),
    ],
)
def test_both_fields_must_name_one_string(
    close: Close, external: str, internal: str, says: str
) -> None:
    bring(close, line(1), line(2, building="Storhallen"))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))

    with pytest.raises(UsageProblem, match=rf"F502 .*{says}"):
        close.exports.commit(draft, external, internal)
    assert Export.select().count() == 0


def test_a_failure_half_way_leaves_the_lines_on_the_list(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(close, line(1), line(2))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    stamped: list[int] = []

    def dies(event: object, *_: object, **__: object) -> int:
        stamped.append(Line.select().where(Line.export.is_null(False)).count())
        raise OSError(5, "disk is gone")

    monkeypatch.setattr(close.journal, "write", dies)
    with pytest.raises(OSError, match="disk is gone"):
        close.exports.commit(draft, "Hallen", "Hallen")

    assert stamped == [2]
    assert Export.select().count() == ExportLine.select().count() == 0
    assert len(close.basis.lines(hall(close))) == 2
    assert SignOff.select().where(SignOff.export.is_null(False)).count() == 0


def test_reversing_needs_a_reason_keeps_the_entry_and_puts_the_lines_back(close: Close) -> None:
    bring(close, line(1, 500), line(2, 600))
    number = export_all(close, hall(close))
    with pytest.raises(Problem, match="F506"):
        close.exports.reverse(number, "  ")

    back = close.exports.reverse(number, "feil pris")

    assert (back.reversed_by, back.reversed_reason, back.lines) == ("Kari Nes", "feil pris", 2)
    assert [row.number for row in close.exports.exports()] == [number]
    assert len(close.basis.lines(hall(close))) == 2
    with pytest.raises(Problem, match="F507"):
        close.exports.reverse(number, "igjen")


def test_reversed_lines_are_judged_and_copied_anew(close: Close) -> None:
    bring(close, line(1))
    first = export_all(close, hall(close))
    close.exports.reverse(first, "feil")
    assert close.control.view(hall(close)).signed < 9

    second = export_all(close, hall(close))

    assert second == first + 1
    assert close.exports.export(second).copy != close.exports.export(first).copy


def test_exports_are_listed_by_month(close: Close) -> None:
    bring(close, line(1))
    export_all(close, hall(close))

    assert [row.number for row in close.exports.exports(Month(2026, 10))] == [1]
    assert close.exports.exports(Month(2026, 9)) == []


def test_an_unknown_export_is_said_to_be_so(close: Close) -> None:
    with pytest.raises(UsageProblem, match="F315"):
        close.exports.export(4)


def test_an_export_without_marked_lines_is_refused(close: Close) -> None:
    bring(close, line(1, 0))
    sign_everything(close, hall(close))
    close.basis.hold(hall(close), [1], "")

    with pytest.raises(Problem, match="F505"):
        close.exports.prepare(hall(close, date(2026, 10, 31)))


def test_the_copy_is_no_reason_to_keep_the_export_closed(close: Close) -> None:
    bring(close, line(1))
    assert [point.number for point in unsigned(close.control.view(hall(close)))] == [2, 5, 6]
    sign_everything(close, hall(close))

    view = close.control.view(hall(close))

    assert unsigned(view) == ()
    assert [point.check for point in unsigned(view, but_the_copy=False)] == ["archived_copy"]


def test_the_copy_is_due_when_every_other_point_is_signed_and_no_longer(close: Close) -> None:
    bring(close, line(1))
    assert not close.exports.copy_is_due(hall(close))

    sign_everything(close, hall(close))
    assert close.exports.copy_is_due(hall(close))

    close.archive.take(hall(close))
    assert not close.exports.copy_is_due(hall(close))


def test_a_house_without_lines_has_no_copy_to_take(close: Close) -> None:
    bring(close, line(1))
    export_all(close, hall(close))

    assert not close.exports.copy_is_due(hall(close))


def test_a_dialog_left_open_over_an_export_and_its_reversal_exports_nothing(close: Close) -> None:
    bring(close, line(1))
    sign_everything(close, hall(close))
    mine, theirs = close.exports.prepare(hall(close)), close.exports.prepare(hall(close))
    number = close.exports.commit(theirs, "Hallen", "Hallen").number
    close.exports.reverse(number, "feil")
    sign_everything(close, hall(close))
    close.archive.take(hall(close))

    with pytest.raises(Problem, match="F510"):
        close.exports.commit(mine, "Hallen", "Hallen")
    assert len(close.exports.exports()) == 1


def test_the_name_of_another_house_is_refused(close: Close) -> None:
    bring(close, line(1), line(2, building="Nordhallen"))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))

    with pytest.raises(UsageProblem, match=r"F502 .*Nordhallen.*Hallen"):
        close.exports.commit(draft, "Hallen", "Nordhallen")
    assert Export.select().count() == 0


def test_an_export_of_thousands_of_lines_stamps_each_of_them_once(close: Close) -> None:
    bring(close, *(line(number, number) for number in range(1, 2002)))
    number = export_all(close, hall(close))

    taken = ExportLine.select().where(ExportLine.export == number)
    assert {row.line_id: row.price for row in taken} == {n: n for n in range(1, 2002)}
    assert Line.select().where(Line.export == number).count() == 2001
    assert close.basis.lines(hall(close)) == ()


def test_a_building_without_internal_customers_may_borrow_the_string_they_would_need(
    close: Close,
) -> None:
    only = ListedAccountString("Hallen", "external", "Hallen", {})
    bring(close, line(1), account_strings=(only,))
    bring(close, line(2, building="Nordhallen"), file="nord.csv")
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))

    made = close.exports.commit(draft, "Hallen", "Nordhallen")

    assert (made.external, made.internal) == ("Hallen", "Nordhallen")
