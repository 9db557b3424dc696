"""A training planned where appointments by video hold the place or a trainer: the planner is told, and decides."""

import datetime

import pytest
from django.contrib.messages import get_messages
from pytest_django.asserts import assertContains

from formation.sessions.models.session import Session
from reseau.texts.wording import day_in_full
from tests.factories.formation import TrainingPageFactory
from tests.factories.reseau import EPMFactory
from tests.formation.year.session_changes.test_sessions_views import NEW, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client_of, coordinator, site_tree, day):
    """`plan(epm, trainers, part)`: what the planner reads once the session is open."""
    training = TrainingPageFactory()

    def opened(epm, trainers=(), part="morning", on=day) -> list[str]:
        data = {"training": training.pk, "place_kind": "epm", "epm": epm.pk, "capacity": 4, "anyway": "Seule date."}
        data |= {"trainers": [member.pk for member in trainers]} | rows({"date": on.isoformat(), "part": part})
        response = client_of(coordinator).post(NEW, data)
        assert response.status_code == 302, response.context["form"].errors
        return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]

    return opened


def test_training_at_the_place_of_appointments_or_by_whoever_welcomes_is_told_and_opened(
    plan, booked, animator, epm, day
):
    booked("09:00")
    booked("10:30")
    elsewhere = EPMFactory(seats=8)
    when = f"{day_in_full(day)}, 9\u00a0h\u00a0–\u00a012\u00a0h"

    assert plan(epm) == [f"2\u00a0rendez-vous visio à l’{epm} à ces heures\u00a0: {when}."]
    assert plan(elsewhere, [animator]) == [
        f"{animator} a 2\u00a0rendez-vous visio dans cette demi-journée\u00a0: {when}."
    ]
    assert Session.objects.count() == 2


def test_other_hours_days_and_cancelled_appointments_tell_nothing(plan, booked, animator, epm, day):
    booked("09:00", by=animator)

    assert plan(epm, [animator], "afternoon") == []
    assert plan(epm, [animator], on=day + datetime.timedelta(days=1)) == []


def test_page_that_confirms_a_change_tells_it_before_people_are_notified(
    client_of, coordinator, plan, booked, animator, epm, day
):
    booked("09:00")
    plan(EPMFactory(seats=8), [animator], on=day + datetime.timedelta(days=1))
    session = Session.objects.get()
    data = {
        "place_kind": "epm",
        "epm": session.epm_id,
        "capacity": 4,
        "trainers": [animator.pk],
        "anyway": "Seule date.",
    } | rows({"date": day.isoformat(), "part": "morning"})

    page = client_of(coordinator).post(f"{session.get_absolute_url()}modifier/", data)

    assertContains(page, "Déjà pris à ces heures")
    assertContains(page, f"{animator} a 1\u00a0rendez-vous visio")
