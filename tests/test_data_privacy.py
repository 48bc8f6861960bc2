"""Identity numbers stay hidden wherever they turn up: reasons, names of files and of people."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from data.close import Close
from data.errors import UsageProblem
from data.models import Export, JournalRow, Line, SignOff
from data.snapshot import csv_text, table_text
from data.text import mask, written
from tests.lists import TO, bring, export_all, hall, line, plan

NUMBER = "15897412345"
HIDDEN = "158974*****"


def journal() -> str:
    return json.dumps([row.details for row in JournalRow.select()], ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"gjelder {NUMBER}.", f"gjelder {HIDDEN}."),
        ("f. 158974 12345", "f. 158974 *****"),
        ("15.89.74-12345", "15.89.74-*****"),
        ("15 89 74 12345", "15 89 74 *****"),
        ("158974 - 12345", "158974 - *****"),
        ("tlf 99 88 77 66", "tlf 99 88 77 66"),
        ("31.10.2026 20417", "31.10.2026 20417"),
        ("kr 123 456,00", "kr 123 456,00"),
        ("311 000 004", "311 000 004"),
    ],
)
def test_an_identity_number_in_a_text_is_hidden_as_people_write_it(text: str, shown: str) -> None:
    assert mask(text) == shown


def test_what_an_operator_writes_is_made_harmless() -> None:
    assert written(f" \x1b[31m{NUMBER}\n") == f"␛[31m{HIDDEN}"


def test_no_reason_keeps_an_identity_number(close: Close) -> None:
    bring(close, line(1), line(2, 0), line(3))
    scope, reason = hall(close), f"gjelder {NUMBER}"
    close.basis.hold(scope, [1], reason)
    close.control.sign(scope, 3, reason)
    close.control.withdraw(scope, 3, reason)
    close.exports.reverse(export_all(close, scope), reason)

    kept = [Line.get_by_id(1).held_reason, Export.get().reversed_reason]
    kept += [text for row in SignOff.select() for text in (row.reason, row.withdrawn_reason)]

    assert f"gjelder {HIDDEN}" in kept
    assert not [text for text in kept if NUMBER in text]
    assert NUMBER not in journal()


def test_a_file_s_name_enters_the_journal_without_an_identity_number(close: Close) -> None:
    bring(close, line(1), file=f"{NUMBER}.csv")
    assert f"{HIDDEN}.csv" in journal()
    assert NUMBER not in journal()


def test_a_file_s_name_is_kept_without_an_identity_number(close: Close) -> None:
    totals = b'{"til_dato": "2026-10-31", "bygg": []}'
    assert close.imports.plan(f"../{NUMBER}.json", totals).file == f"{HIDDEN}.json"


def test_a_number_in_a_customer_s_name_is_hidden_in_every_finding(close: Close) -> None:
    odd = {"organization": f"Kari {NUMBER}", "description": f"Hallen: rom {NUMBER}"}
    bring(close, line(1, -100, customer_id="", **odd), line(2, 900_000, **odd), line(3, 0, **odd))
    scope = hall(close)
    close.basis.hold(scope, [3], "")
    view = close.control.view(scope)
    shown = [str(detail) for point in view.points for detail in point.details]
    shown += [str(row.note) for row in view.bridge]
    shown += [change.line.customer for change in plan(close, line(2, 5, **odd)).planned]
    shown += [row.customer for row in close.collective.of_building(scope)]
    lines = close.basis.lines(scope)
    close.archive.take(scope)
    shown += [csv_text(lines), table_text(close.archive.content(1)[0], lines)]

    assert any(HIDDEN in text for text in shown)
    assert not [text for text in shown if NUMBER in text]


def test_the_largest_changes_are_told_of_customers_whose_names_are_hidden(close: Close) -> None:
    name = f"Kari {NUMBER}"
    september = {"starts": line(1).starts.replace(month=9), "ends": line(1).ends.replace(month=9)}
    bring(close, line(1, 500, organization=name, **september), line(2, 700, organization=name))
    close.basis.hold(hall(close), [1], "avklares")

    details = [str(detail) for detail in close.control.view(hall(close)).points[4].details]

    assert details[1] == f"+140,0 % on September: Kari {HIDDEN} +7,00"


@pytest.mark.parametrize(
    "ask",
    [
        lambda close: close.basis.scope(NUMBER, TO),
        lambda close: close.basis.scope("Hallen", TO, NUMBER),
        lambda close: export_all(close, hall(close), NUMBER),
    ],
    ids=["building", "season", "account string"],
)
def test_a_number_in_the_wrong_field_is_not_repeated(
    close: Close, ask: Callable[[Close], object]
) -> None:
    bring(close, line(1))
    with pytest.raises(UsageProblem) as problem:
        ask(close)
    assert NUMBER not in str(problem.value)
    assert HIDDEN in str(problem.value)
