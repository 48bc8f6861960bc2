"""Control totals: what «Klar for generering» shows for each building, as a JSON file."""

from __future__ import annotations

from datetime import date

from data.listing import ListedTotal, Reading, ReadOptions
from data.sources import Source
from data.sources._json import Node, parse, refuse_if_bad
from data.words import N_


def _recognises(content: bytes) -> bool:
    is_object = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object and b'"til_dato"' in content and b'"exports"' not in content


def _read(content: bytes, options: ReadOptions) -> Reading:
    document = parse(content, options).object()
    to = document.get("til_dato").day()
    totals: dict[tuple[str, str], ListedTotal] = {}
    for row, building in enumerate(document.get("bygg").required_elements(), start=1):
        total = _total(building.numbered(row).object(), to)
        if totals.setdefault((total.building, total.export), total) != total:
            building.numbered(row).complain(N_("The building stands twice with two totals."))
    refuse_if_bad(document)
    return Reading(SOURCE.key, totals=tuple(totals.values()))


def _total(building: Node, to: date) -> ListedTotal:
    total = building.get("totalsum")
    if total.is_null():
        total.complain(N_("The total is missing."))
    export = building.get("eksport_id")
    return ListedTotal(
        building=building.get("bygg").required_text(),
        to=to,
        count=building.get("antall_elementer").number(least=0),
        total=total.amount() or 0,
        export="" if export.is_null() else str(export.number()),
    )


SOURCE = Source(
    "totals_json", N_("control totals from «Klar for generering» as JSON"), _recognises, _read
)
