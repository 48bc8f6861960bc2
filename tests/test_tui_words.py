"""Bokmål by default, English on request, and nothing depends on the host's locale."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UsageProblem
from data.words import N_, counted, phrase
from tui.argparse_words import PLURALS, SENTENCES
from tui.words import LANGUAGES, Language, _, language, ngettext, say, say_problem, set_language


@pytest.fixture(autouse=True)
def bokmal_again() -> Iterator[None]:
    set_language("nb")
    yield
    set_language("nb")


@pytest.mark.parametrize("locale", ["C", "en_US.UTF-8", "de_DE.UTF-8", "nb_NO"])
def test_the_hosts_locale_has_no_say(locale: str) -> None:
    code = "import sys; from tui.words import _; sys.stdout.buffer.write(_('quit').encode())"
    hosts = {"LC_ALL": locale, "LANG": locale, "LANGUAGE": "en"}
    answer = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **hosts}, capture_output=True, check=True
    )
    assert answer.stdout == b"avslutt"


def test_english_is_what_stands_in_the_code() -> None:
    set_language("en")
    assert language() == "en"
    assert _("quit") == "quit"
    assert ngettext("expected %s argument", "expected %s arguments", 2) == ("expected %s arguments")


def test_the_language_changes_while_the_program_runs() -> None:
    assert _("Stopped.") == "Avbrutt."
    set_language("en")
    assert _("Stopped.") == "Stopped."


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_empty_text_stays_empty(code: Language) -> None:
    set_language(code)
    assert _("") == ""
    assert say(phrase("")) == ""


def test_a_sentence_that_nobody_translated_is_still_said() -> None:
    assert _("never heard of") == "never heard of"


def test_a_phrase_inside_a_phrase_is_translated_too() -> None:
    inner = phrase(N_("quit"))
    assert say(phrase("({word})", word=inner)) == "(avslutt)"


@pytest.mark.parametrize(("count", "ending"), [(0, "verdier"), (1, "verdi"), (2, "verdier")])
def test_a_count_chooses_the_plural_of_the_language(count: int, ending: str) -> None:
    said = say(counted("expected %s argument", "expected %s arguments", count))
    assert said.split()[-1] == ending


def test_a_problem_is_said_with_its_code() -> None:
    problem = UsageProblem("F310", "not a number: {text}", text="1.234")
    assert say_problem(problem) == "F310 not a number: 1.234"


@given(st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert say(phrase("[{value}]", value=value)) == f"[{value}]"


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("fakturaklar", exit_on_error=False)
    made.add_argument("--month", required=True)
    return made


def test_argparse_speaks_the_language_of_the_operator(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for code, said in (("nb", "disse argumentene mangler: --month"), ("en", "are required")):
        set_language("nb" if code == "nb" else "en")
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([])
        assert ended.value.code == 2
        assert said in capsys.readouterr().err
    set_language("nb")
    assert parser().format_help().startswith("bruk: fakturaklar")


def test_every_marked_sentence_is_one_that_argparse_says() -> None:
    said: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said.add(node.value)
    spoken = {*SENTENCES, *(text for pair in PLURALS for text in pair)}
    assert spoken <= said


def test_every_sentence_of_argparse_has_a_norwegian_one() -> None:
    # Two words are the same in both languages' alphabets but never in meaning here.
    assert [text for text in SENTENCES if _(text) == text] == []
    assert ngettext(*PLURALS[0], 2) != PLURALS[0][1]
