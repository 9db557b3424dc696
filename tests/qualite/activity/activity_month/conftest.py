"""A month that is over, and what happened in it at one place and at another."""

import datetime

import pytest
from django.utils import timezone

from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.themes import VISIT


@pytest.fixture
def month():
    """The first day of the month before this one."""
    return (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


@pytest.fixture
def tally(month):
    """`tally(epm, count, subject)`: count in the morning of the third of the month."""

    def count(epm, count, subject=VISIT, day=None):
        date = day or month + datetime.timedelta(days=2)
        return HalfDayTally.objects.create(epm=epm, date=date, part="morning", subject=subject, count=count)

    return count
