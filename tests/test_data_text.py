"""Outside text is harmless after `clean`, and sorts and is found the Norwegian way."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text import clean, fold, initials, sort_key, spreadsheet_safe

ANY_TEXT = st.text(st.characters(), max_size=40)
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
WORD = st.text(ALPHABET + ALPHABET.upper(), max_size=6)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Ærfugl IL", "Ærfugl IL"),
        ("  Nordlia\u00a0 ", "Nordlia"),
        ("Nordlia\u00a0idrettshall\u202fB", "Nordlia idrettshall B"),
        ("A\u030as", "Ås"),
        ("en\ntekst\r\nto\rtre", "en⏎tekst⏎to⏎tre"),
        ("\x1b[31mrød\x07\x00", "␛[31mrød␇␀"),
        ("a\tb\x7f", "a␉b␡"),
        ("\x9b2J", "�2J"),
        ("abc\u202edef\u200b\u2066", "abc·def··"),
        ("\ufeffID", "·ID"),
        ("a\u2028b", "a⏎b"),
        ("\ud800 og \ue000", "� og �"),
        ("❤\ufe0f Kor", "❤ Kor"),
        ("[bold]x[/]", "[bold]x[/]"),
        ("tom\u3164plass", "tom·plass"),
        ("Ka\u0301ra\u0301s\u030cjohka", "Kárášjohka"),
    ],
)
def test_clean_shows_what_was_hidden(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_clean_stops_marks_that_climb_or_lead() -> None:
    assert clean("\u0301\u0301abc") == "·abc"
    assert clean("x\u0301\u0302\u0303\u0304 hall") == "x\u0301\u0302· hall"


@given(ANY_TEXT)
def test_clean_text_has_no_control_and_is_clean_already(raw: str) -> None:
    shown = clean(raw)
    assert not any(unicodedata.category(sign)[0] == "C" for sign in shown)
    assert not set(shown) & {"\u2028", "\u2029", "\u00a0"}
    assert shown == shown.strip()
    assert clean(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode("utf-8")


def test_sorting_follows_the_norwegian_alphabet() -> None:
    names = ["Åsgard", "åse", "Ørnes", "Ölet", "Ærfugl", "Zetra", "Abel", "aalen", "3. sal"]
    assert sorted(names, key=sort_key) == names[::-1]
    assert sort_key("Ä") == sort_key("æ")
    assert sort_key("ÖSTRE") == sort_key("østre")
    assert sort_key("Kafé") == sort_key("kafe")
    assert sort_key("Kárášjohka") == sort_key("karasjohka")


def test_signs_after_z_in_ascii_do_not_come_after_the_last_letters() -> None:
    assert sort_key("{") < sort_key("a") < sort_key("z") < sort_key("æ")
    assert all(sort_key(sign) < sort_key("a") for sign in "{|}~")


@given(WORD, WORD)
def test_words_sort_by_the_place_of_their_letters(left: str, right: str) -> None:
    places = [[ALPHABET.index(letter) for letter in word.lower()] for word in (left, right)]
    assert (sort_key(left) < sort_key(right)) == (places[0] < places[1])
    assert (sort_key(left) == sort_key(right)) == (places[0] == places[1])


@given(ANY_TEXT, ANY_TEXT)
def test_the_key_sorts_alike_in_python_and_in_the_store(left: str, right: str) -> None:
    keys = sort_key(clean(left)), sort_key(clean(right))
    with closing(sqlite3.connect(":memory:")) as store:
        assert store.execute("select ? < ?", keys).fetchone()[0] == (keys[0] < keys[1])


@given(ANY_TEXT)
def test_composed_and_decomposed_text_sort_and_are_found_alike(raw: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, raw) for form in ("NFC", "NFD"))
    assert sort_key(composed) == sort_key(decomposed)
    assert fold(composed) == fold(decomposed)


def test_a_very_long_text_sorts_as_a_short_one() -> None:
    assert sort_key("Å" * 300) == "}" * 300


def test_search_ignores_case_and_spaces_but_not_the_norwegian_letters() -> None:
    assert fold("  MEYER\u00a0 marken ") == "meyer marken"
    assert fold("ÅSGARD") == "åsgard"
    assert fold("Ærø") != fold("Aero")
    assert fold("ås") != fold("as")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_sees_no_formula(start: str) -> None:
    assert spreadsheet_safe(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Turn", "1=1", "a@b"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert spreadsheet_safe(text) == text


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Kari Nes", "KN"), ("per  ås", "PÅ"), ("root", "root"), ("", ""), ("A b c d e", "ABCD")],
)
def test_initials_fit_a_narrow_column(name: str, shown: str) -> None:
    assert initials(name) == shown
