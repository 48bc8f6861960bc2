"""A basis, an export or a copy held against copy, import, typed totals and a list in a file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.close import Close
from data.differences import AList
from data.errors import Problem
from data.inbox import FileRead
from data.listing import ListedLine, ListedTotal, Reading
from data.models import ControlTotal, Import, Line
from data.views import PointView, Scope
from data.views.differences import ACopy, Comparison, LastImport, OfCopy, OfExport, Stated
from tests.lists import OTHER_CLUB, TO, bring, export_all, hall, line, sign_everything

NOVEMBER: dict[str, Any] = {
    "starts": datetime(2026, 11, 3, 18),
    "ends": datetime(2026, 11, 3, 20),
}


def a_list(*lines: ListedLine, file: str = "fra-ak.csv", **extra: Any) -> AList:
    return AList(FileRead(file, "0" * 64, Reading("test", lines, **extra)))


def ids(comparison: Comparison) -> list[list[int]]:
    """Return the lines of the three groups."""
    return [[each.line.id for each in group.differences] for group in comparison.groups]


def total_point(close: Close, scope: Scope) -> PointView:
    return close.control.view(scope).points[5]


# Against copies.


def test_the_newest_copy_of_the_basis_is_compared(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    close.archive.take(hall(close))
    bring(close, line(2, 250), line(3, 300), file="ny.csv")
    close.archive.take(hall(close))
    bring(close, line(2, 275), line(3, 300), file="nyest.csv")

    comparison = close.differences.compare(hall(close), ACopy())

    assert ids(comparison) == [[], [], [2]]
    assert comparison.differences[0].fields == ("price",)
    assert comparison.difference == 25
    assert ids(close.differences.compare(hall(close), ACopy(1))) == [[3], [1], [2]]


def test_two_copies_are_compared_with_each_other(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    close.archive.take(hall(close))
    close.basis.hold(hall(close), [2], "avklares")
    close.archive.take(hall(close))

    comparison = close.differences.compare(OfCopy(2), ACopy(1))

    assert ids(comparison) == [[], [], [2]]
    assert comparison.differences[0].fields == ("held", "held_reason", "held_by")
    assert comparison.difference == 0
    assert close.differences.compare(OfCopy(1), ACopy(1)).is_equal


def test_every_difference_that_refuses_an_export_is_a_difference_here(close: Close) -> None:
    bring(close, line(1, 100), line(2), line(3), line(4))
    close.archive.take(hall(close))
    close.basis.hold(hall(close), [2], "avklares")
    bring(close, line(1, 150), line(2, contact="Ola"), line(4), line(5), file="ny.csv")

    comparison = close.differences.compare(hall(close), ACopy(1))

    refusing = {each.id for each in close.archive.differences(1, hall(close))}
    assert {each.line.id for each in comparison.differences} == refusing == {1, 2, 3, 5}


def test_a_basis_without_a_copy_says_how_to_take_one(close: Close) -> None:
    bring(close, line(1))
    with pytest.raises(Problem, match="F511"):
        close.differences.compare(hall(close), ACopy())


def test_a_copy_that_was_tampered_with_is_not_compared(close: Close) -> None:
    from data.models import Copy

    bring(close, line(1))
    close.archive.take(hall(close))
    Copy.update(content=Copy.content.concat(" ")).execute()
    with pytest.raises(Problem, match="F706"):
        close.differences.compare(hall(close), ACopy())


def test_case_27_a_copy_whose_file_was_changed_is_told_of_when_it_is_compared(
    close: Close,
) -> None:
    bring(close, line(1))
    copy = close.archive.take(hall(close))
    assert close.differences.compare(hall(close), ACopy()).note is None
    Path(copy.path).write_text("tuklet med", encoding="utf-8")
    for subject in (hall(close), OfCopy(1)):
        comparison = close.differences.compare(subject, ACopy(1))
        assert comparison.is_equal
        assert "F706 The file of copy K-0001" in str(comparison.note)


# Against the last import.


def test_held_and_corrected_lines_are_what_differs_from_the_list(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200), line(3, 300), line(4, 400))
    close.basis.hold(hall(close), [2], "avklares")
    Line.update(price=350).where(Line.id == 3).execute()
    Line.update(customer_id=OTHER_CLUB).where(Line.id == 4).execute()

    comparison = close.differences.compare(hall(close), LastImport())

    assert ids(comparison) == [[], [2], [3, 4]]
    assert [each.fields for each in comparison.groups[2].differences] == [
        ("price",), ("customer_id",),
    ]  # fmt: skip
    assert (comparison.here.total, comparison.there.total) == (850, 1000)
    assert comparison.difference == -150


def test_an_export_is_compared_with_its_lines_as_they_were_last_read(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    number = export_all(close, hall(close))
    bring(close, line(1, 150), line(2, 200), file="senere.csv")
    standing = close.differences.compare(OfExport(number), LastImport())
    assert standing.is_equal
    assert "left its lines alone" in str(standing.note)

    close.exports.reverse(number, "feil pris")
    bring(close, line(1, 150), file="ny.csv")

    comparison = close.differences.compare(OfExport(number), LastImport())
    assert comparison.note is None
    assert ids(comparison) == [[2], [], [1]]
    assert comparison.difference == 300 - 150


# Against typed totals.


def test_typed_totals_are_compared_on_sum_and_count_of_rows_or_priced_lines(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    for count, is_equal in ((None, True), (1, True), (2, True), (3, False)):
        comparison = close.differences.compare(hall(close), Stated(500, count))
        assert comparison.is_equal is is_equal
        assert not comparison.by_line
    assert close.differences.compare(hall(close), Stated(400, 1)).difference == 100
    assert not ControlTotal.select().count(), "comparing keeps nothing"


def test_a_stated_sum_that_took_november_along_is_recognised(close: Close) -> None:
    from data.compared import findings

    bring(close, line(1, 500), line(2, 700, **NOVEMBER))
    comparison = close.differences.compare(hall(close), Stated(1200, None))
    assert str(findings(comparison)[0]).startswith("F503 The 1 line here that ends after 31.10")


# Against a list in a file.


def test_a_list_is_compared_and_not_stored(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    found = a_list(line(1, 150), line(3, 50), line(9, building="Øya"))

    comparison = close.differences.compare(hall(close), found)

    assert ids(comparison) == [[2], [3], [1]]
    assert comparison.left_out.elsewhere == 1
    assert (Import.select().count(), Line.select().count()) == (1, 2)


def test_corrections_and_marks_of_ours_are_not_the_list_s(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    close.basis.hold(hall(close), [2], "avklares")
    Line.update(price=999).where(Line.id == 1).execute()
    assert close.differences.compare(hall(close), a_list(line(1, 100), line(2, 200))).is_equal


def test_what_a_kind_of_list_does_not_tell_is_not_a_difference(close: Close) -> None:
    bring(close, line(1, season="Høst", sub_customer="10"), line(2, season="Høst"))
    assert close.differences.compare(hall(close), a_list(line(1), line(2))).is_equal
    told = a_list(line(1, season="Høst"), line(2, season="Vår"))
    assert close.differences.compare(hall(close), told).differences[0].fields == ("season",)


def test_of_a_list_with_exported_lines_the_export_of_ours_is_compared(close: Close) -> None:
    bring(close, line(1, 100), line(2, 200))
    comparison = close.differences.compare(
        hall(close),
        a_list(
            line(1, 100, exported="413"),
            line(2, 200),
            line(3, 300, exported="413", **NOVEMBER),
            line(4, 400, exported="399"),
            line(5, 500),
        ),
    )
    assert ids(comparison) == [[2], [3], []]
    left_out = comparison.left_out
    assert (left_out.exported_before, left_out.not_exported, left_out.lines) == (1, 2, 3)
    assert [each.line.id for each in comparison.beyond] == [3]


def test_of_a_list_that_exported_nothing_of_ours_the_open_lines_are_compared(close: Close) -> None:
    bring(close, line(1, 100))
    found = a_list(line(1, 100), line(4, 400, exported="399"))
    comparison = close.differences.compare(hall(close), found)
    assert comparison.is_equal
    assert comparison.left_out.exported_before == 1


def test_what_another_export_took_is_no_part_of_this_one(close: Close) -> None:
    bring(close, line(1, 100))
    export_all(close, hall(close))
    bring(close, line(1, 100), line(2, 200), file="ny.csv")
    found = a_list(line(1, 100), line(2, 200))

    assert close.differences.compare(hall(close), found).is_equal
    of_export = close.differences.compare(OfExport(1), found)
    assert ids(of_export) == [[], [2], []]


def test_a_season_is_compared_with_its_own_lines_of_the_list(close: Close) -> None:
    bring(close, line(1, season="Høst"), line(2, season="Vår"), line(3))
    autumn = close.basis.scope("Hallen", TO, "Høst")
    comparison = close.differences.compare(autumn, a_list(line(1), line(2), line(3)))
    assert comparison.is_equal
    assert comparison.left_out.elsewhere == 1


def test_a_list_of_another_building_is_refused(close: Close) -> None:
    bring(close, line(1), line(2, building="Øya"))
    with pytest.raises(Problem, match=r"F338 fra-ak\.csv says nothing about Hallen"):
        close.differences.compare(hall(close), a_list(line(2, building="Øya")))


def test_a_file_of_totals_is_compared_on_sum_and_count(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    totals = (ListedTotal("Hallen", TO, 1, 500), ListedTotal("Hallen", date(2026, 9, 30), 9, 9))
    comparison = close.differences.compare(hall(close), a_list(totals=totals))
    assert comparison.is_equal
    assert not comparison.by_line


# The control total that is kept of a list.


def test_a_list_that_agrees_is_kept_and_proves_the_control_total(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    found = a_list(line(1, 500), line(2, 0)).found

    close.differences.keep_total(hall(close), found)

    point = total_point(close, hall(close))
    assert (point.state, point.is_signed) == ("ok", True)
    assert "line by line" in str(point.summary)
    assert str(point.details[-1]) == "Compared line by line with fra-ak.csv."
    sign_everything_else(close)
    assert close.exports.prepare(hall(close)).lines == 2


def sign_everything_else(close: Close) -> None:
    for point in close.control.view(hall(close)).points:
        if point.signer == "operator" and point.check != "archived_copy":
            close.control.sign(hall(close), point.number, "kontrollert")


def test_case_06_equal_sums_of_different_lines_stop_the_control_total(close: Close) -> None:
    bring(close, line(1, 700), line(2, 300), line(3, 100))
    found = a_list(line(1, 500), line(2, 500), line(3, 100)).found

    close.differences.keep_total(hall(close), found)

    point = total_point(close, hall(close))
    assert (point.state, point.is_signed) == ("blocked", False)
    assert str(point.summary) == "2 lines differ"
    assert str(point.details[1]) == (
        "F301 The sums agree (11,00), but 2 lines differ: 1 +2,00, 2 -2,00."
    )
    assert point.lines == (1, 2)
    with pytest.raises(Problem, match="F504"):
        close.exports.prepare(hall(close))


def test_lines_that_change_after_they_were_compared_stop_the_point(close: Close) -> None:
    bring(close, line(1, 500), line(2, 500))
    close.differences.keep_total(hall(close), a_list(line(1, 500), line(2, 500)).found)
    bring(close, line(1, 700), line(2, 300), file="ny.csv")

    point = total_point(close, hall(close))
    assert (point.state, point.is_signed) == ("blocked", False)
    close.differences.keep_total(hall(close), a_list(line(1, 700), line(2, 300)).found)
    assert total_point(close, hall(close)).is_signed


def test_a_list_with_another_sum_says_which_lines(close: Close) -> None:
    bring(close, line(1, 500), line(2, 500))
    close.differences.keep_total(hall(close), a_list(line(1, 500), line(3, 400)).found)
    point = total_point(close, hall(close))
    assert point.state == "blocked"
    assert str(point.details[1]) == "2 lines are not as in fra-ak.csv: 2 +5,00, 3 -4,00."
    assert point.lines == (2,)


def test_another_name_does_not_disturb_the_control_total(close: Close) -> None:
    bring(close, line(1, 500))
    close.differences.keep_total(hall(close), a_list(line(1, 500, organization="Turn")).found)
    assert total_point(close, hall(close)).is_signed


def test_the_label_survives_a_reversal(close: Close) -> None:
    bring(close, line(1, 500))
    close.differences.keep_total(hall(close), a_list(line(1, 500)).found)
    sign_everything_else(close)
    made = close.exports.commit(close.exports.prepare(hall(close)), "Hallen", "Hallen")
    close.exports.reverse(made.number, "feil pris")
    point = total_point(close, hall(close))
    assert point.is_signed
    assert "line by line" in str(point.summary)


def test_a_file_of_totals_is_no_list_to_keep(close: Close) -> None:
    bring(close, line(1, 500))
    found = a_list(totals=(ListedTotal("Hallen", TO, 1, 500),)).found
    with pytest.raises(Problem, match="F339"):
        close.differences.keep_total(hall(close), found)
    assert not ControlTotal.select().count()


def test_a_total_without_lines_is_labelled_so(close: Close) -> None:
    bring(close, line(1, 500), line(2, 0))
    close.control.enter_total(hall(close), 500, None)
    assert "sum only" in str(total_point(close, hall(close)).summary)
    assert "sum only" in str(total_point(close, hall(close)).details[0])
    close.control.enter_total(hall(close), 500, 1)
    details = [str(each) for each in total_point(close, hall(close)).details]
    assert details[-1] == "Checked on sum and count, not line by line."


def test_keeping_is_written_in_the_journal_without_identity_numbers(close: Close) -> None:
    bring(close, line(1, 500))
    close.differences.keep_total(hall(close), a_list(line(1, 400), file="15897412345.csv").found)
    entry = str(close.journal.entries(None, None, 1)[0].text)
    assert "line by line, differing lines 1" in entry
    assert "15897412345" not in entry
    assert "15897412345" not in str(total_point(close, hall(close)).details)


def test_signing_afterwards_is_as_before(close: Close) -> None:
    bring(close, line(1, 500))
    sign_everything(close, hall(close))
    assert close.control.view(hall(close)).signed == 8
