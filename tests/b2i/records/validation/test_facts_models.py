"""Tests that the database itself refuses a proposal on lines that are no facts of its skill; on both databases.

The check is at the end of the transaction: these rows are inserted directly, past the services.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from b2i.records.models import Evidence
from b2i.records.validation.models.validation import Proposal, Validation
from tests.factories.b2i import EvidenceFactory, skill_of
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def facts(record, skill) -> tuple[Evidence, Evidence]:
    """Two facts of the skill, the later first."""
    fact = EvidenceFactory(record=record, skill=skill)
    return fact, EvidenceFactory(record=record, skill=skill, observed_on=fact.observed_on - DAY)


def proposed(facts, **changed) -> dict:
    """Return the fields of a proposal on these lines, as a service would fill them."""
    fact, earlier_fact = facts
    fields = {"record": fact.record, "skill": fact.skill, "evidence": fact, "earlier_evidence": earlier_fact}
    return fields | {"fact_on": fact.observed_on, "earlier_fact_on": earlier_fact.observed_on} | changed


def refuses(factory, **fields) -> bool:
    """Whether a key of the database refuses the row."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        factory(**fields)
    return "foreign key" in str(refusal.value).lower()


@pytest.mark.parametrize("which", ["evidence", "earlier_evidence"])
@pytest.mark.parametrize("fault", ["other skill", "other record", "worked on", "other day"])
def test_database_refuses_proposal_on_a_line_that_is_no_fact_of_its_skill(facts, other_record, which, fault):
    proposal = proposed(facts)
    line = proposal[which]
    same = {"record": line.record, "skill": line.skill, "observed_on": line.observed_on}
    day = "fact_on" if which == "evidence" else "earlier_fact_on"
    match fault:
        case "other skill":
            proposal[which] = EvidenceFactory(**same | {"skill": skill_of(line.record, "D1.3")})
        case "other record":
            proposal[which] = EvidenceFactory(**same | {"record": other_record})
        case "worked on":
            proposal[which] = EvidenceFactory(kind="worked_on", **same)
        case "other day":
            proposal[day] += DAY if which == "evidence" else -DAY
    assert refuses(ProposalFactory, **proposal)
    assert not Proposal.objects.exists()


def test_database_takes_two_facts_of_the_skill_and_refuses_that_they_leave(facts, other_record):
    ProposalFactory(**proposed(facts))
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence._base_manager.filter(pk=facts[0].pk).update(record=other_record)
    with transaction.atomic():
        for model in (Evidence, Proposal):
            model._base_manager.update(record=other_record)
    assert Proposal.objects.get().evidence.record == other_record


@pytest.mark.parametrize("field", ["record", "skill"])
def test_database_refuses_decision_on_another_skill_than_the_one_proposed(facts, other_record, field):
    proposal = ProposalFactory(**proposed(facts))
    other = {"record": other_record, "skill": skill_of(other_record, "D1.3")}[field]
    assert refuses(ValidationFactory, proposal=proposal, **{field: other})
    assert not Validation.objects.exists()


def test_row_refused_by_the_database_is_refused_in_words(facts):
    other_fact = EvidenceFactory(record=facts[0].record, skill=skill_of(facts[0].record, "D1.3"))
    row = ProposalFactory.build(**proposed(facts), centre=facts[0].epm, proposed_by=facts[0].observed_by)
    row.validate_constraints()
    row.evidence = other_fact
    with pytest.raises(ValidationError, match="des faits de cette compétence, dans ce livret"):
        row.validate_constraints()


def test_line_that_is_no_fact_has_no_day_of_fact(record, skill):
    lines = [EvidenceFactory(record=record, skill=skill, kind=kind) for kind in ("observed", "worked_on")]
    assert [line.fact_on for line in lines] == [lines[0].observed_on, None]
