"""What Aktiv kommune says differently of lines that we have exported, kept from each import.

The file is built from the exported copy (nasty case 2): a price that moved since is shown and
answered for, never taken over. What shows that no invoice may be sent, that the rental was paid
online or is gone, leaves the line out of the file and stands in the bridge (case 31).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from data import details
from data.comparison import LineChange
from data.dates import local
from data.listing import ListedLine
from data.models import LaterChange, Line, Note, among, chunks, tuples
from data.views.files import ChangeKind, LaterChangeView

UNSEEN = frozenset({"source_export", "source_file", "source_order", "details", "contact"})
"""Fields that no invoice shows otherwise: where the line stands in Aktiv kommune, its contact."""


def keep(changes: Iterable[LineChange], listed: Mapping[int, ListedLine], now: datetime) -> None:
    """Keep what a newer list says of exported lines, inside the caller's transaction.

    A line that the list again shows as it was exported has nothing to be told of any more.
    """
    differing = {change.id: change for change in changes}
    _forget(set(listed) - differing.keys())
    for id_, change in differing.items():
        line = listed[id_]
        kind = _kind(line)
        fields = tuple(name for name in change.fields if name not in UNSEEN)
        if kind == "changed" and not fields:
            _forget({id_})
            continue
        exports = [row[0] for row in tuples(Line.select(Line.export).where(Line.id == id_))]
        _put(line, exports[0], kind, fields, change, now)


def _kind(line: ListedLine) -> ChangeKind:
    found = details.read(line.details)
    if not found.is_active:
        return "inactive"
    return "paid" if found.is_paid else "changed"


def _forget(ids: set[int]) -> None:
    for chunk in chunks(sorted(ids)):
        LaterChange.delete().where(among(LaterChange.line, chunk)).execute()


def _put(
    line: ListedLine,
    export: int,
    kind: ChangeKind,
    fields: tuple[str, ...],
    change: LineChange,
    now: datetime,
) -> None:
    said = json.dumps(fields)
    known: LaterChange | None = LaterChange.get_or_none(LaterChange.line == line.id)
    same = (kind, said, change.price_after)
    if known is not None and (known.kind, known.fields, known.price_after) == same:
        return
    _forget({line.id})
    LaterChange.create(
        line=line.id,
        export=export,
        kind=kind,
        fields=said,
        price_before=change.price_before,
        price_after=change.price_after,
        details=line.details,
        at=now,
    )


def of_exports(numbers: Iterable[int]) -> list[LaterChangeView]:
    """Return what changed since, by export and line; only of lines the export still has."""
    wanted = list(numbers)
    kept = _noted(wanted)
    query = (
        LaterChange.select(LaterChange)
        .join(Line)
        .where(LaterChange.export.in_(wanted), Line.export == LaterChange.export)
        .order_by(LaterChange.export, LaterChange.line)
    )
    return [_view(row, kept.get(row.export_id)) for row in query]


def _noted(exports: list[int]) -> dict[int, datetime]:
    """Return when an operator last wrote a note on each export."""
    keys = [str(number) for number in exports]
    query = Note.select(Note.subject, Note.at).where(
        Note.kind == "export", Note.subject.in_(keys), Note.removed_at.is_null()
    )
    found: dict[int, datetime] = {}
    for subject, at in tuples(query):
        number = int(subject)
        found[number] = max(at, found.get(number, at))
    return found


def _view(row: Any, noted: datetime | None) -> LaterChangeView:
    return LaterChangeView(
        line=row.line_id,
        export=row.export_id,
        kind=row.kind,
        fields=tuple(json.loads(row.fields)),
        price_before=row.price_before,
        price_after=row.price_after,
        at=local(row.at),
        is_kept=noted is not None and noted >= row.at,
    )
