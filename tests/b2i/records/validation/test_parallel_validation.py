"""Tests of real parallel calls (`in_parallel`): one decision, one proposal, no signature after the end."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Validation
from b2i.records.validation.services.accreditations import accredit, withdraw_accreditation
from b2i.records.validation.services.validation import propose, return_proposal, validate, withdraw_proposal
from tests.factories.b2i import EvidenceFactory, RecordFactory
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.validation import AccreditationFactory, ProposalFactory, earlier_fact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
PEOPLE = 6


@pytest.fixture
def record():
    return RecordFactory()


@pytest.fixture
def evaluators(record):
    """Six accredited members of the learner's EPM, which is an accredited centre."""
    AccreditationFactory(epm=record.learner.epm)
    members = [PositionFactory(epm=record.learner.epm).member for _ in range(PEOPLE)]
    for member in members:
        AccreditationFactory(of_person=True, member=member)
    return members


def outcome_of(service, **arguments) -> str:
    try:
        service(**arguments)
    except ValidationError as refusal:
        return refusal.code
    return "done"


def test_one_of_six_parallel_decisions_succeeds_on_postgresql(record, evaluators, in_parallel):
    proposal = ProposalFactory(record=record)

    def decide(rank: int) -> str:
        arguments = {"proposal": proposal, "decided_by": evaluators[rank]}
        return (
            outcome_of(validate, **arguments)
            if rank % 2
            else outcome_of(return_proposal, reason="À refaire", **arguments)
        )

    assert sorted(in_parallel(decide, list(range(PEOPLE)))) == ["decided"] * (PEOPLE - 1) + ["done"]
    assert in_parallel(lambda _: Validation.objects.count(), [None]) == [1]


def test_parallel_decision_and_withdrawal_give_one_result_on_postgresql(record, evaluators, in_parallel):
    proposal = ProposalFactory(record=record)

    def act(rank: int) -> str:
        if rank:
            return outcome_of(validate, proposal=proposal, decided_by=evaluators[0])
        return outcome_of(withdraw_proposal, proposal=proposal, withdrawn_by=evaluators[1])

    assert in_parallel(act, [0, 1]) in (["done", "withdrawn"], ["decided", "done"])


def test_one_of_six_parallel_proposals_succeeds_on_postgresql(record, evaluators, in_parallel):
    evidence = EvidenceFactory(record=record)
    facts = [earlier_fact(evidence), evidence]

    def propose_skill(member) -> str:
        arguments = {"record": record, "skill": evidence.skill, "facts": facts, "centre": record.learner.epm}
        return outcome_of(propose, proposed_by=member, **arguments)

    assert sorted(in_parallel(propose_skill, evaluators)) == ["awaiting"] * (PEOPLE - 1) + ["done"]
    assert in_parallel(lambda _: Proposal.objects.count(), [None]) == [1]


def test_accreditation_ended_in_parallel_leaves_no_later_signature_on_postgresql(record, evaluators, in_parallel):
    proposal = ProposalFactory(record=record)
    accreditation, coordinator = Accreditation.objects.get(member=evaluators[0]), MemberFactory()
    yesterday = timezone.localdate() - timedelta(days=1)

    def sign_or_withdraw(rank: int) -> str:
        if rank:
            return outcome_of(validate, proposal=proposal, decided_by=evaluators[0])
        arguments = {
            "accreditation": accreditation,
            "last_day": yesterday,
            "withdrawn_by": coordinator,
            "reason": "Départ",
        }
        return outcome_of(withdraw_accreditation, **arguments)

    assert in_parallel(sign_or_withdraw, [0, 1]) in (["done", "person_accreditation"], ["signed", "done"])


def test_accreditation_noted_by_six_coordinators_at_once_is_noted_once_on_postgresql(record, in_parallel):
    coordinators = MemberFactory.create_batch(PEOPLE)

    def note(coordinator) -> str:
        facts = {"act": "Décision n° 7", "starts_on": timezone.localdate(), "epm": record.learner.epm}
        return outcome_of(accredit, framework=record.framework, noted_by=coordinator, **facts)

    assert sorted(in_parallel(note, coordinators)) == ["done"] + ["same_accreditation"] * (PEOPLE - 1)
    assert in_parallel(lambda _: Accreditation.objects.count(), [None]) == [1]
