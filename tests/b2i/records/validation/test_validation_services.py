"""Tests of proposals, decisions and second signatures."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from b2i.records.validation.evaluators import centres_with_evaluators, evaluators_of
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation, Withdrawal
from b2i.records.validation.services import validation as services
from reseau.people.members.models.position import Position
from tests.clock import freeze_time
from tests.factories.b2i import (
    ConsentFactory,
    EvidenceFactory,
    FollowingFactory,
    RetractedEvidenceFactory,
    SkillFactory,
    skill_of,
)
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.validation import AccreditationFactory, ProposalFactory, earlier_fact
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def propose_skill(propose, record, animator):
    """`propose_skill("D1.1")` proposes a skill of the record with its own evidence."""

    def call(code: str) -> Proposal:
        skill = skill_of(record, code)
        return propose(skill=skill, evidence=EvidenceFactory(record=record, skill=skill, observed_by=animator))

    return call


def test_proposal_stores_its_details(propose, record, skill, evidence, centre, animator):
    proposal = propose(note="  Vu deux \n fois ")
    assert Proposal.objects.awaiting().get() == proposal
    assert (proposal.record, proposal.skill, proposal.evidence) == (record, skill, evidence)
    assert (proposal.centre, proposal.proposed_by, proposal.note) == (centre, animator, "Vu deux fois")


def test_evidence_of_other_skill_is_refused(propose, record, skill):
    with pytest.raises(ValidationError, match="une preuve de cette compétence"):
        propose(evidence=EvidenceFactory(record=record, skill=skill_of(record, "D3.1")))


def test_retracted_evidence_is_refused_beside_a_standing_line(propose, record, skill, evidence):
    with pytest.raises(ValidationError, match="retirée"):
        propose(evidence=RetractedEvidenceFactory(record=record, skill=skill))

    assert Proposal.objects.count() == 0
    assert propose().evidence == evidence


def test_evidence_of_other_record_is_refused(propose, other_record, skill):
    with pytest.raises(ValidationError, match="dans ce livret"):
        propose(evidence=EvidenceFactory(record=other_record, skill=skill))


def test_skill_of_other_framework_is_refused(propose):
    with pytest.raises(ValidationError, match="référentiel du livret"):
        propose(skill=SkillFactory())


def test_awaiting_skill_cannot_be_proposed_again(propose, animator):
    propose()
    with pytest.raises(ValidationError, match="elle attend une décision"):
        propose()
    assert Proposal.objects.count() == 1


def test_validated_skill_cannot_be_proposed_again(propose, evaluator):
    services.validate(proposal=propose(), decided_by=evaluator)
    with pytest.raises(ValidationError, match="déjà validée"):
        propose()


def test_returned_skill_can_be_proposed_again(propose, evaluator):
    services.return_proposal(proposal=propose(), decided_by=evaluator, reason="À refaire sans aide")
    services.validate(proposal=propose(), decided_by=evaluator)
    assert list(Validation.objects.values_list("outcome", flat=True)) == ["returned", "validated"]


def test_epm_without_accreditation_is_refused(propose, other_epm):
    with pytest.raises(ValidationError, match="L’EPM de Luzech n’est pas un centre agréé"):
        propose(centre=other_epm)


def test_centre_whose_accreditation_ended_is_refused(propose, centre):
    Accreditation.objects.filter(epm=centre).update(ends_on=today(-1))
    with pytest.raises(ValidationError, match="n’est pas un centre agréé"):
        propose()


@pytest.mark.parametrize("days", [{"starts_on": today()}, {"ends_on": today()}])
def test_accreditation_counts_on_its_first_and_last_days(propose, centre, evaluator, days):
    Accreditation.objects.update(**days)
    validation = services.validate(proposal=propose(), decided_by=evaluator)
    accreditation = validation.accreditation
    assert (validation.accredited_from, validation.accredited_until) == (accreditation.starts_on, accreditation.ends_on)


@pytest.fixture
def other_centre(other_epm, b2i_adultes):
    """An accredited centre that does not follow the learner."""
    AccreditationFactory(epm=other_epm, framework=b2i_adultes)
    return other_epm


@pytest.mark.parametrize("version", [None, "2026-1"])
def test_other_centre_needs_consent_that_allows_it(propose, learner, other_centre, version):
    if version:
        ConsentFactory(learner=learner, version=version)
    with pytest.raises(ValidationError, match="Relisez-lui le texte d’accord"):
        propose(centre=other_centre)
    assert Proposal.objects.count() == 0


def test_other_centre_is_accepted_once_learner_agrees(propose, learner, other_centre):
    ConsentFactory(learner=learner, version="2026-1")
    ConsentFactory(learner=learner)
    assert propose(centre=other_centre).centre == other_centre


def test_following_centre_needs_no_further_consent(propose, learner, other_centre):
    following = FollowingFactory(learner=learner, epm=other_centre, consent__version="2026-1")
    propose(centre=other_centre)
    assert following.consent.version == "2026-1"


def test_long_note_is_refused(propose):
    with pytest.raises(ValidationError):
        propose(note="x" * 301)


def test_validation_copies_what_makes_it_valid(proposal, evaluator, centre, animator, record, skill):
    validation = services.validate(proposal=proposal, decided_by=evaluator)
    assert Validation.objects.granted().get() == validation
    assert (validation.record, validation.skill, validation.decided_by) == (record, skill, evaluator)
    assert (validation.proposed_by, validation.decided_on, validation.reason) == (animator, today(), "")
    assert validation.accreditation == Accreditation.objects.get(member=evaluator)
    assert validation.centre_accreditation == Accreditation.objects.get(epm=centre)
    assert validation.accredited_from == validation.accreditation.starts_on


def test_proposer_cannot_validate(proposal, animator, b2i_adultes):
    AccreditationFactory(of_person=True, member=animator, framework=b2i_adultes)
    with pytest.raises(ValidationError, match="une autre personne que celle qui propose"):
        services.validate(proposal=proposal, decided_by=animator)
    assert Validation.objects.count() == 0


def test_learner_cannot_validate_own_record(proposal, record, epm, b2i_adultes):
    PositionFactory(member=record.learner.member, epm=epm)
    AccreditationFactory(of_person=True, member=record.learner.member, framework=b2i_adultes)
    with pytest.raises(ValidationError, match="son propre livret"):
        services.validate(proposal=proposal, decided_by=record.learner.member)


def test_member_without_accreditation_cannot_decide(proposal, colleague):
    for decide in (services.validate, lambda **arguments: services.return_proposal(reason="Non", **arguments)):
        with pytest.raises(ValidationError, match="Aucune habilitation de"):
            decide(proposal=proposal, decided_by=colleague)
    assert Validation.objects.count() == 0


def test_accreditation_for_other_framework_is_refused(proposal, colleague):
    AccreditationFactory(of_person=True, member=colleague, framework=SkillFactory().domain.framework)
    with pytest.raises(ValidationError, match="Aucune habilitation de"):
        services.validate(proposal=proposal, decided_by=colleague)


@pytest.mark.parametrize(("starts", "ends"), [(-30, -1), (1, None)])
def test_accreditation_for_other_days_is_refused(proposal, colleague, b2i_adultes, starts, ends):
    AccreditationFactory(
        of_person=True,
        member=colleague,
        framework=b2i_adultes,
        starts_on=today(starts),
        ends_on=ends and today(ends),
    )
    with pytest.raises(ValidationError, match="Aucune habilitation de"):
        services.validate(proposal=proposal, decided_by=colleague)


def test_member_of_other_epm_cannot_decide(proposal, stranger, b2i_adultes):
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    with pytest.raises(ValidationError, match="Il faut travailler à l’EPM de Gramat"):
        services.validate(proposal=proposal, decided_by=stranger)


def test_member_who_left_centre_cannot_decide(proposal, evaluator):
    Position.objects.filter(member=evaluator).update(end=today(-1))
    with pytest.raises(ValidationError, match="Il faut travailler"):
        services.validate(proposal=proposal, decided_by=evaluator)


def test_centre_whose_accreditation_ended_cannot_decide(proposal, evaluator, centre):
    Accreditation.objects.filter(epm=centre).update(ends_on=today(-1))
    with pytest.raises(ValidationError, match="n’est pas un centre agréé"):
        services.validate(proposal=proposal, decided_by=evaluator)


def test_validation_stays_valid_after_accreditations_end(proposal, evaluator):
    services.validate(proposal=proposal, decided_by=evaluator)
    Accreditation.objects.update(ends_on=today(-1))
    assert Validation.objects.granted().count() == 1


@pytest.mark.parametrize(("day", "message"), [(1, "un jour à venir"), (-1, "ne peut pas précéder")])
def test_decision_day_is_between_proposal_and_today(proposal, evaluator, day, message):
    with pytest.raises(ValidationError, match=message):
        services.validate(proposal=proposal, decided_by=evaluator, day=today(day))


def test_decision_can_be_noted_later(propose, record, skill, evaluator):
    proposal = propose(
        evidence=EvidenceFactory(record=record, skill=skill, observed_on=today(-6)),
        at=timezone.now() - timedelta(days=5),
    )
    assert services.validate(proposal=proposal, decided_by=evaluator, day=today(-3)).decided_on == today(-3)


def test_proposal_is_decided_once(proposal, evaluator):
    services.return_proposal(proposal=proposal, decided_by=evaluator, reason="À refaire sans aide")
    with pytest.raises(ValidationError, match=f"{evaluator} a déjà décidé, le .*renvoyée"):
        services.validate(proposal=proposal, decided_by=evaluator)
    assert [validation.outcome for validation in Validation.objects.all()] == ["returned"]


def test_skill_validated_meanwhile_is_not_validated_again(proposal, evaluator, record, skill):
    """A merge can leave two proposals of one skill."""
    second_proposal = ProposalFactory(record=record, skill=skill, evidence=proposal.evidence, centre=proposal.centre)
    services.validate(proposal=proposal, decided_by=evaluator)
    with pytest.raises(ValidationError, match="déjà validée"):
        services.validate(proposal=second_proposal, decided_by=evaluator)


def test_return_needs_reason(proposal, evaluator):
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        services.return_proposal(proposal=proposal, decided_by=evaluator, reason="  ")
    validation = services.return_proposal(proposal=proposal, decided_by=evaluator, reason=" À refaire \n sans aide ")
    assert (validation.outcome, validation.reason) == ("returned", "À refaire sans aide")


def test_long_reason_is_refused(proposal, evaluator):
    with pytest.raises(ValidationError):
        services.return_proposal(proposal=proposal, decided_by=evaluator, reason="x" * 301)


def test_proposal_is_withdrawn_and_made_again(propose, animator, evaluator):
    proposal = propose()
    services.withdraw_proposal(proposal=proposal, withdrawn_by=animator)
    assert Withdrawal.objects.get().proposal == proposal
    with pytest.raises(ValidationError, match="a été retirée"):
        services.validate(proposal=proposal, decided_by=evaluator)
    assert propose() == Proposal.objects.awaiting().get()


def test_decided_proposal_cannot_be_withdrawn(proposal, animator, evaluator):
    services.validate(proposal=proposal, decided_by=evaluator)
    with pytest.raises(ValidationError, match="a déjà décidé"):
        services.withdraw_proposal(proposal=proposal, withdrawn_by=animator)
    assert Withdrawal.objects.count() == 0


@pytest.fixture
def third_evaluator(centre, b2i_adultes):
    """A third accredited person of the centre."""
    member = PositionFactory(epm=centre).member
    AccreditationFactory(of_person=True, member=member, framework=b2i_adultes)
    return member


def test_third_accredited_person_countersigns(proposal, evaluator, third_evaluator):
    validation = services.validate(proposal=proposal, decided_by=evaluator)
    services.countersign(validation=validation, signed_by=third_evaluator)
    assert (SecondSignature.objects.get().signed_by, validation.second.signed_by) == (third_evaluator, third_evaluator)
    with pytest.raises(ValidationError, match="déjà deux signatures"):
        services.countersign(validation=validation, signed_by=third_evaluator)


@pytest.mark.parametrize(("days", "words"), [(-1, "ne peut pas précéder"), (1, "un jour à venir")])
def test_second_signature_is_not_of_a_day_before_the_first_or_to_come(
    proposal, evaluator, third_evaluator, days, words
):
    validation = services.validate(proposal=proposal, decided_by=evaluator)
    day = validation.decided_on + timedelta(days=days)
    with pytest.raises(ValidationError, match=words):
        services.countersign(validation=validation, signed_by=third_evaluator, day=day)
    assert not SecondSignature.objects.exists()


def test_evaluator_and_proposer_cannot_countersign(proposal, evaluator, animator, b2i_adultes):
    AccreditationFactory(of_person=True, member=animator, framework=b2i_adultes)
    validation = services.validate(proposal=proposal, decided_by=evaluator)
    for member in (evaluator, animator):
        with pytest.raises(ValidationError, match="une troisième personne"):
            services.countersign(validation=validation, signed_by=member)


def test_member_without_accreditation_cannot_countersign(proposal, evaluator, centre):
    validation = services.validate(proposal=proposal, decided_by=evaluator)
    with pytest.raises(ValidationError, match="Aucune habilitation"):
        services.countersign(validation=validation, signed_by=PositionFactory(epm=centre).member)


def test_returned_skill_cannot_be_countersigned(proposal, evaluator, third_evaluator):
    validation = services.return_proposal(proposal=proposal, decided_by=evaluator, reason="À refaire")
    with pytest.raises(ValidationError, match="ne se signe pas"):
        services.countersign(validation=validation, signed_by=third_evaluator)


def notice_texts(member) -> list[str]:
    return list(Notice.objects.filter(member=member).values_list("text", flat=True))


def test_evaluators_are_notified_of_proposal(propose, evaluator, animator, stranger, b2i_adultes):
    AccreditationFactory(of_person=True, member=animator, framework=b2i_adultes)
    AccreditationFactory(of_person=True, member=stranger, framework=b2i_adultes)
    propose()
    skill_title = "«\u00a0Ranger et retrouver un fichier\u00a0»"
    text = f"Jeanne Delpech\u00a0: une compétence à valider à l’EPM de Gramat, {skill_title}."
    assert [notice_texts(member) for member in (evaluator, animator, stranger)] == [[text], [], []]
    assert [item.text for item in MailItem.objects.all()] == [text.replace("Delpech", "D.")]


def test_skills_of_one_learner_make_one_notice_and_one_mail(propose_skill, evaluator):
    for code in ("D1.1", "D1.2", "D2.1", "D3.1"):
        propose_skill(code)
    text = (
        "Jeanne Delpech\u00a0: 4\u00a0compétences à valider à l’EPM de Gramat, "
        "«\u00a0Nommer les parties d’un ordinateur\u00a0», «\u00a0Ranger et retrouver un fichier\u00a0», "
        "«\u00a0Rester poli et éviter les pièges\u00a0» et une autre."
    )
    assert notice_texts(evaluator) == [text]
    assert [item.text for item in MailItem.objects.filter(member=evaluator)] == [text.replace("Delpech", "D.")]


def test_new_proposal_makes_read_notice_unread_again(propose, propose_skill, evaluator):
    propose()
    evaluator.notices.all().mark_read()
    propose_skill("D1.1")
    assert [(notice.read_at, "2\u00a0compétences" in notice.text) for notice in evaluator.notices.all()] == [
        (None, True)
    ]


def test_notice_of_earlier_day_gives_way_to_the_one_of_today(propose_skill, evaluator):
    with freeze_time(days_from_now(-1)):
        propose_skill("D1.2")
    propose_skill("D1.1")
    (notice,) = evaluator.notices.all()
    assert notice.text.startswith("Jeanne Delpech\u00a0: 2\u00a0compétences à valider")


def test_several_skills_are_proposed_together_or_not_at_all(record, skill, evidence, centre, animator, evaluator):
    other_skill = skill_of(record, "D1.1")
    together = {"record": record, "centre": centre, "proposed_by": animator}
    two_facts = [evidence, earlier_fact(evidence)]
    with pytest.raises(ValidationError, match="une preuve de cette compétence"):
        services.propose_all(facts={skill: two_facts, other_skill: two_facts}, **together)
    assert (Proposal.objects.count(), Notice.objects.count()) == (0, 0)
    other_line = EvidenceFactory(record=record, skill=other_skill)
    other_facts = [other_line, earlier_fact(other_line)]
    proposals = services.propose_all(facts={skill: two_facts, other_skill: other_facts}, **together)
    assert [proposal.skill for proposal in proposals] == [skill, other_skill]
    assert (Notice.objects.count(), MailItem.objects.count()) == (1, 1)


def test_decided_skill_leaves_the_notice_of_others(propose, propose_skill, evaluator, third_evaluator):
    first = propose()
    propose_skill("D1.1")
    services.validate(proposal=first, decided_by=evaluator)
    assert notice_texts(third_evaluator) == [
        (
            "Jeanne Delpech\u00a0: une compétence à valider à l’EPM de Gramat, "
            "«\u00a0Nommer les parties d’un ordinateur\u00a0»."
        )
    ]


def test_several_decisions_make_one_notice_and_one_mail(propose_skill, evaluator, animator):
    proposals = [propose_skill(code) for code in ("D1.1", "D1.2", "D1.3")]
    services.validate_all(proposals=proposals[:2], decided_by=evaluator)
    services.return_proposal(proposal=proposals[2], decided_by=evaluator, reason="À refaire seule")
    text = (
        f"2\u00a0compétences validées pour Jeanne Delpech, par {evaluator}\u00a0: "
        "«\u00a0Nommer les parties d’un ordinateur\u00a0» et «\u00a0Ranger et retrouver un fichier\u00a0». "
        f"À reprendre avec Jeanne Delpech\u00a0: «\u00a0Régler l’écran et la souris\u00a0». "
        f"{evaluator} en dit la raison."
    )
    assert notice_texts(animator) == [text]
    assert MailItem.objects.filter(member=animator).count() == 1


def test_proposer_who_no_longer_follows_reads_the_card_number(propose, evaluator, animator):
    proposal = propose()
    animator.positions.all().delete()
    services.validate(proposal=proposal, decided_by=evaluator)
    (notice,) = animator.notices.all()
    assert (notice.text.count("Delpech"), notice.text.count("la carte 46-0007")) == (0, 1)
    assert notice.url == proposal.get_absolute_url()


def test_accredited_outsider_is_no_evaluator(propose, centre, b2i_adultes, outsider, evaluator, animator):
    """`outsider` works, or worked, in the centre."""
    AccreditationFactory(of_person=True, member=outsider)

    proposal = propose()

    assert list(evaluators_of(centre, b2i_adultes.pk, today())) == [evaluator]
    (found_centre,) = centres_with_evaluators(b2i_adultes.pk, today(), excluded_ids=set())
    assert (found_centre, found_centre.evaluators) == (centre, 1)
    assert not Notice.objects.filter(member=outsider).exists()
    if outsider.is_active:
        with pytest.raises(ValidationError):
            services.validate(proposal=proposal, decided_by=outsider)


def test_proposer_is_notified_and_evaluators_notice_is_withdrawn(propose, evaluator, third_evaluator, animator):
    services.validate(proposal=propose(), decided_by=evaluator)
    assert notice_texts(animator) == [
        f"Compétence validée pour Jeanne Delpech, par {evaluator}\u00a0: «\u00a0Ranger et retrouver un fichier\u00a0»."
    ]
    assert (notice_texts(evaluator), notice_texts(third_evaluator)) == ([], [])


def test_returned_skill_notice_names_evaluator_without_reason(propose, evaluator, animator):
    services.return_proposal(proposal=propose(), decided_by=evaluator, reason="Elle a fait cela avec son fils")
    assert notice_texts(animator) == [
        (
            "À reprendre avec Jeanne Delpech\u00a0: «\u00a0Ranger et retrouver un fichier\u00a0». "
            f"{evaluator} en dit la raison."
        )
    ]


def test_withdrawn_proposal_withdraws_notice(propose, evaluator, animator):
    services.withdraw_proposal(proposal=propose(), withdrawn_by=animator)
    assert notice_texts(evaluator) == []


def test_proposal_of_deleted_author_can_be_decided(proposal, evaluator):
    proposal.proposed_by.delete()
    assert services.validate(proposal=proposal, decided_by=evaluator).proposed_by is None


def test_member_without_position_cannot_decide(proposal, b2i_adultes):
    member = MemberFactory()
    AccreditationFactory(of_person=True, member=member, framework=b2i_adultes)
    with pytest.raises(ValidationError, match="Il faut travailler"):
        services.validate(proposal=proposal, decided_by=member)
