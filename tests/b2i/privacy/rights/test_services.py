"""Tests of contests, corrections, limitations and erasure."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learner
from b2i.privacy.rights import services
from b2i.privacy.rights.models import Limitation
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal
from b2i.records.validation.services.validation import withdraw_proposal
from reseau.people.members.models.member import Member
from tests.factories.alertes import MailFactory, NoticeFactory
from tests.factories.b2i import ContestFactory, EvidenceFactory, PositioningFactory
from tests.factories.reseau import MemberFactory
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(record):
    return EvidenceFactory(record=record, text="A rangé ses photos")


def test_contest_notifies_animators_of_epm(record, line, animator, colleague, stranger):
    contest = services.contest(record=record, evidence=line, words=" Je n’y\n étais pas ")
    assert (contest.words, contest.evidence, contest.record) == ("Je n’y étais pas", line, record)
    assert {notice.member for notice in Notice.objects.all()} == {animator, colleague}
    assert {notice.text for notice in Notice.objects.all()} == {
        "Jeanne Delpech dit qu’une chose n’est pas exacte dans son livret. Répondez-lui."
    }


def test_contest_notifies_no_outsider(record, line, outsider, animator):
    services.contest(record=record, evidence=line, words="Je n’y étais pas")

    assert [notice.member for notice in Notice.objects.all()] == [animator]


def test_contested_line_stays_in_record(record, line):
    services.contest(record=record, evidence=line, words="Je n’y étais pas")
    assert list(record.evidence.all()) == [line]


def test_contest_can_be_about_something_else(record):
    assert services.contest(record=record, words="Je suis née en 1958").evidence is None


@pytest.mark.parametrize("words", ["  ", "x" * 301])
def test_contest_text_is_one_line(record, line, words):
    with pytest.raises(ValidationError):
        services.contest(record=record, evidence=line, words=words)
    assert Contest.objects.count() == 0


def test_line_of_other_record_cannot_be_contested(record, other_record):
    with pytest.raises(ValidationError, match="pas dans votre livret"):
        services.contest(record=record, evidence=EvidenceFactory(record=other_record), words="Faux")


def test_line_is_contested_once_until_answered(record, line, animator):
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    with pytest.raises(ValidationError, match="déjà dit"):
        services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="kept", words="Si, à la mairie", answered_by=animator)
    assert services.contest(record=record, evidence=line, words="C’était ma sœur").pk != contest.pk


def test_answer_costs_the_same_in_a_large_network(record, line, animator):
    def cost() -> int:
        contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
        with CaptureQueriesContext(connection) as queries:
            services.answer_contest(contest=contest, outcome="kept", words="Si", answered_by=animator)
        return len(queries)

    before = cost()
    MemberFactory.create_batch(5)
    assert cost() == before


def test_contested_line_leaves_the_others_to_contest(record, line):
    services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.contest(record=record, evidence=EvidenceFactory(record=record), words="Ni ce jour-là")
    services.contest(record=record, words="Je suis née en 1958")
    assert Contest.objects.count() == 3


def test_contests_of_one_record_make_one_notice_which_follows_the_answers(record, line, animator):
    first = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.contest(record=record, words="Je suis née en 1958")
    assert [notice.text for notice in animator.notices.all()] == [
        "Jeanne Delpech dit que 2\u00a0choses ne sont pas exactes dans son livret. Répondez-lui."
    ]
    services.answer_contest(contest=first, outcome="kept", words="Si", answered_by=animator)
    assert [notice.text for notice in animator.notices.all()] == [
        "Jeanne Delpech dit qu’une chose n’est pas exacte dans son livret. Répondez-lui."
    ]


def test_notice_does_not_name_a_learner_whose_record_is_in_pause(record, learner, line, animator):
    services.put_aside(learner=learner, asked_by=learner.member)
    services.contest(record=record, evidence=line, words="Je n’y étais pas")
    assert [notice.text.count("Delpech") for notice in animator.notices.all()] == [0]


def test_contest_is_answered_once_and_notice_withdrawn(record, line, animator, colleague):
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    answer = services.answer_contest(
        contest=contest, outcome="corrected", words=" C’était  Odette ", answered_by=animator
    )
    assert (answer.words, answer.answered_by, Notice.objects.count()) == ("C’était Odette", animator, 0)
    with pytest.raises(ValidationError, match="déjà répondu"):
        services.answer_contest(contest=contest, outcome="kept", words="Non", answered_by=colleague)


def test_contested_line_can_be_removed_on_any_day(record, animator):
    line = EvidenceFactory(record=record, created=timezone.now() - timedelta(days=30))
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="removed", words="Pardon, c’était Odette", answered_by=animator)
    assert (list(record.evidence.standing()), line.retraction.retracted_by) == ([], animator)


def test_line_of_the_very_instant_of_a_proposal_stays(record, line, animator):
    ProposalFactory(record=record, skill=line.skill, created=line.created)
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    with pytest.raises(ValidationError, match="la ligne reste"):
        services.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)


def test_removed_line_leaves_the_other_line_of_its_skill(record, line, animator):
    other_line = EvidenceFactory(record=record, skill=line.skill)
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)
    assert list(record.evidence.standing()) == [other_line]


def test_line_of_a_withdrawn_or_returned_proposal_can_be_removed(proposal, record, animator):
    withdrawn_proposal = ProposalFactory(record=record)
    withdraw_proposal(proposal=withdrawn_proposal, withdrawn_by=animator)
    ValidationFactory(proposal=proposal, returned=True)

    for line in record.evidence.all():
        contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
        services.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)

    assert not record.evidence.standing().exists()


def test_line_of_proposed_skill_cannot_be_removed(proposal, record, animator):
    contest = services.contest(record=record, evidence=proposal.evidence, words="Je n’y étais pas")
    with pytest.raises(ValidationError, match="proposée ou validée"):
        services.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)
    assert (record.evidence.standing().count(), ContestAnswer.objects.count()) == (2, 0)


def test_contest_without_line_cannot_be_removed(record, animator):
    contest = services.contest(record=record, words="Je suis née en 1958")
    with pytest.raises(ValidationError, match="Seule une ligne"):
        services.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)


@pytest.mark.parametrize(("outcome", "words"), [("kept", " "), ("kept", "x" * 301), ("peut-être", "Oui")])
def test_answer_needs_text_and_known_outcome(record, animator, outcome, words):
    with pytest.raises(ValidationError):
        services.answer_contest(
            contest=ContestFactory(record=record), outcome=outcome, words=words, answered_by=animator
        )


def test_identity_is_corrected(learner, epm, animator):
    services.correct_identity(
        learner=learner,
        first_name="Jeannine",
        last_name="Delpech",
        birth_year=1958,
        commune=epm.commune,
        corrected_by=animator,
    )
    learner = Learner.objects.get(pk=learner.pk)
    assert (str(learner), learner.birth_year, learner.commune) == ("Jeannine Delpech", 1958, epm.commune)
    assert list(Learner.objects.matching("jeannine")) == [learner]


def test_record_put_aside_is_visible_to_learner_only(record, learner, animator):
    services.put_aside(learner=learner, asked_by=learner.member)
    assert [list(Learner.objects.visible_to(person)) for person in (animator, learner.member)] == [[], []]
    assert list(Record.objects.visible_to(animator)) == []
    assert list(Record.objects.visible_to(learner.member)) == [record]


def test_proposal_of_record_put_aside_is_hidden(proposal, evaluator, learner):
    assert list(Proposal.objects.decidable_by(evaluator)) == [proposal]
    services.put_aside(learner=learner, asked_by=learner.member)
    assert [list(Proposal.objects.decidable_by(evaluator)), list(Proposal.objects.visible_to(evaluator))] == [[], []]


def test_putting_aside_twice_is_safe(learner, animator):
    services.put_aside(learner=learner, asked_by=animator)
    assert services.put_aside(learner=learner, asked_by=learner.member).asked_by == animator
    assert Limitation.objects.count() == 1


def test_records_put_aside_are_listed_for_their_epm_only(learner, animator, stranger, coordinator):
    services.put_aside(learner=learner, asked_by=animator)
    learners = [
        list(Learner.objects.put_aside_for(person)) for person in (animator, stranger, coordinator, learner.member)
    ]
    assert learners == [[learner], [], [], []]


def test_reopened_record_is_unchanged(record, learner, line, animator):
    services.put_aside(learner=learner, asked_by=animator)
    assert services.reopen_record(learner=learner, lifted_by=animator) == 1
    assert services.reopen_record(learner=learner, lifted_by=animator) == 0
    assert list(Record.objects.visible_to(animator)) == [record]
    assert list(Learner.objects.put_aside_for(animator)) == []
    assert Limitation.objects.get().lifted_by == animator


def test_erasure_deletes_read_notices_and_sent_mails(record, animator):
    key = f"record:{record.pk}:decided:2026-11-27"
    NoticeFactory(member=animator, key=key, read_at=timezone.now())
    MailFactory(member=animator, key=key, state=MailState.SENT)
    NoticeFactory(member=animator, key=f"record:{record.pk}7:decided:2026-11-27")
    erase_learner(learner=record.learner)
    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


def test_erasure_deletes_learner_and_nobody_else(record, line, animator, other_record):
    PositioningFactory(record=record)
    services.contest(record=record, evidence=line, words="Je n’y étais pas")
    other_line = EvidenceFactory(record=other_record)
    erase_learner(learner=record.learner)
    assert list(Learner.objects.all()) == [other_record.learner]
    assert list(Evidence.objects.all()) == [other_line]
    assert Member.objects.filter(pk=record.learner.member_id).count() == 0
    assert Contest.objects.count() == 0
    assert Notice.objects.count() == 0
