"""Visits: a peer of another territory, planned, moved, cancelled, observed, handed in."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from qualite.labelling.enums import FileStage, Sight, VisitState
from qualite.labelling.visits.services import cancel_visit, hand_in_visit, move_visit, plan_visit, save_observations
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.qualite.conftest import HOURS

pytestmark = pytest.mark.django_db
TOMORROW = datetime.timedelta(days=1)


def plan(assessment, visitor, by, day=None):
    return plan_visit(assessment=assessment, visitor=visitor, date=day or timezone.localdate(), by=by, **HOURS)


def test_visit_is_told_to_the_visitor_and_to_the_team(visit, stranger, animator):
    notices = Notice.objects.filter(key__contains=":visit:")

    assert {notice.member for notice in notices} == {stranger, animator}
    assert visit.assessment.stage == FileStage.VISIT_PLANNED


def test_member_of_the_place_does_not_visit_it(submitted, colleague, territorial):
    with pytest.raises(ValidationError, match="travaille dans ce lieu"):
        plan(submitted, colleague, territorial)


def test_member_of_the_territory_does_not_visit_it(submitted, figeac, territorial):
    neighbour = PositionFactory(epm=EPMFactory(commune__territory=figeac)).member

    with pytest.raises(ValidationError, match="travaille dans ce territoire"):
        plan(submitted, neighbour, territorial)


def test_member_who_works_here_and_elsewhere_does_not_visit(submitted, stranger, epm, territorial):
    PositionFactory(member=stranger, epm=epm)

    with pytest.raises(ValidationError, match="travaille dans ce lieu"):
        plan(submitted, stranger, territorial)


def test_member_who_worked_here_while_the_file_was_open_does_not_visit(submitted, stranger, epm, territorial):
    PositionFactory(member=stranger, epm=epm, start=datetime.date(2020, 1, 1), end=timezone.localdate())
    stranger.positions.filter(epm=epm).update(end=timezone.localdate() - TOMORROW)
    type(submitted).objects.filter(pk=submitted.pk).update(opened_on=timezone.localdate() - 2 * TOMORROW)

    with pytest.raises(ValidationError, match="est de l’équipe de ce lieu"):
        plan(submitted, stranger, territorial)


def test_coordinator_is_no_peer(submitted, coordinator, territorial):
    with pytest.raises(ValidationError, match="ne travaille dans aucun territoire"):
        plan(submitted, coordinator, territorial)


def test_outsider_does_not_visit(submitted, outsider, territorial):
    with pytest.raises(ValidationError, match="n’est plus dans le réseau"):
        plan(submitted, outsider, territorial)


def test_draft_waits_for_no_visit(draft, stranger, territorial):
    with pytest.raises(ValidationError, match="n’attend pas de visite"):
        plan(draft, stranger, territorial)


def test_visit_of_a_past_day_is_refused(submitted, stranger, territorial):
    with pytest.raises(ValidationError, match="Ce jour est passé"):
        plan(submitted, stranger, territorial, day=timezone.localdate() - TOMORROW)


def test_moved_visit_is_told_again(visit, stranger, territorial):
    move_visit(visit=visit, date=timezone.localdate() + TOMORROW, by=territorial, **HOURS)

    assert Notice.objects.filter(member=stranger, key__contains=":visit:").count() == 2


def test_visit_that_comes_back_to_a_former_day_is_told_again(visit, stranger, territorial):
    for day in (visit.date + TOMORROW, visit.date):
        move_visit(visit=visit, date=day, by=territorial, **HOURS)

    assert Notice.objects.filter(member=stranger, key__contains=":visit:").count() == 3


def test_cancelled_visit_leaves_the_file_waiting_for_another(visit, territorial, other_epm):
    cancel_visit(visit=visit, by=territorial)
    visit.assessment.refresh_from_db()

    again = plan(visit.assessment, PositionFactory(epm=other_epm).member, territorial)

    visit.refresh_from_db()
    assert (visit.state, again.state) == (VisitState.CANCELLED, VisitState.PLANNED)


def test_cancelled_visit_neither_moves_nor_is_handed_in(visit, territorial, stranger):
    cancel_visit(visit=visit, by=territorial)

    for change in (
        lambda: cancel_visit(visit=visit, by=territorial),
        lambda: move_visit(visit=visit, date=timezone.localdate() + TOMORROW, by=territorial, **HOURS),
        lambda: save_observations(visit=visit, observations={}, summary=""),
        lambda: hand_in_visit(visit=visit, by=stranger),
    ):
        with pytest.raises(ValidationError, match="faite ou annulée"):
            change()


def test_observations_are_saved_in_several_sittings(visit):
    first, second = visit.assessment.charter.criteria
    save_observations(visit=visit, observations={first.pk: (Sight.SEEN, ""), second.pk: ("", "")}, summary="")
    save_observations(visit=visit, observations={first.pk: (Sight.PARTLY, "À moitié.")}, summary="Un début")

    observation = visit.observations.get()
    assert (observation.criterion, observation.sight, observation.words) == (first, Sight.PARTLY, "À moitié.")


def test_visit_is_handed_in_with_everything(visit, stranger):
    criteria = visit.assessment.charter.criteria
    with pytest.raises(ValidationError, match="dites ce que vous avez vu"):
        hand_in_visit(visit=visit, by=stranger)
    seen = {criterion.pk: (Sight.SEEN, "") for criterion in criteria}
    save_observations(visit=visit, observations=seen, summary="")
    with pytest.raises(ValidationError, match="ce que vous retenez"):
        hand_in_visit(visit=visit, by=stranger)


def test_visit_to_come_is_not_handed_in(visit, stranger, territorial):
    visit = move_visit(visit=visit, date=timezone.localdate() + TOMORROW, by=territorial, **HOURS)

    with pytest.raises(ValidationError, match="pas encore eu lieu"):
        hand_in_visit(visit=visit, by=stranger)


def test_handed_in_visit_waits_for_the_decision(visited, coordinator):
    assert visited.stage == FileStage.VISITED
    assert visited.visits.get().state == VisitState.HELD
