"""What a person may do about what is held on her."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.notices.models import Notice
from b2i.learners.models.learner import Learner
from b2i.records.models.contest import Contest, ContestAnswer
from b2i.records.models.record import Evidence, Record
from b2i.rights.models import Limitation
from b2i.rights.services import rights
from b2i.rights.services.erasure import erase_learner
from b2i.validation.models.validation import Proposal
from reseau.members.models.member import Member
from tests.factories.b2i import ContestFactory, EvidenceFactory, PositioningFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(record):
    return EvidenceFactory(record=record, text="A rangé ses photos")


def test_a_line_is_contested_and_its_epm_is_told(record, line, animator, colleague, stranger):
    contest = rights.contest(record=record, evidence=line, words=" Je n’y\n étais pas ")
    assert (contest.words, contest.evidence, contest.record) == ("Je n’y étais pas", line, record)
    assert {notice.member for notice in Notice.objects.all()} == {animator, colleague}
    assert Notice.objects.filter(text__contains="Delpech").count() == 0


def test_a_contested_line_stays_in_the_record(record, line):
    rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    assert list(record.evidence.all()) == [line]


def test_something_else_than_a_line_may_be_contested(record):
    assert rights.contest(record=record, words="Je suis née en 1958").evidence is None


@pytest.mark.parametrize("words", ["  ", "x" * 301])
def test_a_contest_says_something_in_one_line(record, line, words):
    with pytest.raises(ValidationError):
        rights.contest(record=record, evidence=line, words=words)
    assert Contest.objects.count() == 0


def test_a_line_of_another_record_is_not_contested(record, other_record):
    with pytest.raises(ValidationError, match="pas dans votre livret"):
        rights.contest(record=record, evidence=EvidenceFactory(record=other_record), words="Faux")


def test_a_line_is_contested_once_until_it_is_answered(record, line, animator):
    first = rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    with pytest.raises(ValidationError, match="déjà dit"):
        rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    rights.answer_contest(contest=first, outcome="kept", words="Si, à la mairie", answered_by=animator)
    assert rights.contest(record=record, evidence=line, words="C’était ma sœur").pk != first.pk


def test_a_contest_is_answered_once_and_told_no_more(record, line, animator, colleague):
    contest = rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    answer = rights.answer_contest(
        contest=contest, outcome="corrected", words=" C’était  Odette ", answered_by=animator
    )
    assert (answer.words, answer.answered_by, Notice.objects.count()) == ("C’était Odette", animator, 0)
    with pytest.raises(ValidationError, match="déjà répondu"):
        rights.answer_contest(contest=contest, outcome="kept", words="Non", answered_by=colleague)


def test_a_line_is_removed_on_her_word_on_any_day(record, animator):
    line = EvidenceFactory(record=record, created=timezone.now() - timedelta(days=30))
    contest = rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    rights.answer_contest(contest=contest, outcome="removed", words="Pardon, c’était Odette", answered_by=animator)
    assert (list(record.evidence.standing()), line.retraction.retracted_by) == ([], animator)


def test_a_line_on_which_others_have_stood_is_not_removed(proposal, record, animator):
    contest = rights.contest(record=record, evidence=proposal.evidence, words="Je n’y étais pas")
    with pytest.raises(ValidationError, match="proposée ou validée"):
        rights.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)
    assert (list(record.evidence.standing()), ContestAnswer.objects.count()) == ([proposal.evidence], 0)


def test_nothing_but_a_line_is_removed(record, animator):
    contest = rights.contest(record=record, words="Je suis née en 1958")
    with pytest.raises(ValidationError, match="Seule une ligne"):
        rights.answer_contest(contest=contest, outcome="removed", words="Pardon", answered_by=animator)


@pytest.mark.parametrize(("outcome", "words"), [("kept", " "), ("kept", "x" * 301), ("peut-être", "Oui")])
def test_an_answer_says_what_becomes_of_it(record, animator, outcome, words):
    with pytest.raises(ValidationError):
        rights.answer_contest(contest=ContestFactory(record=record), outcome=outcome, words=words, answered_by=animator)


def test_who_she_is_is_put_right(learner, epm):
    rights.correct_identity(
        learner=learner, first_name="Jeannine", last_name="Delpech", birth_year=1958, commune=epm.commune
    )
    learner = Learner.objects.get(pk=learner.pk)
    assert (str(learner), learner.birth_year, learner.commune) == ("Jeannine Delpech", 1958, epm.commune)
    assert list(Learner.objects.matching("jeannine")) == [learner]


def test_a_record_put_aside_is_read_by_the_learner_alone(record, learner, animator):
    rights.put_aside(learner=learner, asked_by=learner.member)
    assert [list(Learner.objects.visible_to(who)) for who in (animator, learner.member)] == [[], []]
    assert list(Record.objects.visible_to(animator)) == []
    assert list(Record.objects.visible_to(learner.member)) == [record]


def test_a_proposal_of_a_record_put_aside_waits_for_nobody(proposal, evaluator, learner):
    assert list(Proposal.objects.before(evaluator)) == [proposal]
    rights.put_aside(learner=learner, asked_by=learner.member)
    assert [list(Proposal.objects.before(evaluator)), list(Proposal.objects.visible_to(evaluator))] == [[], []]


def test_putting_aside_twice_is_once(learner, animator):
    rights.put_aside(learner=learner, asked_by=animator)
    assert rights.put_aside(learner=learner, asked_by=learner.member).asked_by == animator
    assert Limitation.objects.count() == 1


def test_those_put_aside_are_listed_for_their_epm_alone(learner, animator, stranger, coordinator):
    rights.put_aside(learner=learner, asked_by=animator)
    listed = [list(Learner.objects.put_aside_for(who)) for who in (animator, stranger, coordinator, learner.member)]
    assert listed == [[learner], [], [], []]


def test_a_record_taken_up_again_is_as_it_was(record, learner, line, animator):
    rights.put_aside(learner=learner, asked_by=animator)
    assert rights.take_up_again(learner=learner, lifted_by=animator) == 1
    assert rights.take_up_again(learner=learner, lifted_by=animator) == 0
    assert list(Record.objects.visible_to(animator)) == [record]
    assert list(Learner.objects.put_aside_for(animator)) == []
    assert Limitation.objects.get().lifted_by == animator


def test_erasing_leaves_nothing_of_her_and_everything_of_others(record, line, animator, other_record):
    PositioningFactory(record=record)
    rights.contest(record=record, evidence=line, words="Je n’y étais pas")
    kept = EvidenceFactory(record=other_record)
    erase_learner(learner=record.learner)
    assert list(Learner.objects.all()) == [other_record.learner]
    assert list(Evidence.objects.all()) == [kept]
    assert Member.objects.filter(pk=record.learner.member_id).count() == 0
    assert Contest.objects.count() == 0
    assert Notice.objects.count() == 0
