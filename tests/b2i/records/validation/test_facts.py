"""Tests of the two facts that a proposal and a validation need, and of what the former rule left."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.records.services import retract_evidence
from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.services import validation as services
from tests.factories.b2i import EvidenceFactory, GroupSessionFactory
from tests.factories.validation import ProposalFactory

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def test_tick_of_a_grid_is_no_fact(propose, record, skill, evidence):
    tick = EvidenceFactory(record=record, skill=skill, group_session=GroupSessionFactory(), observed_on=today(-3))
    with pytest.raises(ValidationError, match="travaillée, pas ce que la personne sait faire"):
        propose(facts=[tick, evidence])
    assert Proposal.objects.count() == 0


def test_two_facts_of_one_day_are_refused(propose, record, skill, evidence):
    with pytest.raises(ValidationError, match="deux faits, vus à deux dates"):
        propose(facts=[EvidenceFactory(record=record, skill=skill), evidence])


@pytest.mark.parametrize("count", [0, 1, 3])
def test_other_number_of_facts_is_refused(propose, record, skill, evidence, count):
    facts = [evidence, *(EvidenceFactory(record=record, skill=skill, observed_on=today(-day)) for day in (2, 3))]
    with pytest.raises(ValidationError, match="deux faits, vus à deux dates"):
        propose(facts=facts[:count])


def test_fact_of_after_the_proposal_is_refused(propose):
    with pytest.raises(ValidationError, match="ne peut pas venir après la proposition"):
        propose(at=timezone.now() - timedelta(days=1))


def test_proposal_of_the_former_rule_needs_two_facts_to_be_validated(record, skill, centre, animator, evaluator):
    worked_on = EvidenceFactory(record=record, skill=skill, kind="worked_on", observed_on=today(-9))
    former = {"record": record, "skill": skill, "centre": centre, "proposed_by": animator, "former": True}
    proposal = ProposalFactory(evidence=worked_on, **former)
    EvidenceFactory(record=record, skill=skill, observed_on=today(-2))
    with pytest.raises(ValidationError, match="selon l’ancienne règle"):
        services.validate(proposal=proposal, decided_by=evaluator)
    fact = EvidenceFactory(record=record, skill=skill)

    validation = services.validate(proposal=proposal, decided_by=evaluator)

    assert (validation.under_former_rule, validation.earlier_fact_on, validation.fact_on) == (False, today(-2), today())
    with pytest.raises(ValidationError, match="ne se retirent plus"):
        retract_evidence(evidence=fact, by=animator)


def test_proposal_of_the_former_rule_can_be_returned_without_facts(record, skill, centre, evaluator):
    proposal = ProposalFactory(record=record, skill=skill, centre=centre, former=True)
    returned = services.return_proposal(proposal=proposal, decided_by=evaluator, reason="Notez deux faits")
    assert (returned.under_former_rule, returned.fact_on) == (False, None)
