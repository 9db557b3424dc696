"""Open now, this evening, on Saturday: which hours are asked about, and whose word counts."""

import datetime

import pytest
from django.utils import timezone

from reseau.directory.open_moments import OpenMoment, open_during
from reseau.directory.place_hours.services import refresh_intervals
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory

# A week with the end of summer time, in the night from Saturday to Sunday.
THURSDAY, SATURDAY, SUNDAY = (datetime.date(2026, 10, day) for day in (22, 24, 25))


def at(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(
    ("moment", "now", "begin", "end"),
    [
        (OpenMoment.THIS_EVENING, at(THURSDAY, 9), at(THURSDAY, 18), at(datetime.date(2026, 10, 23), 0)),
        (OpenMoment.THIS_EVENING, at(THURSDAY, 20), at(THURSDAY, 20), at(datetime.date(2026, 10, 23), 0)),
        (OpenMoment.SATURDAY, at(THURSDAY, 9), at(SATURDAY, 0), at(SUNDAY, 0)),
        (OpenMoment.SATURDAY, at(SATURDAY, 14), at(SATURDAY, 14), at(SUNDAY, 0)),
        (OpenMoment.SATURDAY, at(SATURDAY, 18), at(datetime.date(2026, 10, 31), 0), at(datetime.date(2026, 11, 1), 0)),
        (OpenMoment.SATURDAY, at(SUNDAY, 9), at(datetime.date(2026, 10, 31), 0), at(datetime.date(2026, 11, 1), 0)),
    ],
)
def test_period_begins_now_or_later_and_ends_at_midnight(moment, now, begin, end):
    assert moment.period(now) == (begin, end)


def test_words_name_the_saturday_that_is_asked_about():
    words = [moment.words(at(THURSDAY, 9)) for moment in OpenMoment]

    assert words == ["en ce moment", "ce soir après 18\u00a0h", "samedi 24 octobre"]


@pytest.fixture
def now(monkeypatch):
    """Thursday at 17 h 30, for the hours that are copied too."""
    moment = at(THURSDAY, 17, 30)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def open_names(moment: OpenMoment, now: datetime.datetime) -> list[str]:
    refresh_intervals(epms=EPM.objects.all())
    return list(EPM.objects.filter(open_during(moment, now)).order_by("name").values_list("name", flat=True))


def test_place_is_found_at_the_moments_of_its_hours_only(figeac, now):
    for name, hours in {
        "Jusqu’à 18 h": "Th 14:00-18:00",
        "Jusqu’à 20 h": "Th 14:00-20:00",
        "Le samedi": "Sa 09:00-12:00",
        "Fermé ce samedi": "Sa 09:00-12:00; 2026 Oct 24 off",
        "Le soir": "Th 18:30-20:00",
    }.items():
        EPMFactory(name=name, opening_hours=hours, commune__territory=figeac, checked_on=THURSDAY)

    assert open_names(OpenMoment.NOW, now) == ["Jusqu’à 18 h", "Jusqu’à 20 h"]
    assert open_names(OpenMoment.THIS_EVENING, now) == ["Jusqu’à 20 h", "Le soir"]
    assert open_names(OpenMoment.SATURDAY, now) == ["Le samedi"]


def test_hours_that_nobody_checked_for_180_days_do_not_count_as_open(figeac, now):
    for name, days in {"Vérifié": 180, "Oublié": 181}.items():
        checked_on = THURSDAY - datetime.timedelta(days=days)
        EPMFactory(name=name, opening_hours="Th 14:00-18:00", commune__territory=figeac, checked_on=checked_on)
    EPMFactory(name="Jamais", opening_hours="Th 14:00-18:00", commune__territory=figeac, checked_on=None)
    EPMFactory(name="Disparu", opening_hours="Th 14:00-18:00", commune__territory=figeac, is_open=False)

    assert open_names(OpenMoment.NOW, now) == ["Vérifié"]
