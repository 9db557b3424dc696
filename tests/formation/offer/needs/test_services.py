"""Needs: add, support, withdraw, and notify first the people who wait."""

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from formation.offer.needs.models import Voice, Wish, WishAnswer
from formation.offer.needs.services import add_wish, attach_wish, support_wish, want_training, withdraw_voice
from formation.sessions.enrolment.services.enrolments import enrol
from formation.sessions.half_day_rules import Slot
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import announce_session, cancel_session, open_session
from reseau.texts.wording import day_in_full
from tests.factories.b2i import SkillFactory
from tests.factories.formation import SessionFactory, TrainingPageFactory, in_days
from tests.factories.planning import VoiceFactory, WishFactory


def open_training_session(training, epm, by, *, opens_on=None, **options):
    session_data = SessionData.in_epm(epm, capacity=8, opens_on=opens_on)
    slots = [Slot.usual(in_days(30), "morning")]
    return open_session(training=training, session_data=session_data, half_days=slots, by=by, **options)


def notices_of(member) -> list[str]:
    return list(Notice.objects.filter(member=member, key__endswith=":wished").values_list("text", flat=True))


def test_new_words_get_the_voice_of_their_author(animator, figeac):
    wish = add_wish(words="Animer un atelier mots croisés", by=animator, weekdays=[3, 1], parts=["morning"])

    voice = wish.voices.get()
    assert (str(wish), voice.member, voice.territory) == ("Animer un atelier mots croisés", animator, figeac)
    assert (voice.weekdays, voice.parts) == ([1, 3], ["morning"])


def test_same_words_add_one_voice(animator, stranger):
    first = add_wish(words="Parler aux ados", by=animator)
    second = add_wish(words="parler aux ados", by=stranger)

    assert (first, Voice.objects.count()) == (second, 2)


def test_voice_of_a_coordinator_has_no_territory(coordinator):
    assert add_wish(words="Parler aux ados", by=coordinator).voices.get().territory is None


def test_second_support_updates_the_same_voice(animator):
    wish = WishFactory()
    support_wish(wish=wish, by=animator, weekdays=[0])
    support_wish(wish=wish, by=animator, weekdays=[4])

    assert list(wish.voices.values_list("member", "weekdays")) == [(animator.pk, [4])]


def test_training_has_one_wish_under_its_most_frequent_theme(training, animator, stranger):
    rare_skill, frequent_skill = SkillFactory(), SkillFactory()
    training.skills.add(rare_skill, frequent_skill, SkillFactory(domain=frequent_skill.domain))
    training.save()

    wishes = {want_training(training=training, by=member) for member in (animator, stranger)}

    assert [(wish.training, wish.domain, wish.voices.count()) for wish in wishes] == [
        (training, frequent_skill.domain, 2)
    ]


def test_words_without_voice_are_deleted_but_not_a_training(animator, training):
    words, of_training = add_wish(words="Parler aux ados", by=animator), want_training(training=training, by=animator)
    withdraw_voice(wish=words, by=animator)
    withdraw_voice(wish=of_training, by=animator)

    assert list(Wish.objects.all()) == [of_training]


def test_words_with_other_voices_stay(animator, stranger):
    wish = add_wish(words="Parler aux ados", by=animator)
    support_wish(wish=wish, by=stranger)
    withdraw_voice(wish=wish, by=animator)

    assert [voice.member for voice in wish.voices.all()] == [stranger]


def test_attached_words_merge_voices_without_duplicates(animator, stranger, training, coordinator):
    wish = add_wish(words="Parler aux ados", by=animator)
    support_wish(wish=wish, by=stranger)
    want_training(training=training, by=stranger)

    of_training = attach_wish(wish=wish, training=training, by=coordinator)

    assert {voice.member for voice in of_training.voices.all()} == {animator, stranger}
    assert list(Wish.objects.all()) == [of_training]
    with pytest.raises(ValidationError):
        attach_wish(wish=of_training, training=training, by=coordinator)


def test_wishers_are_notified_once_at_the_announcement(
    animator, stranger, training, epm, coordinator, django_capture_on_commit_callbacks
):
    want_training(training=training, by=animator)

    session = open_training_session(training, epm, coordinator)

    assert [text.partition(",")[0] for text in notices_of(animator)] == [f"Vous l’attendiez\u00a0: {training.title}"]
    assert MailItem.objects.filter(member=animator, key=f"session:{session.pk}:wished").count() == 1
    assert notices_of(stranger) == []


def test_notice_says_when_enrolment_opens(animator, training, epm, coordinator):
    want_training(training=training, by=animator)
    open_training_session(training, epm, coordinator, opens_on=in_days(5))

    assert notices_of(animator)[0].endswith(f"Inscriptions à partir du {day_in_full(in_days(5))}")


def test_draft_notifies_nobody_until_announced(animator, training, epm, coordinator):
    want_training(training=training, by=animator)
    draft = open_training_session(training, epm, coordinator, is_draft=True)
    assert notices_of(animator) == []

    with pytest.raises(ValidationError, match="date passée"):
        announce_session(session=draft, by=coordinator, at=draft.begins_at)
    announce_session(session=draft, by=coordinator)

    assert len(notices_of(animator)) == 1


def test_session_opened_for_a_need_answers_it(animator, training, epm, coordinator):
    wish = add_wish(words="Parler aux ados", by=animator)

    session = open_training_session(training, epm, coordinator, wish=wish)

    assert WishAnswer.objects.get().session == session
    assert len(notices_of(animator)) == 1


def test_session_of_another_training_notifies_nobody(animator, training, epm, coordinator):
    want_training(training=TrainingPageFactory(), by=animator)
    open_training_session(training, epm, coordinator)

    assert notices_of(animator) == []


def test_enrolment_answers_the_voice_and_cancellation_reopens_it(animator, training, epm, coordinator):
    wish = want_training(training=training, by=animator)
    session = open_training_session(training, epm, coordinator)
    assert Voice.objects.unanswered().count() == 1

    enrol(session=session, member=animator)
    assert Voice.objects.unanswered().count() == 0

    cancel_session(session=session, reason="Formatrice malade", by=coordinator)
    assert [voice.wish for voice in Voice.objects.unanswered()] == [wish]


def test_former_participant_may_want_it_again(animator, training, epm):
    want_training(training=training, by=animator)
    enrol(session=SessionFactory(training=training, epm=epm), member=animator)

    want_training(training=training, by=animator)

    assert Voice.objects.unanswered().count() == 1


def test_enrolment_before_the_voice_does_not_answer_it(animator, training, epm):
    enrol(session=SessionFactory(training=training, epm=epm), member=animator)
    want_training(training=training, by=animator)

    assert Voice.objects.unanswered().count() == 1


def test_voice_of_a_former_member_does_not_count(former):
    VoiceFactory(member=former)

    assert Voice.objects.unanswered().count() == 0
