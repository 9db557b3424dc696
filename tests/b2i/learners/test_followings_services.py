"""Further EPM that follow a learner, and the record given over to one."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.learners.models.consent import Consent
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services import followings
from b2i.learners.services.consents import note_consent
from b2i.records.services import notes
from reseau.members.models.member import Member
from tests.factories.b2i import ConsentFactory, EvidenceFactory, FollowingFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db


def test_an_epm_follows_on_a_consent_that_says_who_how_and_when(learner, other_epm, stranger):
    following = followings.follow(learner=learner, epm=other_epm, noted_by=stranger, means="written")
    consent = following.consent
    assert (following.epm, following.since, following.until) == (other_epm, consent.given_at, None)
    assert (consent.learner, consent.epm, consent.noted_by, consent.means) == (learner, other_epm, stranger, "written")
    assert list(Learner.objects.visible_to(stranger)) == [learner]


def test_the_epm_that_keeps_the_record_does_not_follow_as_well(learner, animator):
    with pytest.raises(ValidationError, match="suit déjà"):
        followings.follow(learner=learner, epm=learner.epm, noted_by=animator)
    assert (Following.objects.count(), Consent.objects.count()) == (0, 0)


def test_an_epm_follows_once(learner, other_epm, stranger):
    followings.follow(learner=learner, epm=other_epm, noted_by=stranger)
    with pytest.raises(ValidationError, match="suit déjà"):
        followings.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (Following.objects.count(), Consent.objects.count()) == (1, 1)


def test_the_database_refuses_two_live_followings_of_one_epm(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="suit déjà"):
        FollowingFactory.build(learner=learner, epm=other_epm).validate_constraints()


def test_a_child_is_followed_with_the_consent_of_a_parent(learner, other_epm, stranger):
    learner.birth_year = timezone.localdate().year - 12
    learner.save()
    with pytest.raises(ValidationError, match="parent"):
        followings.follow(learner=learner, epm=other_epm, noted_by=stranger)
    followings.follow(learner=learner, epm=other_epm, noted_by=stranger, giver="parent")
    assert Following.objects.get().consent.giver == "parent"


def test_a_following_that_ended_leaves_its_line_and_may_begin_again(learner, other_epm, stranger):
    following = followings.follow(learner=learner, epm=other_epm, noted_by=stranger)
    followings.end_following(following=following, ended_by=learner.member)
    followings.end_following(following=following, ended_by=stranger)
    following.refresh_from_db()
    assert (following.until is None, following.ended_by) == (False, learner.member)
    assert list(Learner.objects.visible_to(stranger)) == []
    followings.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (learner.followings.count(), learner.followings.live().count()) == (2, 1)


@pytest.mark.parametrize("stays", [True, False])
def test_a_record_is_given_over_to_an_epm_that_follows(learner, other_epm, animator, stranger, stays):
    former = learner.epm
    ConsentFactory(learner=learner, epm=former)
    following = FollowingFactory(learner=learner, epm=other_epm)
    followings.hand_over(following=following, handed_by=animator, stays=stays)
    learner.refresh_from_db()
    assert learner.epm == other_epm
    assert list(Learner.objects.visible_to(stranger)) == [learner]
    assert list(Learner.objects.visible_to(Member.objects.get(pk=animator.pk))) == ([learner] if stays else [])
    assert [each.epm for each in learner.followings.live()] == ([former] if stays else [])


def test_a_record_is_not_given_over_to_an_epm_that_she_left(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    Following.objects.update(until=timezone.now())
    with pytest.raises(ValidationError, match="ne suit plus"):
        followings.hand_over(following=following, handed_by=animator)
    learner.refresh_from_db()
    assert learner.epm != other_epm


def test_an_epm_without_a_consent_does_not_stay(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="Aucun accord"):
        followings.hand_over(following=following, handed_by=animator, stays=True)
    assert learner.followings.live().count() == 1


def test_what_is_seen_in_a_further_epm_is_noted_there(record, skill, other_epm, stranger):
    FollowingFactory(learner=record.learner, epm=other_epm)
    evidence = notes.add_evidence(record=record, skill=skill, text="A rangé", observed_by=stranger)
    assert evidence.epm == other_epm


def test_a_consent_is_added_and_never_changed(learner, animator):
    first = note_consent(learner=learner, epm=learner.epm, noted_by=animator)
    second = note_consent(learner=learner, epm=learner.epm, noted_by=animator, means="written")
    assert list(learner.consents.all()) == [second, first]
    with pytest.raises(TypeError):
        first.save()


def test_an_old_consent_says_to_which_text(learner):
    old, new = (ConsentFactory.build(learner=learner, version=version) for version in ("2026-1", "2026-3"))
    assert "Seuls elle et les animateurs de cet EPM le lisent." in old.text
    assert (old.is_current, new.is_current, new.text == old.text) == (False, True, False)


def test_a_consent_without_a_version_is_refused(learner):
    with pytest.raises(ValidationError, match="version du texte"):
        ConsentFactory.build(learner=learner, version="").validate_constraints()


def test_erasing_a_person_erases_her_consents_and_followings(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    learner.member.delete()
    assert (Following.objects.count(), Consent.objects.count()) == (0, 0)


def test_what_others_noted_stays_when_a_following_ends(record, other_epm, stranger):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    EvidenceFactory(record=record, epm=other_epm)
    followings.end_following(following=following, ended_by=stranger)
    assert record.evidence.count() == 1


def test_followings_say_whose_and_where(learner):
    following = FollowingFactory(learner=learner, epm=EPMFactory(name="EPM de Souillac"))
    assert [str(following), str(following.consent)] == ["Jeanne Delpech, EPM de Souillac"] * 2
    assert PositionFactory(epm=following.epm).member.epm_ids == {following.epm_id}
