"""Tests of card login, new secrets, consents, followings and hand-over."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from b2i.learners import services
from b2i.learners.models.consent import Consent
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services import LOCKED_CARD_MESSAGE, WRONG_CARD_MESSAGE, login_with_card, note_consent
from b2i.records import services as record_services
from reseau.members.models.member import Member
from tests.factories.b2i import SECRET, ConsentFactory, EvidenceFactory, FollowingFactory
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "46-9999"
WRONG = "0001"


class CountingHasher(MD5PasswordHasher):
    """Hasher that counts its costly step."""

    runs = 0

    def encode(self, password, salt):
        type(self).runs += 1
        return super().encode(password, salt)


def refusals(number: str, secret: str = WRONG, *, times: int = 1) -> list[str]:
    messages = []
    for _ in range(times):
        with pytest.raises(ValidationError) as refusal:
            login_with_card(number=number, secret=secret)
        messages += refusal.value.messages
    return messages


@pytest.mark.parametrize("number", ["46-0007", "46 0007", "0007"])
def test_number_and_secret_open_record(learner, number):
    assert login_with_card(number=number, secret=SECRET) == learner


def test_wrong_secret_is_refused(learner):
    assert refusals("46-0007") == [WRONG_CARD_MESSAGE]


def test_fifth_wrong_secret_locks_card(learner):
    assert refusals("46-0007", times=6) == [WRONG_CARD_MESSAGE] * 4 + [LOCKED_CARD_MESSAGE] * 2


def test_locked_card_refuses_right_secret(learner):
    refusals("46-0007", times=5)
    assert refusals("46-0007", SECRET) == [LOCKED_CARD_MESSAGE]


def test_locked_card_opens_after_fifteen_minutes(learner):
    with freeze_time(now := timezone.now()):
        refusals("46-0007", times=5)
    with freeze_time(now + timedelta(minutes=14)):
        assert refusals("46-0007", SECRET) == [LOCKED_CARD_MESSAGE]
    with freeze_time(now + timedelta(minutes=15)):
        assert login_with_card(number="46-0007", secret=SECRET) == learner


def test_right_secret_at_fifth_try_opens_card(learner):
    refusals("46-0007", times=4)
    login_with_card(number="46-0007", secret=SECRET)
    learner.refresh_from_db()
    assert (learner.failed_logins, learner.locked_until) == (0, None)


def test_unknown_number_answers_like_real_one(learner):
    assert refusals(UNKNOWN, times=6) == refusals("46-0007", times=6)


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "db.DatabaseCache"])
def test_unknown_number_locks_as_late_and_as_long_as_real_one(learner, settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "tries"}}
    call_command("createcachetable", verbosity=0)
    now, answers = timezone.now(), {"46-0007": [], UNKNOWN: []}
    for minutes in (0, 0, 0, 0, 16, 30, 31):
        with freeze_time(now + timedelta(minutes=minutes)):
            for number in answers:
                answers[number] += refusals(number)
    expected = [WRONG_CARD_MESSAGE] * 4 + [LOCKED_CARD_MESSAGE] * 2 + [WRONG_CARD_MESSAGE]
    assert answers == {"46-0007": expected, UNKNOWN: expected}


def test_unknown_number_costs_as_much_hashing_as_real_one(learner, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.runs = 0
    refusals("46-0007")
    known_card_runs = CountingHasher.runs
    refusals(UNKNOWN)
    assert (known_card_runs, CountingHasher.runs) == (1, 2)


def test_locked_card_costs_as_much_hashing(learner, settings):
    Learner.objects.update(failed_logins=5, locked_until=timezone.now() + timedelta(minutes=15))
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.runs = 0
    refusals("46-0007")
    assert CountingHasher.runs == 1


def test_tries_on_one_card_do_not_lock_another(learner, other_record):
    refusals("46-0007", times=5)
    other_learner = other_record.learner
    assert login_with_card(number=other_learner.card_number, secret=SECRET) == other_learner


def test_closed_account_is_refused(learner):
    learner.member.is_active = False
    learner.member.save()
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_card_does_not_open_account_of_animator(learner, epm):
    PositionFactory(member=learner.member, epm=epm)
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_card_does_not_open_account_of_superuser(learner):
    learner.member.is_superuser = True
    learner.member.save()
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_new_secret_replaces_old_one_and_unlocks_card(learner):
    for _ in range(5):
        Learner.objects.filter(pk=learner.pk).spend_try()
    secret = services.reset_secret(learner=learner)
    learner.refresh_from_db()
    assert (learner.check_secret(secret), learner.is_locked) == (True, False)
    assert learner.check_secret("2580") == (secret == "2580")


def test_new_secret_closes_sessions_of_old_one(record):
    client = Client()
    client.force_login(record.learner.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    services.reset_secret(learner=record.learner)
    assert client.get("/b2i/mon-livret/").status_code == 302


def test_new_secret_keeps_password_of_member(learner):
    learner.member.set_password("un-mot-de-passe-solide")
    learner.member.save()
    services.reset_secret(learner=learner)
    assert Member.objects.get(pk=learner.member_id).check_password("un-mot-de-passe-solide")


def test_following_stores_its_consent(learner, other_epm, stranger):
    following = services.follow(learner=learner, epm=other_epm, noted_by=stranger, means="written")
    consent = following.consent
    assert (following.epm, following.since, following.until) == (other_epm, consent.given_at, None)
    assert (consent.learner, consent.epm, consent.noted_by, consent.means) == (learner, other_epm, stranger, "written")
    assert list(Learner.objects.visible_to(stranger)) == [learner]


def test_keeping_epm_cannot_follow_too(learner, animator):
    with pytest.raises(ValidationError, match="suit déjà"):
        services.follow(learner=learner, epm=learner.epm, noted_by=animator)
    assert (Following.objects.count(), Consent.objects.count()) == (0, 0)


def test_epm_cannot_follow_twice(learner, other_epm, stranger):
    services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    with pytest.raises(ValidationError, match="suit déjà"):
        services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (Following.objects.count(), Consent.objects.count()) == (1, 1)


def test_database_refuses_two_live_followings_of_one_epm(learner, other_epm):
    FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="suit déjà"):
        FollowingFactory.build(learner=learner, epm=other_epm).validate_constraints()


def test_child_is_followed_with_consent_of_parent(learner, other_epm, stranger):
    learner.birth_year = timezone.localdate().year - 12
    learner.save()
    with pytest.raises(ValidationError, match="parent"):
        services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    services.follow(learner=learner, epm=other_epm, noted_by=stranger, giver="parent")
    assert Following.objects.get().consent.giver == "parent"


def test_ended_following_stays_and_can_begin_again(learner, other_epm, stranger):
    following = services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    services.end_following(following=following, ended_by=learner.member)
    services.end_following(following=following, ended_by=stranger)
    following.refresh_from_db()
    assert (following.until is None, following.ended_by) == (False, learner.member)
    assert list(Learner.objects.visible_to(stranger)) == []
    services.follow(learner=learner, epm=other_epm, noted_by=stranger)
    assert (learner.followings.count(), learner.followings.live().count()) == (2, 1)


@pytest.mark.parametrize("stays", [True, False])
def test_record_is_handed_over_to_following_epm(learner, other_epm, animator, stranger, stays):
    former_epm = learner.epm
    ConsentFactory(learner=learner, epm=former_epm)
    following = FollowingFactory(learner=learner, epm=other_epm)
    services.hand_over(following=following, handed_by=animator, stays=stays)
    learner.refresh_from_db()
    assert learner.epm == other_epm
    assert list(Learner.objects.visible_to(stranger)) == [learner]
    assert list(Learner.objects.visible_to(Member.objects.get(pk=animator.pk))) == ([learner] if stays else [])
    assert [following.epm for following in learner.followings.live()] == ([former_epm] if stays else [])


def test_record_is_not_handed_over_to_epm_that_left(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    Following.objects.update(until=timezone.now())
    with pytest.raises(ValidationError, match="ne suit plus"):
        services.hand_over(following=following, handed_by=animator)
    learner.refresh_from_db()
    assert learner.epm != other_epm


def test_epm_without_consent_cannot_stay(learner, other_epm, animator):
    following = FollowingFactory(learner=learner, epm=other_epm)
    with pytest.raises(ValidationError, match="Aucun accord"):
        services.hand_over(following=following, handed_by=animator, stays=True)
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
    old, new = (ConsentFactory.build(learner=learner, version=version) for version in ("2026-1", "2026-3"))
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
    services.end_following(following=following, ended_by=stranger)
    assert record.evidence.count() == 1


def test_following_and_consent_are_displayed_with_learner_and_epm(learner):
    following = FollowingFactory(learner=learner, epm=EPMFactory(name="EPM de Souillac"))
    assert [str(following), str(following.consent)] == ["Jeanne Delpech, EPM de Souillac"] * 2
    assert PositionFactory(epm=following.epm).member.epm_ids == {following.epm_id}
