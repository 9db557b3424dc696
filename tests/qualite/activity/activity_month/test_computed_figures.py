"""Figures that the site computes for a month of one place: its own alone, and that month alone."""

import datetime

import pytest
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from qualite.activity.activity_month.computed_figures import computed_figures
from qualite.activity.activity_month.measures import HALF_DAYS, PARTICIPATIONS, RECORDS, SKILLS, VISITS, WORKSHOPS
from qualite.activity.activity_month.models import next_month
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.formation import EnrolmentFactory, HalfDayFactory
from tests.factories.validation import ValidationFactory

pytestmark = pytest.mark.django_db
OF_OTHER_APPS = {WORKSHOPS: 0, PARTICIPATIONS: 0, HALF_DAYS: 0, RECORDS: 0, SKILLS: 0}


def test_place_that_counted_nothing_has_unknown_visits_and_no_workshop(epm, month):
    figures = computed_figures(epm, month)

    assert figures[VISITS] is None
    assert {code: figures[code] for code in OF_OTHER_APPS} == OF_OTHER_APPS
    assert {figures[code] for code in figures if code.startswith("theme-")} == {None}


def test_visits_and_themes_of_the_month_are_summed(epm, other_epm, month, tally):
    tally(epm, 4)
    tally(epm, 3, day=next_month(month) - datetime.timedelta(days=1))
    tally(epm, 2, "sante")
    tally(epm, 50, day=next_month(month))
    tally(other_epm, 90)

    figures = computed_figures(epm, month)

    assert (figures[VISITS], figures["theme-sante"], figures["theme-e-mail"]) == (7, 2, None)


def test_count_of_zero_is_known(epm, month, tally):
    tally(epm, 0)

    assert computed_figures(epm, month)[VISITS] == 0


def test_workshops_and_people_of_the_month_are_counted(epm, other_epm, month):
    last = next_month(month) - datetime.timedelta(days=1)
    DeliveryFactory(epm=epm, date=month, headcount=6)
    DeliveryFactory(epm=epm, date=last, headcount=2)
    DeliveryFactory(epm=epm, date=month - datetime.timedelta(days=1), headcount=30)
    DeliveryFactory(epm=other_epm, date=month, headcount=40)

    figures = computed_figures(epm, month)

    assert (figures[WORKSHOPS], figures[PARTICIPATIONS]) == (2, 8)


def test_half_day_counts_once_closed_with_somebody_present(epm, month):
    held, empty, open_ = (
        HalfDayFactory(session__epm=epm, date=month, part=part) for part in ("morning", "afternoon", "evening")
    )
    for half_day in (held, open_):
        enrolment = EnrolmentFactory(session=half_day.session)
        Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True)
    type(held).objects.filter(pk__in=[held.pk, empty.pk]).update(closed_at=timezone.now())

    assert computed_figures(epm, month)[HALF_DAYS] == 1


def test_records_opened_at_the_place_are_counted(epm, other_epm, month):
    when = timezone.make_aware(datetime.datetime.combine(month, datetime.time(0, 30)))
    LearnerFactory(epm=epm, created=when)
    LearnerFactory(epm=epm, created=when - datetime.timedelta(hours=1))
    LearnerFactory(epm=other_epm, created=when)

    assert computed_figures(epm, month)[RECORDS] == 1


def test_skills_validated_for_records_of_the_place_are_counted(month):
    validation = ValidationFactory()
    ValidationFactory()
    epm, this_month = validation.record.learner.epm, timezone.localdate().replace(day=1)

    assert (computed_figures(epm, this_month)[SKILLS], computed_figures(epm, month)[SKILLS]) == (1, 0)


def test_figures_cost_two_queries(epm, month, tally, django_assert_num_queries):
    tally(epm, 4)
    tally(epm, 2, "sante")

    with django_assert_num_queries(2):
        computed_figures(epm, month)
