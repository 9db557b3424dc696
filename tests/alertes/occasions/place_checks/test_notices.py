"""People of reference told that the record of their place waits for a check."""

import datetime

import pytest
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.occasions.place_checks import ask_for_checks, tell_reports
from reseau.directory.place_hours.enums import WrongHours
from reseau.directory.place_hours.services import confirm_record, report_wrong_hours
from reseau.places.models.epm import EPM

pytestmark = pytest.mark.django_db


@pytest.fixture
def referent(animator):
    animator.positions.update(is_referent=True)
    return animator


def told() -> list[tuple]:
    return [(notice.member, notice.text) for notice in Notice.objects.order_by("pk")]


def checked(days: int | None) -> None:
    date = None if days is None else timezone.localdate() - datetime.timedelta(days=days)
    EPM.objects.update(checked_on=date)


def test_report_is_told_once_to_the_person_of_reference(epm, referent, colleague):
    report_wrong_hours(epm=epm, problem=WrongHours.CLOSED, note="Samedi à 10 h")

    assert (tell_reports(), tell_reports()) == ("1 signalements", None)

    assert told() == [(referent, "EPM de Gramat\u00a0: un visiteur signale des horaires faux.")]


def test_report_goes_to_the_territory_if_the_place_has_nobody(epm, territorial, stranger):
    report_wrong_hours(epm=epm, problem=WrongHours.OTHER)

    tell_reports()

    assert [member for member, _text in told()] == [territorial]


def test_report_settled_meanwhile_is_not_told(epm, referent):
    report_wrong_hours(epm=epm, problem=WrongHours.OPEN)
    confirm_record(epm=epm, by=referent)

    assert (tell_reports(), told()) == (None, [])


@pytest.mark.parametrize(("days", "count"), [(0, 0), (90, 0), (91, 1), (400, 1)])
def test_check_is_asked_after_90_days(epm, referent, days, count):
    checked(days)

    ask_for_checks()

    assert len(told()) == count


def test_check_is_asked_again_90_days_later_and_never_twice_in_between(epm, referent, monkeypatch):
    checked(95)
    ask_for_checks()
    ask_for_checks()
    assert told() == [
        (referent, "EPM de Gramat\u00a0: ses horaires n’ont pas été vérifiés depuis 95 jours. Sont-ils justes\u00a0?")
    ]

    later = timezone.now() + datetime.timedelta(days=90)
    monkeypatch.setattr(timezone, "now", lambda: later)
    ask_for_checks()

    assert len(told()) == 2


def test_hours_written_by_hand_ask_to_be_confirmed(epm, referent):
    EPM.objects.update(opening_hours="", former_hours="Mardi : 9 h – 12 h", checked_on=None)

    ask_for_checks()

    assert [text for _member, text in told()] == [
        "EPM de Gramat\u00a0: ses horaires n’ont jamais été confirmés. Sont-ils justes\u00a0?"
    ]


def test_place_closed_for_good_is_left_alone(epm, referent):
    checked(400)
    EPM.objects.update(is_open=False)

    assert (ask_for_checks(), told()) == (None, [])
