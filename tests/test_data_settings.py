"""Settings: validated by key, kept in the store, one TOML text out and in."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.close import Close
from data.errors import UsageProblem
from data.models import JournalRow
from data.settings import Options, flat, read_value


def test_a_new_store_has_the_defaults(close: Close) -> None:
    assert close.settings.options() == Options()


def test_a_change_is_kept_and_journalled_once(close: Close) -> None:
    close.settings.change({"limits.month_percent": 20, "screen.language": "en"})
    close.settings.change({"limits.month_percent": 20})

    assert close.settings.options().limits.month_percent == 20
    assert close.settings.options().screen.language == "en"
    assert JournalRow.select().count() == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("limits.nonsense", 1),
        ("nonsense", 1),
        ("limits", 1),
        ("limits.month_percent", "15"),
        ("limits.month_percent", -1),
        ("limits.month_percent", True),
        ("screen.language", "klingon"),
        ("screen.glyphs", "runes"),
        ("test_mode", 1),
    ],
)
def test_a_wrong_key_or_value_is_refused_by_name(close: Close, key: str, value: object) -> None:
    with pytest.raises(UsageProblem, match="F910") as refused:
        close.settings.change({key: value})
    assert key.split(".")[0] in str(refused.value)
    assert close.settings.options() == Options()


def test_the_calendar_must_be_possible(close: Close) -> None:
    with pytest.raises(UsageProblem):
        close.settings.change({"calendar.due_day": 40})
    assert close.settings.options() == Options()


def test_one_wrong_key_in_a_file_changes_nothing(close: Close) -> None:
    with pytest.raises(UsageProblem, match=r"limits\.oops"):
        close.settings.load("test_mode = true\n[limits]\noops = 1\n")
    assert close.settings.options() == Options()


def test_a_text_that_is_no_toml_is_refused(close: Close) -> None:
    with pytest.raises(UsageProblem, match="F911"):
        close.settings.load("[limits")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(percent=st.integers(0, 400), language=st.sampled_from(["nb", "en"]), test=st.booleans())
def test_what_is_exported_is_imported_the_same(
    close: Close, percent: int, language: str, test: bool
) -> None:
    wanted = close.settings.change(
        {"limits.month_percent": percent, "screen.language": language, "test_mode": test}
    )
    text = close.settings.export()
    close.settings.change(flat(Options()))

    assert close.settings.load(text) == wanted
    assert set(tomllib.loads(text)) >= {"test_mode", "calendar", "limits", "screen"}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("limits.high_price", "5 000,50", 500_050),
        ("limits.month_percent", " 20 ", 20),
        ("screen.language", "en", "en"),
    ],
)
def test_a_written_value_is_read_as_the_kind_it_needs(key: str, text: str, value: object) -> None:
    assert read_value(key, text) == value


@pytest.mark.parametrize("text", ["", "15 %", "²", "-1", "1e3", "9" * 5000])
def test_what_is_no_whole_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageProblem, match="F910"):
        read_value("limits.month_percent", text)
