"""Workshops open to all: visibility, coming ones, constraints."""

from datetime import time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.announcements import cancel_workshop
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


def listed_workshops(user=None) -> list[OpenWorkshop]:
    return list(OpenWorkshop.objects.visible_to(user or AnonymousUser()).to_come())


def test_nearest_day_comes_first():
    later, sooner = OpenWorkshopFactory(), OpenWorkshopFactory(date=timezone.localdate())
    morning = OpenWorkshopFactory(date=later.date, start=time(9))
    assert listed_workshops() == [sooner, morning, later]


def test_past_and_cancelled_workshops_are_not_listed():
    past, cancelled = OpenWorkshopFactory(), OpenWorkshopFactory()
    OpenWorkshop.objects.filter(pk=past.pk).update(date=timezone.localdate() - timedelta(days=1))
    cancel_workshop(workshop=cancelled)
    assert listed_workshops() == []


def test_workshop_cancelled_twice_keeps_its_first_day():
    workshop = OpenWorkshopFactory()
    yesterday = timezone.now() - timedelta(days=1)
    OpenWorkshop.objects.update(cancelled_at=yesterday)

    cancel_workshop(workshop=workshop)

    assert OpenWorkshop.objects.get().cancelled_at == yesterday


def test_workshops_of_non_public_sheets_are_hidden(animator, member_sheet):
    OpenWorkshopFactory(sheet=member_sheet)
    workshop = OpenWorkshopFactory()
    workshop.sheet.unpublish()
    assert listed_workshops() == listed_workshops(animator) == []


def test_workshops_of_a_closed_place_are_hidden(epm):
    OpenWorkshopFactory(epm=epm)
    epm.is_open = False
    epm.save()
    assert listed_workshops() == []


def test_past_day_is_refused():
    with pytest.raises(ValidationError, match="Ce jour est passé"):
        OpenWorkshopFactory(date=timezone.localdate() - timedelta(days=1))


def test_distant_year_is_refused():
    with pytest.raises(ValidationError, match="plus d’un an"):
        OpenWorkshopFactory(date=timezone.localdate() + timedelta(days=367))


def test_workshop_is_announced_for_a_year_from_now_at_the_latest():
    day = timezone.localdate() + timedelta(days=366)
    assert OpenWorkshopFactory(date=day).date == day


def test_same_workshop_is_announced_once_and_again_after_cancellation(epm, sheet):
    first = OpenWorkshopFactory(epm=epm, sheet=sheet)
    with pytest.raises(ValidationError, match="déjà annoncé"):
        OpenWorkshopFactory(epm=epm, sheet=sheet)
    cancel_workshop(workshop=first)
    second = OpenWorkshopFactory(epm=epm, sheet=sheet)
    assert listed_workshops() == [second]


def test_database_refuses_the_same_workshop_twice(epm, sheet):
    first = OpenWorkshopFactory(epm=epm, sheet=sheet)
    with pytest.raises(IntegrityError):
        OpenWorkshop.objects.create(
            sheet=sheet, epm=epm, date=first.date, start=first.start, minutes=90, places=8, announced_by=None
        )


@pytest.mark.parametrize(("start", "words"), [(time(14), "14\u00a0h"), (time(9, 30), "9\u00a0h\u00a030")])
def test_hour_is_shown(start, words):
    assert OpenWorkshop(start=start).hour == words


def test_distance_is_from_the_town_hall(epm):
    commune = CommuneFactory(town_hall_latitude=epm.latitude + 0.1, town_hall_longitude=epm.longitude)
    OpenWorkshopFactory(epm=epm)
    assert round(OpenWorkshop.objects.around(commune).get().kilometres) == 11


@pytest.mark.parametrize(
    ("name", "words"), [("EPM de Gramat", "EPM de Gramat"), ("La Fabrique", "La Fabrique, Gramat")]
)
def test_place_names_its_commune_once(epm, name, words):
    epm.name = name
    assert OpenWorkshop(epm=epm).place == words
