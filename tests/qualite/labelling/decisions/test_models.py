"""What the database refuses of a decision and of a label, whatever the code: on SQLite and on PostgreSQL."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.enums import FilePart, LabelOutcome
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.assessment import Involvement
from reseau.documents.proofs.numbers import new_number

pytestmark = pytest.mark.django_db


def insert_decision(assessment, involvement, *, part=FilePart.DECIDER, outcome=LabelOutcome.GRANTED) -> FileDecision:
    with transaction.atomic():
        row = FileDecision(assessment=assessment, involvement=involvement, part=part, outcome=outcome, reason="Vu.")
        FileDecision.objects.bulk_create([row])
        connection.check_constraints()
    return row


def decider_of(assessment, member) -> Involvement:
    return Involvement.objects.create(assessment=assessment, member=member, part=FilePart.DECIDER)


def test_decision_by_somebody_else_is_accepted(visited, coordinator):
    decision = insert_decision(visited, decider_of(visited, coordinator))

    assert FileDecision.objects.get().decider == decision.decider == coordinator


@pytest.mark.parametrize("part", [FilePart.DECIDER, FilePart.TEAM])
def test_decision_by_the_team_is_refused(visited, animator, part):
    with pytest.raises(IntegrityError):
        insert_decision(visited, visited.involvements.get(member=animator), part=part)


def test_decision_by_the_visitor_is_refused(visited, stranger):
    with pytest.raises(IntegrityError):
        insert_decision(visited, visited.involvements.get(member=stranger))


@pytest.mark.parametrize("name", ["animator", "stranger"])
def test_team_and_visitor_have_no_second_part(visited, name, request):
    with pytest.raises(IntegrityError), transaction.atomic():
        decider_of(visited, request.getfixturevalue(name))


def insert_label(decision, *, outcome=LabelOutcome.GRANTED, days=365) -> None:
    today = timezone.localdate()
    with transaction.atomic():
        QualityLabel.objects.bulk_create(
            [
                QualityLabel(
                    decision=decision,
                    outcome=outcome,
                    epm=decision.assessment.epm,
                    charter=decision.assessment.charter,
                    number=new_number(),
                    starts_on=today,
                    ends_on=today + datetime.timedelta(days=days),
                )
            ]
        )
        connection.check_constraints()


def test_label_of_a_granting_decision_is_accepted(visited, coordinator):
    insert_label(insert_decision(visited, decider_of(visited, coordinator)))

    assert QualityLabel.objects.get().epm == visited.epm


@pytest.mark.parametrize("outcome", LabelOutcome)
def test_label_of_a_refusal_is_refused(visited, coordinator, outcome):
    decision = insert_decision(visited, decider_of(visited, coordinator), outcome=LabelOutcome.REFUSED)

    with pytest.raises(IntegrityError):
        insert_label(decision, outcome=outcome)


def test_label_that_ends_before_it_starts_is_refused(visited, coordinator):
    with pytest.raises(IntegrityError):
        insert_label(insert_decision(visited, decider_of(visited, coordinator)), days=-1)
