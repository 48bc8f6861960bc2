"""Settings and account strings as one TOML file: out, edited, in again, all or nothing."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.account_codes import CODES as ALL_CODES
from data.accounts import strings
from data.close import Close
from data.errors import UsageProblem
from data.models import AccountString, JournalRow, Setting
from tests.lists import CODES, bring, line

STRING = """
[[account_strings]]
name = "4231 Hallen"
kind = "external"
building = "Hallen"
article = "4231"
service = "38110"
unit_number = "4410"
unit_prefix = "I"
"""


def entries() -> int:
    return int(JournalRow.select().count())


def test_a_string_of_the_file_is_added_once(close: Close) -> None:
    bring(close, line(1))
    close.settings.load(STRING)
    before = entries()
    close.settings.load(STRING)

    added = next(hit for hit in strings("external") if hit.name == "4231 Hallen")
    assert (added.building, added.codes) == ("Hallen", {**CODES, "project_number": "9"})
    assert entries() == before, "the same file again changes nothing"


def test_a_file_edited_by_hand_changes_what_was_edited(close: Close) -> None:
    bring(close, line(1))
    close.settings.load(STRING)
    text = close.settings.export()
    edited = text.replace('article = "4231"', 'article = "4239"')
    close.settings.load(edited.replace("month_percent = 15", "month_percent = 20"))

    assert next(h for h in strings("external") if h.name == "4231 Hallen").codes["article"] == (
        "4239"
    )
    assert close.settings.options().limits.month_percent == 20
    assert len(strings()) == 3, "strings that nobody entered codes for are as they were"


def test_a_string_is_taken_out_of_use_and_back_by_the_file(close: Close) -> None:
    bring(close, line(1))
    close.settings.load(STRING)
    inactive = f"{STRING}active = false\n"
    for _ in range(2):
        close.settings.load(inactive)
        assert "4231 Hallen" not in [hit.name for hit in strings()]
    text = close.settings.export()
    close.settings.load(STRING)
    assert "4231 Hallen" in [hit.name for hit in strings()]
    close.settings.load(text)
    assert close.settings.export() == text


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('article = "4231"', "article = 4231", "F419 .*«4231 Hallen».*article is text"),
        ('article = "4231"', 'artikkel = "4231"', "F411 .*«4231 Hallen».*artikkel"),
        ('article = "4231"', 'password = "x"', "F913 .*«4231 Hallen».*password"),
        ('"I"', '"ID"', "F412 .*«4231 Hallen».*unit_prefix"),
        ('"I"', '"Ł"', "F413 .*«4231 Hallen».*unit_prefix"),
        ('service = "38110"', "", "F414 .*«4231 Hallen».*service"),
        ('"external"', '"ekstern"', "F419 .*«4231 Hallen».*kind is ekstern.*external, internal"),
        ('name = "4231 Hallen"', "", "F419 .*«1».*name is missing"),
        ('kind = "external"', 'kind = "external"\nactive = "no"', "F419 .*active is true or"),
        ('building = "Hallen"', 'building = "Halen"', "F319 .*Hallen"),
        ("[[account_strings]]", "[account_strings]", "F419 .*account_strings"),
        ("[[account_strings]]", f"{STRING}[[account_strings]]", "F419 .*twice"),
    ],
)
def test_a_wrong_string_is_refused_by_name_and_key_and_nothing_is_taken(
    close: Close, before: str, after: str, says: str
) -> None:
    bring(close, line(1))
    had = entries()
    with pytest.raises(UsageProblem, match=says):
        close.settings.load(f"test_mode = true\n{STRING.replace(before, after)}")
    assert not close.settings.options().test_mode
    assert (entries(), len(strings())) == (had, 2)


@pytest.mark.parametrize("key", ["delivery.password", "letter.Passphrase", "delivery.token"])
def test_a_secret_is_refused_and_told_where_it_goes(close: Close, key: str) -> None:
    table, name = key.split(".")
    with pytest.raises(UsageProblem, match="F913") as refused:
        close.settings.load(f'[{table}]\n{name} = "hemmelig"\n')
    said = str(refused.value)
    assert key in said
    assert "FAKTURAKLAR_DELIVERY_PASSWORD" in said
    assert "0600" in said
    assert "hemmelig" not in said
    assert Setting.select().count() == 0


def test_the_file_says_where_secrets_go(close: Close) -> None:
    head = close.settings.export(lambda sentence: f"** {sentence}").split("\n\n")[0]
    assert all(row.startswith("# ") for row in head.splitlines())
    assert head.count("** ") == 5, "each sentence in the operator's language"
    assert "FAKTURAKLAR_LETTER_PASSWORD" in head


code_texts = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f\xad").filter(
        lambda sign: sign.isprintable()
    ),
    min_size=1,
    max_size=120,
)


@st.composite
def codes(draw: st.DrawFn) -> dict[str, str]:
    return {
        code.key: text
        for code in ALL_CODES
        if code.is_required or draw(st.booleans())
        if (text := draw(code_texts)[: code.width].strip() or "0")
    }


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    given_codes=st.lists(codes(), min_size=1, max_size=3),
    heading=st.text(st.characters(max_codepoint=0xFF, categories=["L", "Nd"]), max_size=40),
    names=st.lists(st.sampled_from(["Ola Hauge", "Åse Ø", "Per"]), unique=True),
    letter=st.text(st.characters(categories=["L", "N", "P"], include_characters=" \n")),
    used=st.integers(1, 999_999_999),
)
def test_what_is_exported_makes_the_same_store(
    close: Close,
    given_codes: list[dict[str, str]],
    heading: str,
    names: list[str],
    letter: str,
    used: int,
) -> None:
    bring(close, line(1))
    for number, each in enumerate(given_codes):
        close.account_strings.add(f"Streng {number}", "external", "Hallen", each)
    changes: dict[str, Any] = {
        "headings.dim_1": heading,
        "operators": ["Kari Nes", *names],
        "letter.text": letter,
        "series.external.used": used,
    }
    close.settings.change(changes)
    text, state = close.settings.export(), (close.settings.options(), strings())
    head = entries()
    close.settings.load(text)
    assert entries() == head

    Setting.delete().execute()
    AccountString.delete().where(AccountString.name.startswith("Streng")).execute()
    close.settings.load(text)

    assert close.settings.export() == text
    found = close.settings.options(), [(hit.name, hit.codes, hit.building) for hit in strings()]
    assert found == (state[0], [(hit.name, hit.codes, hit.building) for hit in state[1]])
    assert tomllib.loads(text)["operators"][0] == "Kari Nes"
    AccountString.delete().where(AccountString.name.startswith("Streng")).execute()
    Setting.delete().execute()
