"""Devices that send at the same moment: every tap counts, and the same tap counts once."""

import uuid

import pytest
from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.services import count_people
from qualite.activity.visit_tally.themes import VISIT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_taps_sent_at_once_add_up_and_each_counts_once_on_postgresql(epm, in_parallel):
    twice = uuid.uuid4()
    keys = [uuid.uuid4(), uuid.uuid4(), twice, twice, twice, uuid.uuid4()]

    def tap(key: uuid.UUID) -> str:
        half_day = {"date": timezone.localdate(), "part": DayPart.MORNING}
        return count_people(epm=epm, subject=VISIT, amount=1, key=key, **half_day).value

    assert sorted(in_parallel(tap, keys)) == ["already"] * 2 + ["written"] * 4
    assert in_parallel(lambda _: HalfDayTally.objects.get().count, [None]) == [4]
