"""A program that is killed while it makes the month's files leaves nothing or everything."""

from __future__ import annotations

from pathlib import Path

from tests.test_data_crash import answers, start


def test_a_generation_killed_at_any_step_leaves_all_or_nothing_and_can_be_repeated(
    tmp_path: Path,
) -> None:
    told = [each.split() for each in answers([start("repeat", tmp_path, "generate")])]
    found = [each[0] for each in told]

    assert set(found) == {"before", "after"}
    assert found[-1] == "after"
    assert found.count("before") >= 40
    assert {each[1] for each in told if each[0] == "before"} == {"0", "1", "2"}, (
        "killed between the renaming of the files and the commit too"
    )
    assert {each[2] for each in told} == {"[]"}, "what a kill left has become the file"
    assert len({each[3] for each in told}) == 1, "the second time makes what the first would have"
