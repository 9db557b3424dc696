"""Durations as an animator thinks of them, and states as they are shown."""

import pytest

from ressources.enums import DurationBucket, SheetState


@pytest.mark.parametrize(
    ("minutes", "buckets"),
    [(45, ("60", "90")), (60, ("60", "90")), (61, ("90",)), (90, ("90",)), (91, ("long",)), (180, ("long",))],
)
def test_workshop_stands_in_every_bucket_it_fits(minutes, buckets):
    assert DurationBucket.holding(minutes) == buckets


def test_each_state_has_its_mark():
    assert [state.mark for state in SheetState] == ["", "wait", "bad", "good", ""]
