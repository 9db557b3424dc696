"""Milestones stand in the agenda of members until they are reached; the last day of a call, while it is open."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from projets.portfolio.pooling.enums import PoolingState
from projets.portfolio.pooling.services import move_pooling
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.services import mark_milestone, move_project, save_milestone
from reseau.calendar.agenda.dates import entries_between, load
from tests.factories.projets import PoolingFactory

pytestmark = pytest.mark.django_db
DAY, A_WEEK = datetime.date(2026, 4, 1), datetime.timedelta(days=7)


def milestones(user) -> list:
    return [entry for entry in entries_between(user, DAY, DAY) if entry.kind == "etape-de-projet"]


def test_members_see_what_is_to_be_done_and_visitors_do_not(project, stranger, coordinator):
    milestone = save_milestone(project=project, title="La salle est réservée", due_on=DAY)
    assert [len(milestones(reader)) for reader in (stranger, AnonymousUser())] == [1, 0]
    (entry,) = milestones(stranger)
    date = load([entry])[entry]
    assert (date.title, date.place, date.hour) == ("La salle est réservée", "Des ateliers à Gramat", "")

    mark_milestone(milestone=milestone, is_done=True)
    assert milestones(stranger) == []
    mark_milestone(milestone=milestone, is_done=False)
    move_project(project=project, state=ProjectState.SET_ASIDE, by=coordinator, words="Déjà fait.")
    assert milestones(stranger) == []


def test_last_day_of_a_call_stands_while_the_call_is_open(stranger, coordinator):
    pooling = PoolingFactory(by=coordinator, title="Des tablettes", closes_on=timezone.localdate() + A_WEEK)

    def calls(user) -> list:
        day = pooling.closes_on
        return [entry for entry in entries_between(user, day, day) if entry.kind == "appel-a-mutualiser"]

    assert [len(calls(reader)) for reader in (stranger, AnonymousUser())] == [1, 0]
    (entry,) = calls(stranger)
    date = load([entry])[entry]
    assert (date.title, date.day, date.url) == ("Des tablettes", pooling.closes_on, pooling.get_absolute_url())

    move_pooling(pooling=pooling, state=PoolingState.GIVEN_UP, by=coordinator, reason="Trop peu d’EPM.")
    assert calls(stranger) == []
