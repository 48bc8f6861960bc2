"""A case file: exports, their finished rentals and their account strings, as one JSON document."""

from __future__ import annotations

from itertools import count

from data.listing import ListedAccountString, ListedLine, Reading, ReadOptions
from data.sources import Source
from data.sources._case import (
    CodeSet,
    Organizations,
    chosen_sets,
    code_sets_of,
    line_of,
    numbered_rentals,
    organizations_of,
    require_schema,
)
from data.sources._json import Node, parse, refuse_if_bad
from data.words import N_


def _recognises(content: bytes) -> bool:
    is_object = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return is_object and b'"exports"' in content


def _read(content: bytes, options: ReadOptions) -> Reading:
    document = parse(content, options).object()
    require_schema(document)
    exports = [export.object() for export in document.get("exports").required_elements()]
    lines, repeated = _lines(exports, organizations_of(document))
    account_strings = _account_strings(exports, code_sets_of(document))
    building_ids = _building_ids(exports)
    refuse_if_bad(document)
    return Reading(
        SOURCE.key,
        lines=lines,
        account_strings=account_strings,
        repeated=repeated,
        gives_details=True,
        building_ids=building_ids,
    )


def _building_ids(exports: list[Node]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for export in exports:
        listed = export.get("building_id")
        name = export.get("building_name").text()
        if not listed.is_null() and ids.setdefault(name, number := listed.number()) != number:
            listed.complain(N_("The building stands with two ids."))
    return ids


def _account_strings(
    exports: list[Node], sets: dict[int, CodeSet]
) -> tuple[ListedAccountString, ...]:
    found: list[ListedAccountString] = []
    for export in exports:
        building = export.get("building_name").text()
        for customer_type, chosen in chosen_sets(export, sets).items():
            listed = ListedAccountString(building, customer_type, chosen.name, chosen.codes)
            if listed not in found:
                found.append(listed)
    return tuple(found)


def _lines(exports: list[Node], organizations: Organizations) -> tuple[tuple[ListedLine, ...], int]:
    lines: dict[int, ListedLine] = {}
    read = 0
    numbers = count(1)
    for export in exports:
        building = export.get("building_name").required_text()
        for rental in numbered_rentals(export, numbers):
            read += 1
            line = line_of(rental, building, organizations)
            if line is not None and lines.setdefault(line.id, line) != line:
                rental.get("id").complain(N_("The same id stands twice with other content."))
    return tuple(lines.values()), read - len(lines)


SOURCE = Source(
    "case_json", N_("a case file with exports and account strings as JSON"), _recognises, _read
)
