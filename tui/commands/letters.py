"""letters: the letters whose time has come are sent, for a timer that runs the program."""

from __future__ import annotations

from data.errors import Problem
from tui.call import DONE, REMOTE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands.deliver import send
from tui.words import N_, ngettext


def run(call: Call) -> int:
    """Send every letter that is due and was not tried yet."""
    due = call.close.letters.due()
    status = DONE
    for letter in due:
        try:
            send(call, letter)
        except Problem as problem:
            call.tell_problem(problem)
            status = REMOTE
    told = ngettext("{count} letter was due.", "{count} letters were due.", len(due))
    call.answer({"due": len(due)}, [told.format(count=len(due))])
    return status


COMMAND = Command(
    "letters", N_("sends the letters whose time has come"), add_json, run, ('{"due"}',)
)
