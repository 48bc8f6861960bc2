"""compare: a basis, an export or a copy held against something else, line by line."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from data.errors import UsageProblem
from data.listing import DateOrder
from data.views import Scope
from data.views.differences import (
    ACopy,
    ComparedSide,
    Comparison,
    Difference,
    LastImport,
    OfCopy,
    OfExport,
    Stated,
    Subject,
)
from tui import difference_text
from tui.call import DONE, NO, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_json, whole_number
from tui.commands._forms import Document, amount, moment
from tui.commands._table import table
from tui.words import N_, _, say

if TYPE_CHECKING:
    from data.differences import Against

NUMBERED = re.compile(r"(?P<letter>[KE])-(?P<number>[0-9]{1,9})", re.IGNORECASE)


def run(call: Call) -> int:
    """Compare, and keep a list as control total where that is asked for."""
    from data.differences import AList

    subject, against = _subject(call), _against(call)
    comparison = call.close.differences.compare(subject, against)
    if call.options.keep:
        if not (isinstance(subject, Scope) and isinstance(against, AList)):
            raise UsageProblem("F797", N_("--keep needs a building, and a list with --with FILE."))
        call.close.locks.require_free(subject)
        call.close.differences.keep_total(subject, against.found)
    call.answer(_form(comparison), _text(comparison))
    return DONE if comparison.is_equal else NO


def _subject(call: Call) -> Subject:
    options = call.options
    if options.of is None:
        if options.building is None or options.to is None:
            raise UsageProblem("F798", N_("Name what to compare: --building and --to, or --of."))
        return call.scope()
    found = NUMBERED.fullmatch(options.of)
    if found is None or options.building is not None or options.to is not None:
        raise UsageProblem(
            "F798", N_("--of takes a copy (K-0012) or an export (E-0012), and no building.")
        )
    number = int(found["number"])
    return OfCopy(number) if found["letter"] in "Kk" else OfExport(number)


def _against(call: Call) -> Against:
    options = call.options
    total = call.amount(options.total)
    if (total is None) == (options.other is None) or (options.count is not None and total is None):
        raise UsageProblem(
            "F799", N_("Say what to compare with: either --with, or --total and perhaps --count.")
        )
    if total is not None:
        return Stated(total, options.count)
    return _named(options.other, options.dates)


def _named(other: str, order: DateOrder | None) -> Against:
    from data.differences import AList
    from data.inbox import read_file

    if other == "copy":
        return ACopy()
    if other == "import":
        return LastImport()
    found = NUMBERED.fullmatch(other)
    if found is not None and found["letter"] in "Kk":
        return ACopy(int(found["number"]))
    return AList(read_file(Path(other).expanduser(), order))


def _form(comparison: Comparison) -> Document:
    out = comparison.left_out
    return {
        "here": _side_form(comparison.here),
        "there": _side_form(comparison.there),
        "by_line": comparison.by_line,
        "equal": comparison.is_equal,
        "difference": amount(comparison.difference),
        "groups": [
            {"group": group.fate, "lines": group.lines, "total": amount(group.total)}
            for group in comparison.groups
        ],
        "items": [_item(each) for each in comparison.differences],
        "left_out": {
            "elsewhere": out.elsewhere,
            "exported_before": out.exported_before,
            "not_exported": out.not_exported,
        },
        "text": _says(comparison),
    }


def _side_form(side: ComparedSide) -> Document:
    return {
        "name": shown(say(side.name)),
        "lines": side.count,
        "total": amount(side.total),
        "reservations": side.hash_total,
    }


def _item(difference: Difference) -> Document:
    line, other = difference.line, difference.other
    changes: list[Document] = []
    if other is not None:
        for name in difference.fields:
            here, there = difference_text.pair(name, line, other)
            changes.append({"field": name, "here": here, "there": there})
    return {
        "id": line.id,
        "group": difference.fate,
        "reservation_id": line.reservation_id,
        "customer": shown(line.customer),
        "to": moment(line.ends),
        "cost_here": amount(difference.price_here),
        "cost_there": amount(difference.price_there),
        "change": amount(difference.change),
        "changes": changes,
    }


def _says(comparison: Comparison) -> str:
    return " ".join(difference_text.sentences(comparison))


def _text(comparison: Comparison) -> list[str]:
    left_out = difference_text.left_out(comparison.left_out)
    rows = [
        f"{_('Here')}: {difference_text.side(comparison.here)}",
        f"{_('There')}: {difference_text.side(comparison.there)}",
    ]
    if left_out:
        rows.append(f"{_('Left out')}: {left_out}")
    if comparison.differences:
        headings = (
            _("Group"), _("No."), _("Customer"), _("What"), _("Here"), _("There"), _("Change"),
        )  # fmt: skip
        found = [_row(each) for each in comparison.differences]
        rows += ["", *table(headings, found, " >  >>>")]
    rows += ["", difference_text.adding_up(comparison)]
    says = _says(comparison)
    return [*rows, says] if says else rows


def _row(difference: Difference) -> tuple[str, ...]:
    return (
        difference_text.group_word(difference),
        str(difference.line.id),
        shown(difference.line.customer),
        difference_text.what(difference),
        difference_text.amount(difference.price_here),
        difference_text.amount(difference.price_there),
        difference_text.change(difference),
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--building", metavar=_("NAME"), help=_("the building (bygg/anlegg)"))
    parser.add_argument(
        "--to",
        metavar=_("DATE"),
        help=_("the last day that belongs to the basis, such as 31.10.2026"),
    )
    parser.add_argument("--season", metavar=_("NAME"), help=_("only lines of this season"))
    parser.add_argument(
        "--of",
        metavar=_("ID"),
        help=_("compare a copy (K-0012) or an export (E-0012) instead of a building's lines"),
    )
    parser.add_argument(
        "--with",
        dest="other",
        metavar=_("OTHER"),
        help=_(
            "copy (the newest), import (as last read), a copy's number such as K-0012, or the file"
            " of a list, which is not stored"
        ),
    )
    parser.add_argument(
        "--total", metavar=_("AMOUNT"), help=_("compare with a sum that Aktiv kommune shows")
    )
    parser.add_argument(
        "--count",
        type=whole_number,
        metavar=_("N"),
        help=_("the count that Aktiv kommune shows (Antall elementer)"),
    )
    parser.add_argument(
        "--keep", action="store_true", help=_("keep the list as control total, line by line")
    )
    parser.add_argument(
        "--dates",
        choices=get_args(DateOrder),
        help=_("how dates that can be read in two ways are meant: d day, m month, y year"),
    )
    add_json(parser)


SIDE = '{"name","lines","total","reservations"}'
SHAPE = (
    f'{{"here":{SIDE},"there":{SIDE},"by_line","equal","difference",'
    '"groups":[{"group","lines","total"}],'
    '"items":[{"id","group","reservation_id","customer","to","cost_here","cost_there","change",'
    '"changes":[{"field","here","there"}]}],'
    '"left_out":{"elsewhere","exported_before","not_exported"},"text"}'
)
COMMAND = Command(
    "compare",
    N_("holds the lines of a building against a copy, the last import or a list, line by line"),
    _arguments,
    run,
    (SHAPE,),
)
