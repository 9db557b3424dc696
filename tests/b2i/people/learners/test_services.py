"""Tests of card login, new secrets, consents, followings and hand-over."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.channels.notices.models import Notice
from b2i.admission.duplicates.services import merge
from b2i.people.card_locks.models import CardTries
from b2i.people.card_locks.origin import REGISTERED
from b2i.people.learners import services
from b2i.people.learners.consent_texts import CONSENT_VERSION
from b2i.people.learners.models.card_event import CardEvent
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.notices import notify_closed_card
from b2i.people.learners.services import (
    CLOSED_CARD_MESSAGE,
    WRONG_CARD_MESSAGE,
    ParentSignature,
    login_with_card,
    note_consent,
)
from b2i.privacy.rights import services as rights_services
from b2i.records import services as record_services
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
from tests.factories.b2i import (
    SECRET,
    CardTriesFactory,
    ConsentFactory,
    EvidenceFactory,
    FollowingFactory,
    RecordFactory,
)
from tests.factories.reseau import EPMFactory, PositionFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "46-9999"
WRONG = "0001"
HOME = "home"


class CountingHasher(MD5PasswordHasher):
    """Hasher that counts its costly step."""

    algorithm = "counting"
    runs = 0

    def encode(self, password, salt):
        type(self).runs += 1
        return super().encode(password, salt)


def refusals(number: str, secret: str = WRONG, *, times: int = 1, origin: str = HOME) -> list[str]:
    messages = []
    for _ in range(times):
        with pytest.raises(ValidationError) as refusal:
            login_with_card(number=number, secret=secret, origin=origin)
        messages += refusal.value.messages
    return messages


def texts_of_notices(member: Member) -> list[str]:
    return list(Notice.objects.filter(member=member).values_list("text", flat=True))


@pytest.mark.parametrize("number", ["46-0007", "46 0007", "0007"])
def test_number_and_secret_open_record(learner, number):
    assert login_with_card(number=number, secret=SECRET, origin=HOME) == learner


def test_wrong_secret_is_refused(learner):
    assert refusals("46-0007") == [WRONG_CARD_MESSAGE]


def test_card_at_rest_refuses_right_secret_until_its_hour(learner):
    with freeze_time("2026-11-27 15:00:00+01:00") as clock:
        refusals("46-0007", times=5)
        clock.move_to("2026-11-27 15:14:59+01:00")
        (refusal,) = refusals("46-0007", SECRET)
        assert refusal.count("Recommencez à 15\u00a0h\u00a015.") == 1
        clock.move_to("2026-11-27 15:15:00+01:00")
        assert login_with_card(number="46-0007", secret=SECRET, origin=HOME) == learner


def test_right_secret_at_fifth_try_opens_card(learner):
    refusals("46-0007", times=4)
    login_with_card(number="46-0007", secret=SECRET, origin=HOME)
    assert not CardTries.objects.exists()


def test_unknown_number_answers_like_real_one_until_it_is_closed(learner):
    answers = {"46-0007": [], UNKNOWN: []}
    with freeze_time(now := timezone.now()) as clock:
        for hours in (0, 1, 2, 4, 400):
            clock.move_to(now + timedelta(hours=hours))
            for number in answers:
                answers[number] += refusals(number, times=6)
    assert answers[UNKNOWN] == answers["46-0007"]
    assert answers[UNKNOWN][22:] == [CLOSED_CARD_MESSAGE] * 8


@pytest.mark.parametrize("wrong", [0, 3, 4, 5, 20])
def test_unknown_number_costs_as_many_hashes_and_queries_as_real_one(learner, settings, wrong):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    Learner.objects.update(card_secret=make_password(SECRET))
    costs = []
    for number in ("46-0007", UNKNOWN):
        CardTriesFactory(lock__card_number=number, wrong=wrong, origin=HOME)
        CountingHasher.runs = 0
        with CaptureQueriesContext(connection) as queries:
            refusals(number)
        costs.append((CountingHasher.runs, len(queries)))
    assert costs[0] == costs[1]
    assert costs[0][0] == (1 if wrong in (0, 3, 4) else 0)


def test_unknown_number_is_checked_with_hash_as_old_as_those_of_cards(learner, settings):
    """Hashes change with the years: another one would tell that nobody has the number."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    Learner.objects.update(card_secret=make_password(SECRET))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", f"{__name__}.CountingHasher"]
    for number in ("46-0007", UNKNOWN):
        CountingHasher.runs = 0
        refusals(number)
        assert CountingHasher.runs == 1


def test_closed_card_is_told_to_animators_until_it_is_open(learner, animator, colleague, stranger):
    CardTriesFactory(lock__card_number="46-0007", wrong=19, origin=HOME, paused_until=None)
    assert refusals("46-0007", times=2) == [CLOSED_CARD_MESSAGE] * 2
    text = "Jeanne Delpech\u00a0: carte fermée, 20\u00a0codes faux de suite. Rouvrez-la avec la personne."
    assert [texts_of_notices(member) for member in (animator, colleague, stranger)] == [[text], [text], []]
    assert [event.kind for event in learner.card_events.all()] == ["closed"]
    services.reopen_card(learner=learner, by=animator)
    assert [texts_of_notices(member) for member in (animator, colleague)] == [[], []]
    assert [(event.kind, event.by, event.epm) for event in learner.card_events.all()] == [
        ("reopened", animator, learner.epm),
        ("closed", None, None),
    ]
    assert login_with_card(number="46-0007", secret=SECRET, origin=HOME) == learner


def test_card_is_closed_in_its_place_alone(learner):
    CardTriesFactory(lock__card_number="46-0007", wrong=20, origin=HOME)
    assert login_with_card(number="46-0007", secret=SECRET, origin=REGISTERED) == learner
    assert refusals("46-0007", SECRET) == [CLOSED_CARD_MESSAGE]


def test_tries_on_one_card_do_not_lock_another(learner, other_record):
    refusals("46-0007", times=5)
    other_learner = other_record.learner
    assert login_with_card(number=other_learner.card_number, secret=SECRET, origin=HOME) == other_learner


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


def test_closed_card_is_told_by_its_number_to_those_who_may_not_read_that_record(learner, animator):
    """The record is put aside; another one that the animator reads does not open its name."""
    RecordFactory(learner__epm=learner.epm)
    rights_services.put_aside(learner=learner, asked_by=animator)
    notify_closed_card(learner)
    assert [text for text in texts_of_notices(animator) if "carte fermée" in text] == [
        "Carte 46-0007\u00a0: carte fermée, 20\u00a0codes faux de suite. Rouvrez-la avec la personne."
    ]


def test_new_secret_ends_the_notices_of_a_closed_card(learner, animator, colleague):
    CardTriesFactory(lock__card_number="46-0007", wrong=19, origin=HOME, paused_until=None)
    refusals("46-0007", times=2)
    services.reset_secret(learner=learner, by=animator)
    assert [text for text in texts_of_notices(colleague) if "carte fermée" in text] == []


@pytest.mark.parametrize("wrong", [5, 20])
def test_new_secret_replaces_old_one_and_opens_card(learner, animator, wrong):
    CardTriesFactory(lock__card_number="46-0007", wrong=wrong, origin=HOME)
    secret = services.reset_secret(learner=learner, by=animator)
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]
    assert login_with_card(number="46-0007", secret=secret, origin=HOME) == learner


def test_new_secret_is_noted_and_told_to_epm_that_keeps_record(learner, animator, colleague, stranger):
    services.reset_secret(learner=learner, by=animator)
    text = f"Jeanne Delpech\u00a0: nouveau code secret, donné par {animator}."
    assert [texts_of_notices(member) for member in (animator, colleague, stranger)] == [[text], [text], []]
    assert [(event.kind, event.by, event.epm) for event in learner.card_events.all()] == [
        ("renewed", animator, learner.epm)
    ]


def test_first_card_is_noted_and_surprises_nobody(learner, animator):
    Learner.objects.update(card_secret="")
    services.reset_secret(learner=learner, by=animator)
    assert ([event.kind for event in learner.card_events.all()], texts_of_notices(animator)) == (["made"], [])


def test_new_secret_is_not_given_while_record_is_put_aside(learner, animator):
    rights_services.put_aside(learner=learner, asked_by=animator)
    with pytest.raises(ValidationError, match="mis de côté"):
        services.reset_secret(learner=learner, by=animator)
    assert Learner.objects.get().card_secret == learner.card_secret


@pytest.mark.parametrize("password", [None, "un-mot-de-passe-solide"])
def test_new_secret_closes_sessions_of_old_one(record, animator, password):
    record.learner.member.set_password(password)
    record.learner.member.save()
    client = Client()
    client.force_login(record.learner.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    services.reset_secret(learner=record.learner, by=animator)
    assert client.get("/b2i/mon-livret/").status_code == 302


def test_new_secret_keeps_password_of_member(learner, animator):
    learner.member.set_password("un-mot-de-passe-solide")
    learner.member.save()
    services.reset_secret(learner=learner, by=animator)
    assert Member.objects.get(pk=learner.member_id).check_password("un-mot-de-passe-solide")


def keeper_actions(record, follower: Member, following: Following) -> dict:
    """Return what the EPM that keeps a record does alone, as calls by somebody of an EPM that follows."""
    learner = record.learner
    own = RecordFactory(learner__epm=following.epm, framework=record.framework).learner
    identity = {"first_name": "Autre", "last_name": "", "birth_year": None, "commune": None}
    return {
        "new secret": lambda: services.reset_secret(learner=learner, by=follower),
        "open card": lambda: services.reopen_card(learner=learner, by=follower),
        "hand over": lambda: services.hand_over(following=following, handed_by=follower),
        "put aside": lambda: rights_services.put_aside(learner=learner, asked_by=follower),
        "reopen": lambda: rights_services.reopen_record(learner=learner, lifted_by=follower),
        "correct": lambda: rights_services.correct_identity(learner=learner, corrected_by=follower, **identity),
        "erase": lambda: rights_services.erase_at_request(learner=learner, erased_by=follower),
        "merge into own": lambda: merge(kept=own, absorbed=learner, merged_by=follower),
    }


@pytest.mark.parametrize(
    "action",
    ["new secret", "open card", "hand over", "put aside", "reopen", "correct", "erase", "merge into own"],
)
def test_epm_that_follows_does_nothing_that_the_keeper_does_alone(record, other_epm, stranger, action):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    actions = keeper_actions(record, stranger, following)
    with pytest.raises(ValidationError) as refusal:
        actions[action]()
    assert refusal.value.messages == ["L’EPM de Gramat tient ce livret\u00a0: lui seul peut le faire."]
    assert CardEvent.objects.count() == 0


def test_third_epm_does_not_end_a_following(learner, other_epm):
    following = FollowingFactory(learner=learner, epm=other_epm)
    third = PositionFactory(epm=FollowingFactory(learner=learner).epm).member
    with pytest.raises(ValidationError, match="peuvent arrêter ce suivi"):
        services.end_following(following=following, ended_by=third)
    assert learner.followings.live().count() == 2


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
    with pytest.raises(ValidationError, match="nom du parent"):
        services.follow(learner=learner, epm=other_epm, noted_by=stranger, giver="parent")
    signature = ParentSignature("Claire Delpech", paper_mark="Classeur 2026")
    services.follow(learner=learner, epm=other_epm, noted_by=stranger, giver="parent", signature=signature)
    consent = Following.objects.get().consent
    assert (consent.giver, consent.parent_name, consent.paper_mark) == ("parent", "Claire Delpech", "Classeur 2026")


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
    old, new = (ConsentFactory.build(learner=learner, version=version) for version in ("2026-1", CONSENT_VERSION))
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
