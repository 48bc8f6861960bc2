"""Step 7: no files yet, and what there is for the first one."""

from __future__ import annotations

import pytest

from tests.office import LOOKS, Look, compare, october, office


async def test_the_screen_says_that_there_are_no_files_and_what_is_ready() -> None:
    async with office(october, start=7) as shown:
        text = shown.text()
        assert "o Ingen filer ennå for oktober 2026." in text
        assert "Bygg                  1 av 5" in text
        assert "Mangler               4 bygg, koder for 1 kontostreng" in text
        assert "én fil senest ti 10.11.2026" in text

        await shown.press("enter")
        assert shown.app.step == 6


async def test_with_nothing_missing_it_says_so() -> None:
    async with office(lambda _close: None, start=7) as shown:
        assert "Mangler               ingenting" in shown.text()


@pytest.mark.parametrize("look", LOOKS)
async def test_the_screen_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=7, **look._asdict()) as shown:
        compare(shown, "files", request)
