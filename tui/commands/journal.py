"""journal: who did what and when, and the proof that nobody changed it since."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from data import dates
from data.views import JournalEntry
from tui.call import DONE, NO, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document
from tui.words import N_, _, ngettext, say


def run(call: Call) -> int:
    """Print the entries, oldest first."""
    entries = list(_entries(call))
    call.answer([_form(entry) for entry in entries], [_text(entry) for entry in entries])
    return DONE


def _entries(call: Call) -> Iterator[JournalEntry]:
    close, name = call.close, call.options.building
    building = close.basis.scope(name, close.basis.today).building_id if name else None
    page = close.journal.entries(building, oldest_first=True)
    while page:
        yield from page
        page = close.journal.entries(building, before=page[-1].number, oldest_first=True)


def verify(call: Call) -> int:
    """Follow the chain from the first entry to the last."""
    journal = call.close.journal
    broken, entries = journal.verify(), journal.head()
    text = ngettext(
        "The chain is whole: {count} entry.", "The chain is whole: {count} entries.", entries
    )
    sentence = text.format(count=entries)
    if broken is not None:
        sentence = _("The chain is broken at entry {number}.").format(number=broken.number)
    call.answer(
        {
            "entries": entries,
            "intact": broken is None,
            "broken_at": None if broken is None else broken.number,
        },
        [sentence],
    )
    return DONE if broken is None else NO


def _form(entry: JournalEntry) -> Document:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="seconds"),
        "operator": entry.operator,
        "host": entry.host,
        "building": entry.building or None,
        "text": shown(say(entry.text)),
        "hash": entry.hash,
    }


def _text(entry: JournalEntry) -> str:
    where = f"{entry.building}: " if entry.building else ""
    number, at = f"{entry.number:>6}", dates.show_time(entry.at)
    return f"{number}  {at}  {entry.operator}  {where}{shown(say(entry.text))}  {entry.hash[:4]}"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--building", metavar=_("NAME"), help=_("only what concerns this building"))
    add_json(parser)


COMMAND = Command(
    "journal",
    N_("prints who did what, and when"),
    _arguments,
    run,
    ('[{"number","at","operator","host","building","text","hash"}]',),
    (
        Command(
            "verify",
            N_("proves that the journal is unchanged"),
            add_json,
            verify,
            ('{"entries","intact","broken_at"}',),
        ),
    ),
)
