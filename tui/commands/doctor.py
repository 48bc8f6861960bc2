"""doctor: is the store sound, and is this terminal fit to show it."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from data.errors import Problem
from data.words import Phrase, phrase
from tui import terminal
from tui.call import DONE, NO, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.words import N_, _, say

if TYPE_CHECKING:
    from data.health import Finding

State = Literal["ok", "attention", "error"]
Found = tuple[str, State, str, Phrase]
"""Key, state, title and text of one check."""

WORDS: dict[State, str] = {
    "ok": N_("in order"),
    "attention": N_("to look at"),
    "error": N_("wrong"),
}
LEAST = (80, 24)


def run(call: Call) -> int:
    """Print one line for each check; what is wrong says what to do."""
    found = [*_store(call), *_terminal()]
    width = max(len(_(word)) for word in WORDS.values())
    call.answer(
        {
            "checks": [
                {"check": check, "state": state, "text": say(text)}
                for check, state, _title, text in found
            ],
            "clean": all(state != "error" for _check, state, _title, _text in found),
        },
        [
            f"{_(WORDS[state]).ljust(width)}  {_(title)}: {say(text)}"
            for _check, state, title, text in found
        ],
    )
    return NO if any(state == "error" for _check, state, _title, _text in found) else DONE


def _store(call: Call) -> Iterator[Found]:
    if not call.path.exists():
        yield (
            "store",
            "error",
            N_("Store"),
            phrase(
                N_("there is none at {path}. Import a list to make it, or name it with --db."),
                path=str(call.path),
            ),
        )
        return
    findings: tuple[Finding, ...]
    try:
        findings = call.close.health.examine()
    except Problem as problem:
        yield "store", "error", N_("Store"), problem.phrase
        return
    for finding in findings:
        yield finding.check, finding.state, finding.title, finding.text


def _terminal() -> Iterator[Found]:
    yield _encoding()
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        text = phrase(N_("none here, so only commands can be used, not the screens"))
        yield "terminal", "ok", N_("Terminal"), text
    else:
        yield from _screen(os.environ.get("TERM", ""))
    colours = (
        N_("none, as NO_COLOR asks") if os.environ.get("NO_COLOR") else N_("as the terminal has")
    )
    yield "colours", "ok", N_("Colours"), Phrase(colours)
    signs = N_("lines and signs of UTF-8") if terminal.wants_utf8_signs() else N_("plain ASCII")
    yield "signs", "ok", N_("Signs"), Phrase(signs)


def _encoding() -> Found:
    encoding = codecs.lookup(sys.stderr.encoding or "ascii").name
    if terminal.locale_is_utf8() or encoding == "utf-8":
        return "encoding", "ok", N_("Encoding"), phrase(N_("{encoding}"), encoding=encoding)
    return (
        "encoding",
        "attention",
        N_("Encoding"),
        phrase(
            N_("{encoding} spoils æ, ø and å. Set LANG to a UTF-8 locale, such as nb_NO.UTF-8."),
            encoding=encoding,
        ),
    )


def _screen(kind: str) -> Iterator[Found]:
    if kind in ("", "dumb"):
        text = phrase(N_("TERM is «{kind}». Set it, for instance to xterm."), kind=kind)
        yield "terminal", "error", N_("Terminal"), text
        return
    yield "terminal", "ok", N_("Terminal"), phrase(N_("{kind}"), kind=kind)
    size = os.get_terminal_size(sys.stderr.fileno())
    fits = size.columns >= LEAST[0] and size.lines >= LEAST[1]
    sentence = N_("{columns}x{rows}") if fits else N_("{columns}x{rows}, and 80x24 are needed.")
    text = phrase(sentence, columns=size.columns, rows=size.lines)
    yield "size", "ok" if fits else "attention", N_("Window"), text


COMMAND = Command(
    "doctor",
    N_("checks the store, the archive, their rights and the terminal"),
    add_json,
    run,
    ('{"checks":[{"check","state","text"}],"clean"}',),
)
