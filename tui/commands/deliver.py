"""deliver: a generated file is brought to the accounting office, and a letter tells of it."""

from __future__ import annotations

import argparse

from data import dates
from data.delivery.hosts import UnknownHost
from data.errors import Problem
from data.views.files import FileView
from tui.call import DONE, REMOTE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands.files import SHAPE, add_file, file_form
from tui.words import N_, _


def run(call: Call) -> int:
    """Upload, read back, and write the letter; safe to repeat."""
    close = call.close
    file = close.files.find(call.options.file)
    if file.sent_at is None:
        outcome = _deliver(call, file)
        if isinstance(outcome, Problem):
            call.tell_problem(outcome)
            return REMOTE
        file = outcome
    told = [
        _("{name} is delivered {time} and read back equal.").format(
            name=file.name, time=dates.show_time(file.sent_at) if file.sent_at else "-"
        )
    ]
    status = DONE
    if close.settings.options().letter.host and file.letter_at is None:
        try:
            file = _write(call, file)
            told.append(_("The letter is {state}.").format(state=_letter(file)))
        except Problem as problem:
            call.tell_problem(problem)
            status = REMOTE
    call.answer(file_form(file), told)
    return status


def _deliver(call: Call, file: FileView) -> FileView | Problem:
    """Return the file as it is now, or why the other end does not have it."""
    deliveries = call.close.deliveries
    while True:
        errand = deliveries.begin(file.number)
        try:
            delivered = deliveries.carry(errand, _silent)
        except UnknownHost as unknown:
            deliveries.fail(errand, unknown)
            if call.options.accept != unknown.fingerprint:
                return unknown
            deliveries.accept_host(unknown)
        except Problem as problem:
            deliveries.fail(errand, problem)
            return problem
        else:
            return deliveries.finish(errand, delivered)


def _write(call: Call, file: FileView) -> FileView:
    """Keep the letter, and send it where it is due now."""
    letters = call.close.letters
    letter = letters.keep(file.number)
    if letter in letters.due():
        send(call, letter)
    return call.close.files.file(file.number)


def send(call: Call, letter: int) -> None:
    """Send one letter that was kept; raises Problem, having noted why it did not go."""
    letters = call.close.letters
    post = letters.begin(letter)
    if post is None:
        return
    try:
        sent = letters.carry(post)
    except Problem as problem:
        letters.fail(post, problem)
        raise
    letters.finish(post, sent)


def _letter(file: FileView) -> str:
    if file.letter_at is not None:
        return _("sent {time}").format(time=dates.show_time(file.letter_at))
    due = dates.show_time(file.letter_due) if file.letter_due else "-"
    return _("to be sent {time}").format(time=due)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody: a command waits."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--accept",
        default="",
        metavar=_("FINGERPRINT"),
        help=_("accept a server that is not known yet, by the fingerprint it must show"),
    )
    add_json(parser)


COMMAND = Command(
    "deliver",
    N_("brings a file to the accounting office, reads it back and writes the letter"),
    _arguments,
    run,
    (SHAPE,),
)
