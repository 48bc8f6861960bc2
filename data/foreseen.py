"""What a list would do to our corrections, told before it is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.comparison import LineChange
from data.correctable import shown
from data.corrected import standing, value_of, verdict
from data.models import Correction, Line, among, chunks
from data.stored import source_name
from data.text import fold
from data.views.corrections import Foreseen


def foreseen(changes: Iterable[LineChange]) -> tuple[Foreseen, ...]:
    """Return the corrections that a list closes or reopens, by line; those that stay are none."""
    changed = {change.id: change for change in changes}
    return tuple(
        each
        for chunk in chunks(changed)
        for row in Correction.select(Correction, Line)
        .join(Line)
        .where(standing(), among(Correction.line, chunk))
        .order_by(Correction.line, Correction.id)
        for each in _foreseen(row, changed[row.line_id])
    )


def _foreseen(row: Correction, change: LineChange) -> Iterator[Foreseen]:
    said = dict(zip(change.fields, change.after, strict=True))
    now = {name: getattr(row.line, name) for name in ("organization", "contact")}
    then = {name: str(said.get(name, before)) for name, before in now.items()}
    is_other = fold(now["organization"] or now["contact"]) != fold(
        then["organization"] or then["contact"]
    )
    source = said.get(row.field, getattr(row.line, source_name(row.field)))
    state = verdict(row, source, is_other)  # type: ignore[arg-type]
    if state != "standing":
        yield Foreseen(
            line=row.line_id,
            field=row.field,  # type: ignore[arg-type]
            value=shown(row.field, value_of(row)),
            source=shown(row.field, source),  # type: ignore[arg-type]
            state=state,
        )
