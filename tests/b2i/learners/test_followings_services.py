"""Tests of consents, followings and hand-over."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.learners import services as learner_services
from b2i.learners.models.consent import Consent
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services import note_consent
from b2i.records import services as record_services
from reseau.models.member import Member
from tests.factories.b2i import ConsentFactory, EvidenceFactory, FollowingFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db


def test_following_stores_its_consent(learner, other_epm, stranger):
    following = learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger, means="written")
    consent = following.consent
    assert (following.epm, following.since, following.until) == (other_epm, consent.given_at, None)
    assert (consent.learner, consent.epm, consent.noted_by, consent.means) == (learner, other_epm, stranger, "written")
    assert list(Learner.objects.visible_to(stranger)) == [learner]


def test_keeping_epm_cannot_follow_too(learner, animator):
    with pytest.raises(ValidationError, match="suit déjà"):
        learner_services.follow(learner=learner, epm=learner.epm, noted_by=animator)
    assert (Following.objects.count(), Consent.objects.count()) == (0, 0)


def test_epm_cannot_follow_twice(learner, other_epm, stranger):
    learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    with pytest.raises(ValidationError, match="suit déjà"):
        learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (Following.objects.count(), Consent.objects.count()) == (1, 1)


def test_database_refuses_two_live_followings_of_one_epm(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="suit déjà"):
        FollowingFactory.build(learner=learner, epm=other_epm).validate_constraints()


def test_child_is_followed_with_consent_of_parent(learner, other_epm, stranger):
    learner.birth_year = timezone.localdate().year - 12
    learner.save()
    with pytest.raises(ValidationError, match="parent"):
        learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger, giver="parent")
    assert Following.objects.get().consent.giver == "parent"


def test_ended_following_stays_and_can_begin_again(learner, other_epm, stranger):
    following = learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    learner_services.end_following(following=following, ended_by=learner.member)
    learner_services.end_following(following=following, ended_by=stranger)
    following.refresh_from_db()
    assert (following.until is None, following.ended_by) == (False, learner.member)
    assert list(Learner.objects.visible_to(stranger)) == []
    learner_services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (learner.followings.count(), learner.followings.live().count()) == (2, 1)


@pytest.mark.parametrize("stays", [True, False])
def test_record_is_handed_over_to_following_epm(learner, other_epm, animator, stranger, stays):
    former = learner.epm
    ConsentFactory(learner=learner, epm=former)
    following = FollowingFactory(learner=learner, epm=other_epm)
    learner_services.hand_over(following=following, handed_by=animator, stays=stays)
    learner.refresh_from_db()
    assert learner.epm == other_epm
    assert list(Learner.objects.visible_to(stranger)) == [learner]
    assert list(Learner.objects.visible_to(Member.objects.get(pk=animator.pk))) == ([learner] if stays else [])
    assert [each.epm for each in learner.followings.live()] == ([former] if stays else [])


def test_record_is_not_handed_over_to_epm_that_left(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    Following.objects.update(until=timezone.now())
    with pytest.raises(ValidationError, match="ne suit plus"):
        learner_services.hand_over(following=following, handed_by=animator)
    learner.refresh_from_db()
    assert learner.epm != other_epm


def test_epm_without_consent_cannot_stay(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="Aucun accord"):
        learner_services.hand_over(following=following, handed_by=animator, stays=True)
    assert learner.followings.live().count() == 1


def test_evidence_is_noted_in_epm_of_observer(record, skill, other_epm, stranger):
    FollowingFactory(learner=record.learner, epm=other_epm)
    evidence = record_services.add_evidence(record=record, skill=skill, text="A rangé", observed_by=stranger)
    assert evidence.epm == other_epm


def test_consent_is_added_and_never_changed(learner, animator):
    first = note_consent(learner=learner, epm=learner.epm, noted_by=animator)
    second = note_consent(learner=learner, epm=learner.epm, noted_by=animator, means="written")
    assert list(learner.consents.all()) == [second, first]
    with pytest.raises(TypeError):
        first.save()


def test_old_consent_refers_to_its_text(learner):
    old, new = (ConsentFactory.build(learner=learner, version=version) for version in ("2026-1", "2026-2"))
    assert "Seuls elle et les animateurs de cet EPM le lisent." in old.text
    assert (old.is_current, new.is_current, new.text == old.text) == (False, True, False)


def test_consent_without_version_is_refused(learner):
    with pytest.raises(ValidationError, match="version du texte"):
        ConsentFactory.build(learner=learner, version="").validate_constraints()


def test_erasing_person_erases_consents_and_followings(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    learner.member.delete()
    assert (Following.objects.count(), Consent.objects.count()) == (0, 0)


def test_evidence_stays_when_following_ends(record, other_epm, stranger):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    EvidenceFactory(record=record, epm=other_epm)
    learner_services.end_following(following=following, ended_by=stranger)
    assert record.evidence.count() == 1


def test_following_and_consent_are_displayed_with_learner_and_epm(learner):
    following = FollowingFactory(learner=learner, epm=EPMFactory(name="EPM de Souillac"))
    assert [str(following), str(following.consent)] == ["Jeanne Delpech, EPM de Souillac"] * 2
    assert PositionFactory(epm=following.epm).member.epm_ids == {following.epm_id}
