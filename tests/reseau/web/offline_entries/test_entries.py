"""Entries saved offline by a page: each gets an answer, each is written once."""

import math
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from reseau.web.offline_entries import NOT_UNDERSTOOD, OLDEST, EntryOutcome, answer_each, read_key, read_moment

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def states(entries: list, **options) -> list[str]:
    return [
        str(outcome["state"]) for outcome in answer_each(entries, write=lambda item: EntryOutcome.WRITTEN, **options)
    ]


def test_last_entry_for_the_same_target_counts():
    entries = [{"key": key, "about": about} for key, about in (("a", "1"), ("b", "2"), ("c", "1"))]
    assert states(entries) == ["already", "written", "written"]
    assert states(entries, is_replaceable=lambda item: False) == ["written"] * 3


@pytest.mark.parametrize("entry", [None, [], "x", {}, {"key": "a"}, {"key": "a", "about": 3}])
def test_invalid_entry_is_refused_with_the_reason(entry):
    (outcome,) = answer_each([entry], write=lambda entry: EntryOutcome.WRITTEN)
    assert (outcome["state"], outcome["why"]) == (EntryOutcome.REFUSED, NOT_UNDERSTOOD)


def test_refused_entry_does_not_block_the_others():
    def write(entry: dict) -> EntryOutcome:
        if entry["about"] == "2":
            raise ValidationError("Trop tard.")
        return EntryOutcome.WRITTEN

    outcomes = answer_each([{"key": about, "about": about} for about in "123"], write=write)
    assert [(outcome["key"], str(outcome["state"])) for outcome in outcomes] == [
        ("1", "written"),
        ("2", "refused"),
        ("3", "written"),
    ]
    assert outcomes[1]["why"] == "Trop tard."


def test_key_is_a_uuid():
    key = uuid4()
    assert read_key({"key": str(key)}) == key
    with pytest.raises(ValidationError):
        read_key({"key": "12"})


@pytest.mark.parametrize(
    ("age", "elapsed"),
    [(0, timedelta(0)), (90, timedelta(seconds=90)), (-5, timedelta(0)), (1e12, OLDEST), (math.nan, timedelta(0))],
)
def test_moment_is_computed_from_the_age(age, elapsed):
    assert NOW - read_moment({"age": age}, now=NOW) == elapsed


def test_age_is_a_number():
    with pytest.raises(ValidationError):
        read_moment({"age": "hier"}, now=NOW)
