"""Tests of the constraints on validations and of the visibility of proposals."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.append_only import HistoryError
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.people.members.models.position import Position
from tests.factories.b2i import EvidenceFactory, FrameworkFactory
from tests.factories.reseau import PositionFactory
from tests.factories.validation import AccreditationFactory, ProposalFactory, SecondSignatureFactory, ValidationFactory

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def refusal_message(factory, **values) -> str:
    """Return the message of the constraint that refuses this row, inserted directly."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        factory(**values)
    named = [each for each in factory._meta.model._meta.constraints if each.name in str(refusal.value)]
    return named[0].violation_error_message if named else str(refusal.value)


@pytest.mark.parametrize("name", ["accredited", "centre_accredited"])
@pytest.mark.parametrize(("days", "day"), [("from", 1), ("until", -1)])
def test_database_refuses_validation_on_day_without_accreditation(proposal, name, days, day):
    message = refusal_message(ValidationFactory, proposal=proposal, **{f"{name}_{days}": today(day)})
    assert message.endswith("ne couvre pas ce jour.")
    assert Validation.objects.count() == 0


@pytest.mark.parametrize("name", ["accredited", "centre_accredited"])
def test_database_accepts_validation_on_the_only_day_of_an_accreditation(proposal, name):
    days = {f"{name}_from": today(), f"{name}_until": today()}
    assert ValidationFactory(proposal=proposal, **days).pk


@pytest.mark.parametrize("name", ["accreditation", "centre_accreditation"])
def test_database_refuses_validation_without_accreditation(proposal, name):
    values = {name: None, "accredited_from": today(), "centre_accredited_from": today()}
    values |= {"accredited_until": None, "centre_accredited_until": None}
    assert "not null" in refusal_message(ValidationFactory, proposal=proposal, **values).lower().replace("-", " ")


TWO_FACTS = "s’appuie sur deux faits, vus à deux dates."


@pytest.mark.parametrize(
    ("field", "age"), [("fact_on", None), ("earlier_fact_on", None), ("earlier_fact_on", 0), ("earlier_fact_on", 1)]
)
@pytest.mark.parametrize("factory", [ProposalFactory, ValidationFactory])
def test_database_refuses_proposal_and_validation_without_facts_on_two_days(factory, field, age):
    message = refusal_message(factory, **{field: None if age is None else today(age)})
    assert message == f"Une {'proposition' if factory is ProposalFactory else 'validation'} {TWO_FACTS}"
    assert not factory._meta.model.objects.exists()


def test_database_refuses_one_fact_given_twice_or_alone(record):
    fact = EvidenceFactory(record=record)
    for earlier_fact in (fact, None):
        fields = {"record": record, "evidence": fact, "earlier_evidence": earlier_fact, "earlier_fact_on": today(-1)}
        assert refusal_message(ProposalFactory, **fields) == f"Une proposition {TWO_FACTS}"


def test_database_takes_a_return_without_facts_and_what_the_former_rule_gave(record, proposal):
    assert ValidationFactory(proposal=proposal, returned=True, fact_on=None, earlier_fact_on=None).pk
    former_proposal = ProposalFactory(record=record, former=True)
    assert ValidationFactory(proposal=former_proposal, under_former_rule=True).pk


def test_database_refuses_validation_by_proposer(proposal):
    message = refusal_message(ValidationFactory, proposal=proposal, decided_by=proposal.proposed_by)
    assert message == "Il faut une autre personne que celle qui propose."


def test_database_refuses_validation_before_proposal(proposal):
    message = refusal_message(ValidationFactory, proposal=proposal, decided_on=today(-1))
    assert message == "La décision ne peut pas précéder la proposition."


def test_database_refuses_proposal_without_evidence(record, skill, epm, animator):
    values = {"record": record, "skill": skill, "centre": epm, "proposed_by": animator, "evidence": None}
    values["former"] = True
    assert "evidence" in refusal_message(ProposalFactory, **values)


def test_database_refuses_return_without_reason(proposal):
    message = refusal_message(ValidationFactory, proposal=proposal, outcome="returned")
    assert message == "Dites pourquoi la compétence est à reprendre."


def test_database_refuses_second_decision_on_proposal(proposal):
    first = ValidationFactory(proposal=proposal, returned=True)
    refusal_message(
        ValidationFactory,
        proposal=proposal,
        accreditation=first.accreditation,
        centre_accreditation=first.centre_accreditation,
    )
    assert Validation.objects.get() == first


def test_database_refuses_second_validation_of_skill(proposal, record, skill):
    ValidationFactory(proposal=proposal)
    other = ProposalFactory(record=record, skill=skill, evidence=proposal.evidence)
    refusal_message(ValidationFactory, proposal=other)
    assert Validation.objects.count() == 1


def test_database_refuses_second_signature_of_evaluator_or_proposer(proposal):
    validation = ValidationFactory(proposal=proposal)
    for member in (validation.decided_by, validation.proposed_by):
        message = refusal_message(SecondSignatureFactory, validation=validation, signed_by=member)
        assert message == "La seconde signature est celle d’une troisième personne."


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"signed_on": today(-1)}, "La seconde signature ne peut pas précéder la première."),
        ({"accredited_until": today(-1)}, "L’habilitation ne couvre pas ce jour."),
    ],
)
def test_database_refuses_second_signature_on_wrong_day(proposal, changed, message):
    assert (
        refusal_message(SecondSignatureFactory, validation=ValidationFactory(proposal=proposal), **changed) == message
    )


def test_database_refuses_accreditation_of_two_holders_or_without_act(animator, epm):
    assert refusal_message(AccreditationFactory, epm=epm, member=animator) == (
        "Un agrément est celui d’un centre, une habilitation celle d’une personne."
    )
    assert refusal_message(AccreditationFactory, act="").startswith("Dites par quel acte")


@pytest.mark.parametrize("name", ["proposal", "validation", "second_signature"])
def test_decisions_cannot_be_rewritten(proposal, name):
    signature = SecondSignatureFactory(validation=ValidationFactory(proposal=proposal))
    entry = {"second_signature": signature, "validation": signature.validation, "proposal": proposal}[name]
    for rewrite in (
        entry.save,
        entry.delete,
        type(entry).objects.all().delete,
        lambda: type(entry).objects.update(pk=1),
    ):
        with pytest.raises(HistoryError):
            rewrite()


def test_erasing_learner_erases_decisions(proposal):
    SecondSignatureFactory(validation=ValidationFactory(proposal=proposal))
    proposal.record.learner.member.delete()
    assert (Proposal.objects.count(), Validation.objects.count()) == (0, 0)


def test_proposal_is_visible_to_followers_and_evaluators(proposal, animator, evaluator):
    assert list(Proposal.objects.visible_to(animator)) == [proposal]
    assert list(Proposal.objects.visible_to(evaluator)) == [proposal]


def test_proposal_is_not_visible_to_others(proposal, record, stranger, territorial, coordinator, b2i_adultes):
    """Others: an accredited person of another EPM, members who only see numbers, the learner, a visitor."""
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    for user in (stranger, territorial, coordinator, record.learner.member, AnonymousUser()):
        assert list(Proposal.objects.visible_to(user)) == []
        assert list(Proposal.objects.decidable_by(user)) == []


@pytest.fixture
def proposal_to_luzech(record, skill, other_epm, stranger, animator, b2i_adultes):
    """A proposal from Gramat to the centre of Luzech, where the stranger is accredited."""
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    return ProposalFactory(record=record, skill=skill, centre=other_epm, proposed_by=animator)


def test_evaluator_of_other_epm_sees_proposal_but_not_learner(proposal_to_luzech, stranger):
    assert list(Proposal.objects.visible_to(stranger)) == [proposal_to_luzech]
    assert list(Proposal.objects.decidable_by(stranger)) == [proposal_to_luzech]
    assert list(Learner.objects.visible_to(stranger)) == []


def test_evaluator_of_other_epm_sees_proposals_to_their_centre_only(proposal_to_luzech, stranger, record, epm):
    ProposalFactory(record=record, centre=epm)
    assert list(Proposal.objects.visible_to(stranger)) == [proposal_to_luzech]


@pytest.mark.parametrize("whose", [{"member__isnull": False}, {"epm__isnull": False}])
def test_ended_accreditation_hides_proposals(proposal_to_luzech, stranger, whose):
    Accreditation.objects.filter(**whose).update(ends_on=today(-1))
    assert list(Proposal.objects.visible_to(stranger)) == []


def test_evaluator_who_left_centre_sees_nothing(proposal_to_luzech, stranger):
    Position.objects.filter(member=stranger).update(end=today(-1))
    assert list(Proposal.objects.visible_to(stranger)) == []


def test_accreditation_for_other_framework_gives_no_proposal(proposal, centre):
    member = PositionFactory(epm=centre).member
    AccreditationFactory(of_person=True, member=member, framework=FrameworkFactory())
    assert list(Proposal.objects.decidable_by(member)) == []


def test_own_proposals_and_own_record_are_not_decidable(proposal, animator, epm, b2i_adultes):
    learner = proposal.record.learner.member
    PositionFactory(member=learner, epm=epm)
    for member in (animator, learner):
        AccreditationFactory(of_person=True, member=member, framework=b2i_adultes)
        assert list(Proposal.objects.decidable_by(member)) == []


def test_decided_proposal_no_longer_waits(proposal, evaluator):
    ValidationFactory(proposal=proposal)
    assert list(Proposal.objects.decidable_by(evaluator)) == []
    assert list(Proposal.objects.awaiting()) == []


def test_entries_are_displayed_with_their_skill(proposal):
    validation = ValidationFactory(proposal=proposal)
    signature = SecondSignatureFactory(validation=validation)
    assert [str(proposal), str(validation)] == ["D1.2, Jeanne Delpech", "D1.2\u00a0: Validée"]
    assert str(signature) == f"D1.2\u00a0: Validée, {signature.signed_by}"
