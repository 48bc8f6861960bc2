"""Names that buildings had before: kept in the journal, found by whoever remembers them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from data.dates import local
from data.journal import Event
from data.models import JournalRow, tuples
from data.text import fold
from data.words import N_

RENAMED = Event(
    "renamed", N_("was called {before} until now, is called {name}"), needs_building=False
)


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a building was called, and the day it ceased to be."""

    name: str
    until: date


def former_names() -> dict[int, tuple[FormerName, ...]]:
    """Return the names that buildings had before, newest first, by building."""
    found: dict[int, list[FormerName]] = defaultdict(list)
    rows = JournalRow.select(JournalRow.building, JournalRow.details, JournalRow.at)
    of_names = rows.where(JournalRow.event == RENAMED.key).order_by(JournalRow.id.desc())
    for building, details, at in tuples(of_names):
        before = json.loads(details).get("before", "")
        found[building].append(FormerName(before, local(at).date()))
    return {building: tuple(names) for building, names in found.items()}


def formerly_called(name: str) -> tuple[int, FormerName] | None:
    """Return the building that was called `name` last, whatever the case of its letters."""
    hits = [
        (each.until, building, each)
        for building, names in former_names().items()
        for each in names
        if fold(each.name) == fold(name)
    ]
    _, building, former = max(hits, key=lambda hit: hit[:2], default=(None, 0, None))
    return None if former is None else (building, former)
