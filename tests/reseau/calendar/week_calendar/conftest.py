"""Places, a week of March, and dates of one hour that everybody may see."""

from datetime import date, time

import pytest

from reseau.calendar.agenda.enums import MeetingAudience
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory

THURSDAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _in_march():
    with freeze_time("2026-03-02 09:00"):
        yield


@pytest.fixture
def meet(coordinator, epm):
    """`meet("Portes ouvertes", day, start=9)`: a public meeting of one hour in `epm`."""

    def announce(title: str, day: date = THURSDAY, start: int = 14, **fields):
        values = {"audience": MeetingAudience.PUBLIC, "epm": epm, "link": ""} | fields
        return MeetingFactory(title=title, date=day, start=time(start), end=time(start + 1), by=coordinator, **values)

    return announce
