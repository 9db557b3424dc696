"""Decisions: label for a period, plan first, refusal; nobody decides of their own place."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from qualite.labelling.decisions.conditions import months_later
from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import AnswerLevel, FileStage, LabelOutcome
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.services import open_assessment
from reseau.people.members.models.member import Member
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ((2026, 3, 3), 36, (2029, 3, 2)),
        ((2026, 11, 30), 3, (2027, 2, 27)),
        ((2026, 1, 1), 12, (2026, 12, 31)),
        ((2024, 2, 29), 12, (2025, 2, 27)),
    ],
)
def test_period_of_a_label_ends_the_day_before(day, months, last):
    assert months_later(datetime.date(*day), months) == datetime.date(*last)


def test_granted_label_has_the_period_of_its_charter(visited, coordinator, animator):
    decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=coordinator)

    label, today = QualityLabel.objects.get(), timezone.localdate()
    visited.refresh_from_db()
    assert (label.epm, label.starts_on, label.ends_on) == (visited.epm, today, months_later(today, 36))
    assert visited.stage == FileStage.DECIDED
    assert Notice.objects.filter(member=animator, text__contains="le label est accordé").count() == 1


@pytest.mark.parametrize("outcome", [LabelOutcome.PLAN_FIRST, LabelOutcome.REFUSED])
def test_label_that_is_not_granted_has_a_reason(visited, coordinator, outcome):
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        decide(assessment=visited, outcome=outcome, by=coordinator)

    decide(assessment=visited, outcome=outcome, by=coordinator, reason="Il manque un accueil le samedi.")

    assert not QualityLabel.objects.exists()


def test_new_file_follows_a_plan(visited, coordinator, animator):
    decide(assessment=visited, outcome=LabelOutcome.PLAN_FIRST, by=coordinator, reason="D’abord le samedi.")

    assert open_assessment(epm=visited.epm, charter=visited.charter, by=animator).is_draft


def test_label_is_refused_while_what_it_needs_is_missing(visited, coordinator):
    visited.answers.filter(criterion__is_required=True).update(level=AnswerLevel.NOT_YET)

    with pytest.raises(ValidationError, match="Le label demande"):
        decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=coordinator)


def test_file_that_was_not_visited_is_not_decided(visit, coordinator):
    with pytest.raises(ValidationError, match="n’attend pas de décision"):
        decide(assessment=visit.assessment, outcome=LabelOutcome.GRANTED, by=coordinator)


def test_file_is_decided_once(visited, coordinator):
    decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=coordinator)

    with pytest.raises(ValidationError, match="n’attend pas de décision"):
        decide(assessment=visited, outcome=LabelOutcome.REFUSED, by=coordinator, reason="Non.")


def test_coordinator_who_works_in_the_place_does_not_decide(visited, epm):
    member = MemberFactory(coordinator=True)
    PositionFactory(member=member, epm=epm)

    with pytest.raises(ValidationError, match="est de l’équipe de ce lieu"):
        decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=member)


def test_coordinator_who_visited_does_not_decide(visited, stranger):
    PositionFactory(coordinator=True, member=stranger)
    visitor = Member.objects.get(pk=stranger.pk)

    with pytest.raises(ValidationError, match="a visité ce lieu"):
        decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=visitor)


def test_territorial_animator_does_not_decide(visited, territorial):
    with pytest.raises(ValidationError, match="La coordination décide"):
        decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=territorial)


@pytest.mark.parametrize(
    ("begins", "lasts", "refusal"),
    [
        (-1, 365, "ne commence pas avant l’envoi"),
        (400, 365, "dans l’année qui vient"),
        (0, 3_700, "dix ans au plus"),
    ],
)
def test_label_out_of_bounds_is_refused(visited, coordinator, begins, lasts, refusal):
    first = timezone.localdate() + datetime.timedelta(days=begins)

    with pytest.raises(ValidationError, match=refusal):
        decide(
            assessment=visited,
            outcome=LabelOutcome.GRANTED,
            by=coordinator,
            starts_on=first,
            ends_on=first + datetime.timedelta(days=lasts),
        )

    assert not QualityLabel.objects.exists()
