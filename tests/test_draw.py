"""What a run of the day draws of the longest tests."""

from types import SimpleNamespace

import pytest

from tests import draw

FOUR = pytest.mark.drawn(one_in=4).mark
LONG = pytest.mark.night("reads every page").mark


def item_of(file: str, name: str, *, mark=None, marks_of_file=()) -> SimpleNamespace:
    return SimpleNamespace(
        nodeid=f"{file}::{name}",
        parent=SimpleNamespace(nodeid=file, own_markers=list(marks_of_file)),
        get_closest_marker={mark.name: mark for mark in (mark,) if mark}.get,
    )


WALK = [item_of("test_walks.py", f"test_walk[{case}]", mark=FOUR) for case in range(8)]
FILE = [item_of("test_file.py", name, mark=FOUR, marks_of_file=[FOUR]) for name in ("test_one", "test_two[a]")]
SHORT = [item_of("test_short.py", "test_short")]
AT_NIGHT = [item_of("test_long.py", name, mark=LONG) for name in ("test_long[a]", "test_long[b]")]


def left_by(number: str, monkeypatch) -> list:
    monkeypatch.setattr(draw, "DRAW", number)
    return draw.left_to_the_night([*WALK, *FILE, *SHORT, *AT_NIGHT])


def test_night_leaves_nothing(monkeypatch):
    assert left_by("", monkeypatch) == []


def test_day_leaves_as_many_cases_each_time_and_files_whole_or_not_at_all(monkeypatch):
    runs = [left_by(str(number), monkeypatch) for number in range(40)]

    assert {sum(item in left for item in WALK) for left in runs} == {6}
    assert {tuple(item in left for item in FILE) for left in runs} == {(True, True), (False, False)}
    assert not any(SHORT[0] in left for left in runs)
    assert all(item in left for item in AT_NIGHT for left in runs)
    assert not any(all(item in left for left in runs) for item in WALK)
    assert left_by("7", monkeypatch) == runs[7]
