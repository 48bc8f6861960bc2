"""What is known around a basis, and a control total as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import money
from data.errors import UsageProblem
from data.facts import KnownTotal


@given(st.integers(-(10**12), 10**12), st.none() | st.integers(0, 10**9 - 1))
def test_a_total_is_read_back_as_it_is_shown(ore: int, count: int | None) -> None:
    typed = KnownTotal.typed(money.show(ore), "" if count is None else str(count))

    assert typed == KnownTotal(ore, count, "typed")


def test_an_empty_count_is_the_bare_sum() -> None:
    assert KnownTotal.typed("48250", "  ").count is None


def test_a_count_may_be_grouped_by_spaces() -> None:
    assert KnownTotal.typed("0", "1 204").count == 1204


@pytest.mark.parametrize("count", ["sixty", "6,0", "-1", "١٢", "9" * 5000, "1e3"])
def test_anything_but_digits_is_no_count(count: str) -> None:
    with pytest.raises(UsageProblem, match="F326"):
        KnownTotal.typed("48250", count)


def test_a_sum_that_may_mean_two_things_is_asked_about() -> None:
    with pytest.raises(UsageProblem, match="F311"):
        KnownTotal.typed("48.250", "")
