"""docs/formats.md is what the tables of the formats say."""

from __future__ import annotations

import re

from data.formats import formats
from tui.format_page import PAGE, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tui.format_page writes it anew"


def test_every_format_is_on_the_page_with_all_its_fields() -> None:
    text = page()
    for layout in formats():
        assert f"Key `{layout.key}`" in text
        for table in layout.tables:
            assert f"### {table.title}" in text
            for row in table.rows:
                assert not row.rule or f"| {row.field} | {row.position}" in text


def test_every_decision_is_on_the_page() -> None:
    text = page()
    assert re.findall(r"^\| (K\d+) \|", text, re.MULTILINE) == [f"K{n}" for n in range(1, 12)]
    assert re.findall(r"^\| (F\d+) \|", text, re.MULTILINE) == [f"F{n}" for n in range(1, 20)]
