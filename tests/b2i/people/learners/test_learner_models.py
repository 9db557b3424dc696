"""Tests of learners: visibility, search, cards."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from tests.factories.b2i import (
    EvidenceFactory,
    FollowingFactory,
    FrameworkFactory,
    LearnerFactory,
    RecordFactory,
    RetractedEvidenceFactory,
    SkillFactory,
    skill_of,
)
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


def test_animators_see_learners_of_their_epm_only(learner, other_record, animator, stranger):
    assert list(Learner.objects.visible_to(animator)) == [learner]
    assert list(Learner.objects.visible_to(stranger)) == [other_record.learner]


def test_animators_of_further_epm_see_learner_until_following_ends(learner, other_epm, stranger, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    PositionFactory(member=animator, epm=other_epm)
    for user in (stranger, Member.objects.get(pk=animator.pk)):
        assert list(Learner.objects.visible_to(user)) == [learner]
    Following.objects.filter(pk=following.pk).update(until=timezone.now())
    assert list(Learner.objects.visible_to(stranger)) == []


def test_closed_position_in_further_epm_hides_learner(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    former = PositionFactory(epm=other_epm, end=timezone.localdate() - timedelta(days=1)).member
    assert list(Learner.objects.visible_to(former)) == []


def test_territorial_and_coordinator_see_no_learner(learner, territorial, coordinator):
    assert list(Learner.objects.visible_to(territorial)) == []
    assert list(Learner.objects.visible_to(coordinator)) == []


def test_closed_position_hides_learners(learner, epm):
    yesterday = timezone.localdate() - timedelta(days=1)
    former = PositionFactory(epm=epm, end=yesterday).member
    assert list(Learner.objects.visible_to(former)) == []


def test_learners_and_visitors_see_no_learner(learner):
    assert list(Learner.objects.visible_to(learner.member)) == []
    assert list(Learner.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize("words", ["delpech", "JEANNE", "jeanne delp", "46-0007", "460007", "46 0007"])
def test_learner_is_found_by_name_or_card(learner, words):
    LearnerFactory(member__first_name="Rosalie", card_number="46-0107")
    assert list(Learner.objects.matching(words)) == [learner]


def test_learner_is_not_found_by_other_name(learner):
    assert list(Learner.objects.matching("jeanne vayssières")) == []


def test_practised_counts_skills_not_lines(record):
    EvidenceFactory.create_batch(2, record=record)
    EvidenceFactory(record=record, skill=skill_of(record, "D2.1"))
    assert Learner.objects.with_practised().get().practised == 2


def test_practised_does_not_count_retracted_lines(record):
    EvidenceFactory(record=record)
    RetractedEvidenceFactory(record=record)
    RetractedEvidenceFactory(record=record, skill=skill_of(record, "D2.1"))
    assert Learner.objects.with_practised().get().practised == 1


def test_practised_counts_the_record_in_use_alone(record):
    earlier_record = RecordFactory(learner=record.learner, framework=FrameworkFactory())
    EvidenceFactory(record=record)
    EvidenceFactory(record=earlier_record, skill=SkillFactory(domain__framework=earlier_record.framework))
    assert Learner.objects.with_practised().get().practised == 1


def test_first_card_has_first_number(db):
    assert Learner.objects.next_card_number() == "46-0001"


def test_next_card_follows_highest_number():
    LearnerFactory(card_number="46-10000")
    LearnerFactory(card_number="46-9999")
    assert Learner.objects.next_card_number() == "46-10001"


def test_secret_is_stored_as_hash(learner):
    learner.set_secret("9137")
    assert "9137" not in learner.card_secret
    assert learner.check_secret("9137")


def test_birth_year_has_four_digits(learner):
    learner.birth_year = 58
    with pytest.raises(ValidationError, match="quatre chiffres"):
        learner.validate_constraints()


def test_learner_is_displayed_by_name(learner):
    assert str(learner) == "Jeanne Delpech"


def test_learner_without_secret_has_no_card(learner):
    learner.card_secret = ""
    assert (learner.has_card, learner.check_secret("")) == (False, False)


def test_shared_epm_is_keeping_or_following_one(learner, other_epm, animator, stranger):
    FollowingFactory(learner=learner, epm=other_epm)
    assert learner.shared_epm(animator) == learner.epm
    assert learner.shared_epm(stranger) == other_epm
