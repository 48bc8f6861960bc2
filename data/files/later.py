"""What Aktiv kommune says differently of lines that we have exported, kept from each import.

The file is built from the exported copy (nasty case 2): a price that moved since is shown and
answered for, never taken over. What shows that no invoice may be sent, that the rental was paid
online or is gone, leaves the line out of the file and stands in the bridge (case 31).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import JOIN

from data import details
from data.comparison import LineChange
from data.dates import local
from data.listing import ListedLine, Reading
from data.models import FileLine, LaterChange, Line, Note, among, chunks, tuples
from data.views.files import ChangeKind, LaterChangeView

UNSEEN = frozenset({"source_export", "source_file", "source_order", "details", "contact"})
"""Fields that no invoice shows otherwise: where the line stands in Aktiv kommune, its contact."""


def keep(changes: Iterable[LineChange], reading: Reading, now: datetime) -> None:
    """Keep what a newer list says of exported lines, inside the caller's transaction.

    A line that the list again shows as it was exported has nothing to be told of any more. A
    list without details cannot know that a rental was paid or is gone: what a better one said
    of that stands.
    """
    listed = {line.id: line for line in reading.lines}
    if not reading.gives_details:
        for id_ in _not_to_be_invoiced(listed):
            del listed[id_]
    differing = {change.id: change for change in changes if change.id in listed}
    _forget(listed.keys() - differing.keys())
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
    # As in the file itself: only events and allocations are paid online.
    return "paid" if found.is_paid and line.type != "booking" else "changed"


def _not_to_be_invoiced(ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(ids):
        query = LaterChange.select(LaterChange.line).where(
            among(LaterChange.line, chunk), LaterChange.kind != "changed"
        )
        found |= {row[0] for row in tuples(query)}
    return found


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
    """Return what changed since, by export and line; only of lines that wait for a file.

    Whichever export it was learnt of: an export that was reversed and made again from the same
    list holds what has changed still.
    """
    wanted = list(numbers)
    kept = _noted(wanted)
    query = (
        LaterChange.select(LaterChange, Line.export.alias("now_in"))
        .join(Line)
        .join_from(
            LaterChange,
            FileLine,
            JOIN.LEFT_OUTER,
            on=(FileLine.line == LaterChange.line) & FileLine.standing,
        )
        .where(Line.export.in_(wanted), FileLine.id.is_null())
        .order_by(Line.export, LaterChange.line)
    )
    rows: list[Any] = list(query.objects())
    return [_view(row, kept.get(row.now_in)) for row in rows]


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
        export=row.now_in,
        kind=row.kind,
        fields=tuple(json.loads(row.fields)),
        price_before=row.price_before,
        price_after=row.price_after,
        at=local(row.at),
        is_kept=noted is not None and noted >= row.at,
    )
