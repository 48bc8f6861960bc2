"""The pictures of the README are drawn by the program on its demo data."""

from __future__ import annotations

from pathlib import Path

from tui.picture import PICTURES, draw


async def test_the_pictures_show_the_program_and_fetch_nothing(tmp_path: Path) -> None:
    made = await draw(tmp_path)

    assert [path.stem for path in made] == [name for name, _keys in PICTURES]
    lines, checklist, files = (path.read_text(encoding="utf-8") for path in made)
    assert "[2Linjer]" in lines
    assert "[3Kontroll]" in checklist
    assert "[7Filer]" in files
    assert "url(http" not in lines + checklist + files
