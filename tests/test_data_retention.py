"""How long the archive is kept."""

from __future__ import annotations

from datetime import date

from data.retention import kept_until


def test_a_copy_is_kept_five_years_after_the_end_of_its_year() -> None:
    assert kept_until(date(2026, 11, 5), date(2026, 10, 31)) == date(2031, 12, 31)


def test_decembers_copy_from_january_counts_from_the_later_year() -> None:
    assert kept_until(date(2027, 1, 4), date(2026, 12, 31)) == date(2032, 12, 31)


def test_an_entry_without_a_to_date_counts_from_its_own_day() -> None:
    assert kept_until(date(2025, 1, 1)) == date(2030, 12, 31)
