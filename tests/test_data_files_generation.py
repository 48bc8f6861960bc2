"""Generation: one file for each kind of customer, made once, whole, of all that was exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.models import ExportLine, FileLine, FileOrder, InvoiceFile, JournalRow
from tests.conftest import Clock
from tests.files_month import (
    INTERNAL,
    OCTOBER,
    colleague,
    delivered,
    external_of,
    generated,
    journal,
    lines_of_october,
    october,
    scope,
    strings,
)
from tests.lists import OTHER_CLUB, bring, export_all, line


def nothing_made(close: Close) -> None:
    """Hold the store against one in which nothing was ever generated."""
    assert InvoiceFile.select().count() == FileOrder.select().count() == 0
    assert FileLine.select().count() == 0
    assert close.settings.options().series.external.used == 1
    assert close.settings.options().series.internal.used == 1
    assert close.files.strays() == []


def test_preparing_shows_everything_and_changes_nothing(close: Close) -> None:
    october(close)
    head = close.revision()

    draft = close.generation.prepare(OCTOBER)

    assert (draft.lines, draft.total, draft.orders) == (6, 237_050, 4)
    assert (draft.lines_in_files, draft.amount) == (5, 237_050)
    assert [file.orders for file in draft.files] == [1, 3]
    assert (draft.waiting, draft.changes, draft.second, draft.exports) == ((), (), None, (1, 2))
    assert close.revision() == head
    nothing_made(close)


def test_every_line_gets_its_file_and_order_the_free_ones_the_file_alone(close: Close) -> None:
    october(close)

    internal, external = generated(close)

    stamped = {
        row.line_id: (row.file_id, row.order.number if row.order else None, row.amount)
        for row in FileLine.select()
    }
    assert stamped == {
        1: (2, 3, 60_000),
        2: (2, 3, 45_050),
        3: (2, 2, 30_000),
        4: (2, None, 0),
        5: (2, 4, 90_000),
        6: (1, 2, 12_000),
    }
    assert FileLine.get(FileLine.line == 4).left_out == "free"
    assert (external.orders, external.lines, external.amount) == (3, 4, 225_050)
    assert (internal.orders, internal.lines, internal.amount) == (1, 1, 12_000)
    assert (external.first_order, external.last_order) == (2, 4)
    assert [order.lines for order in close.files.orders(external.number)] == [1, 2, 1]
    assert journal(close)[-2:] == [
        "file 2611051.txt generated for 2026-10, 1 orders, 1 lines, 120,00",
        "file 2611052.txt generated for 2026-10, 3 orders, 4 lines, 2 250,50",
    ]


def test_file_and_log_lie_on_disk_as_the_store_keeps_them(close: Close) -> None:
    october(close)

    for file in generated(close):
        row = InvoiceFile.get_by_id(file.number)
        assert close.files.content(file.number) == bytes(row.content)
        assert close.files.log(file.number) == bytes(row.log)
        read = close.files.read(file.number)
        assert [order.amount for order in read.orders] == [
            order.amount for order in close.files.orders(file.number)
        ]
    assert all(verdict.is_intact for verdict in close.files.verify())
    assert close.files.strays() == []


def test_one_draft_makes_its_files_once(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)

    first = close.generation.commit(draft, 4)
    again = close.generation.commit(draft, 4)

    assert first == again
    assert InvoiceFile.select().count() == 2
    assert close.settings.options().series.external.used == 4


def test_the_order_count_must_be_the_one_of_the_file(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)

    with pytest.raises(UsageProblem, match=r"F651 You typed 5 orders\. The file has 4\."):
        close.generation.commit(draft, 5)
    nothing_made(close)


def test_a_month_without_exports_has_nothing_to_generate(close: Close) -> None:
    bring(close, line(1), account_strings=strings("Hallen"))
    with pytest.raises(Problem, match="F650"):
        close.generation.prepare(OCTOBER)

    export_all(close, scope(close, "Hallen"))
    generated(close)
    with pytest.raises(Problem, match="F650"):
        close.generation.prepare(OCTOBER)


def test_a_building_that_is_missing_is_named_with_a_reason(close: Close) -> None:
    bring(close, *lines_of_october(), account_strings=strings("Hallen", "Bakken"))
    export_all(close, scope(close, "Hallen"))
    draft = close.generation.prepare(OCTOBER)
    assert draft.waiting == ("Bakken",)

    with pytest.raises(Problem, match=r"F652 Not exported: Bakken\."):
        close.generation.commit(draft, draft.orders)
    with pytest.raises(Problem, match=r"F652 Not exported: Bakken\."):
        close.generation.commit(draft, draft.orders, ["Hallen"], "de er syke")
    with pytest.raises(Problem, match="F652 A file without some buildings needs a reason"):
        close.generation.commit(draft, draft.orders, ["Bakken"], "  ")
    nothing_made(close)

    [file] = close.generation.commit(draft, draft.orders, ["BAKKEN", "Hallen"], "de er syke")

    assert (file.without, file.reason) == (("Bakken",), "de er syke"), "Hallen is in it"
    assert journal(close)[-1] == "file for 2026-10 without Bakken: de er syke"


def test_a_building_with_nothing_to_invoice_is_not_missing(close: Close) -> None:
    bring(close, *lines_of_october(), account_strings=strings("Hallen", "Bakken"))
    export_all(close, scope(close, "Hallen"))
    close.basis.hold(scope(close, "Bakken"), [5, 6], "avklares")
    close.control.sign_nothing(scope(close, "Bakken"))

    draft = close.generation.prepare(OCTOBER)

    assert draft.waiting == ()
    assert close.generation.commit(draft, draft.orders)[0].without == ()


def test_an_export_made_while_one_looks_is_not_taken_unseen(close: Close) -> None:
    bring(close, *lines_of_october(), account_strings=strings("Hallen", "Bakken"))
    export_all(close, scope(close, "Hallen"))
    draft = close.generation.prepare(OCTOBER)
    export_all(close, scope(close, "Bakken"), "Bakken")

    with pytest.raises(Problem, match="F656"):
        close.generation.commit(draft, draft.orders, ["Bakken"], "de er syke")
    nothing_made(close)


@pytest.mark.parametrize(
    "change",
    [{"file.voucher_type": "XX"}, {"file.line_break": "windows"}, {"series.external.used": 40}],
)
def test_a_setting_changed_while_one_looks_would_make_another_file(
    close: Close, change: dict[str, object]
) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    close.settings.change(change)

    with pytest.raises(Problem, match="F656"):
        close.generation.commit(draft, draft.orders)
    assert InvoiceFile.select().count() == 0


def test_codes_changed_while_one_looks_would_make_another_file(close: Close) -> None:
    october(close)
    draft = close.generation.prepare(OCTOBER)
    close.settings.load(close.settings.export().replace('"4231"', '"4232"'))

    with pytest.raises(Problem, match="F656"):
        close.generation.commit(draft, draft.orders)
    nothing_made(close)


def test_an_account_string_without_codes_stops_before_anything(close: Close) -> None:
    bring(close, *lines_of_october(), account_strings=strings("Hallen"))
    bring(close, line(9, building="Bakken"), file="bakken.csv")
    export_all(close, scope(close, "Hallen"))
    bakken = [replace(each, codes={}) for each in strings("Bakken")]
    bring(close, line(9, building="Bakken"), file="ny.csv", account_strings=tuple(bakken))
    export_all(close, scope(close, "Bakken"), "Bakken")

    with pytest.raises(Problem, match=r"F655 Codes are missing: Bakken"):
        close.generation.prepare(OCTOBER)
    nothing_made(close)


def test_a_series_that_runs_out_uses_nothing(close: Close) -> None:
    october(close)
    close.settings.change({"series.external.last": 3})
    draft = close.generation.prepare(OCTOBER)

    with pytest.raises(Problem, match="F605 The order series for external customers has 2 numbers"):
        close.generation.commit(draft, draft.orders)
    nothing_made(close)


def test_a_file_may_bear_an_earlier_day_of_its_time(close: Close) -> None:
    october(close)
    for wrong in (date(2026, 9, 30), date(2026, 11, 6)):
        with pytest.raises(UsageProblem, match="F674"):
            close.generation.prepare(OCTOBER, wrong)

    draft = close.generation.prepare(OCTOBER, date(2026, 10, 31))
    _, external = close.generation.commit(draft, draft.orders)

    assert (external.period, external.generated_on) == ("202610", date(2026, 10, 31))
    assert external.name.startswith("261031")


def test_the_names_of_the_manual_count_the_files_of_a_day(close: Close, clock: Clock) -> None:
    october(close)
    internal, external = generated(close)
    assert (internal.name, external.name) == ("2611051.txt", "2611052.txt")
    assert external.log_name == "log_2611052.csv"

    close.receipts.discard(internal.number, "feil")
    [again] = generated(close)
    assert again.name == "2611053.txt"

    clock.move(days=1)
    close.receipts.discard(again.number, "feil")
    assert generated(close)[0].name == "2611061.txt"


def test_the_names_of_the_reference_count_all_files(close: Close) -> None:
    october(close)
    close.settings.change({"file.names": "reference"})

    internal, external = generated(close)

    assert (internal.name, external.name) == ("export_internal_1.txt", "export_external_2.txt")
    row = InvoiceFile.get_by_id(external.number)
    assert row.delivered_name == "AktivbyLG04_external_2_261105.txt"
    assert row.log_name == "log_external_2.csv"


def test_a_kind_of_customer_with_free_lines_alone_gets_an_empty_file(
    close: Close, tmp_path: Path
) -> None:
    october(close, line(1), line(5, 0, building="Bakken", organization="Kulturskolen", **INTERNAL))

    internal, external = generated(close)

    assert (internal.orders, internal.state, close.files.content(internal.number)) == (
        0, "empty", b"",
    )  # fmt: skip
    assert external.name == "2611051.txt", "what holds orders is numbered first"
    assert close.settings.options().series.internal.used == 1
    with pytest.raises(Problem, match="F666"):
        delivered(close, internal, tmp_path)


def test_one_output_puts_internal_lines_into_the_external_file(close: Close) -> None:
    october(close)
    close.settings.change({"file.output_files": "single"})

    [file] = generated(close)

    assert (file.customer_type, file.orders, file.amount) == ("external", 4, 237_050)
    assert close.settings.options().series.internal.used == 1


def test_a_customer_of_two_buildings_has_one_order_where_orders_are_per_customer(
    close: Close,
) -> None:
    close.settings.change({"file.orders": "customer"})
    october(close)

    _, external = generated(close)

    assert [(order.lines, order.amount) for order in close.files.orders(external.number)] == [
        (1, 30_000),
        (3, 195_050),
    ]
    assert {row.export_id for row in FileLine.select().where(FileLine.order == 3)} == {1, 2}


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "kommfakt", "factum", "csv"])
def test_every_format_makes_a_month(close: Close, key: str) -> None:
    october(close)
    close.settings.change({"file.format_external": key, "file.format_internal": key})
    # KOMMFAKT has room for less.
    close.settings.load(close.settings.export().replace("30512", "305").replace("162000", "1620"))

    internal, external = generated(close)

    assert internal.amount + external.amount == 237_050
    assert external.lines == 4
    assert close.chains.of_month(OCTOBER).ties_out


def test_a_file_that_nobody_has_seen_is_made_anew_by_one_operator(close: Close) -> None:
    october(close)
    internal, external = generated(close)
    close.receipts.discard(external.number, "feil")

    again = external_of(generated(close))

    assert (again.amount, again.allowed_by, again.is_supplementary) == (225_050, "", False)
    assert again.first_order == 5, "no number is used twice"
    assert close.files.file(internal.number).is_standing


def test_a_reversed_export_is_in_no_file(close: Close) -> None:
    october(close)
    close.exports.reverse(2, "feil pris")
    draft = close.generation.prepare(OCTOBER)
    assert draft.exports == (1,)

    [file] = close.generation.commit(draft, draft.orders, ["Bakken"], "reversert")

    assert file.amount == 135_050
    assert {row.line_id for row in FileLine.select()} == {1, 2, 3, 4}
    with pytest.raises(Problem, match=r"F659 E-0001 is in 2611051\.txt"):
        close.exports.reverse(1, "feil")
    assert not ExportLine.get(ExportLine.line == 1).reversed


def test_who_may_only_read_generates_nothing(close: Close) -> None:
    october(close)
    close.settings.change({"operators": ("Kari Nes",)})
    draft = close.generation.prepare(OCTOBER)
    entries = JournalRow.select().count()

    with colleague(close, "Per Moe"), pytest.raises(Problem, match="F721"):
        close.generation.commit(draft, draft.orders)

    nothing_made(close)
    assert JournalRow.select().count() == entries


def test_two_kinds_of_customers_have_two_series(close: Close) -> None:
    october(close)
    close.settings.change({"series.external.used": 37_000_411, "series.internal.used": 900})

    internal, external = generated(close)

    assert (external.first_order, external.last_order) == (37_000_412, 37_000_414)
    assert (internal.first_order, internal.last_order) == (901, 901)
    assert OTHER_CLUB in {order.customer_id for order in close.files.orders(external.number)}
