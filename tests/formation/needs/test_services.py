"""Saying what one wants, supporting it, taking it back, and being told first."""

import pytest
from django.core.exceptions import ValidationError

from alertes.mails.models.mail import Mail
from alertes.notices.models import Notice
from formation.enrolment.services.enrolments import enrol
from formation.needs.models import Voice, Wish, WishAnswer
from formation.needs.services import attach_wish, say_wish, support_wish, want_training, withdraw_voice
from formation.scheduling.services import announce_session, cancel_session, open_session
from formation.sessions.half_day_data import Slot
from formation.sessions.session_data import Terms
from reseau.wording import day_in_full
from tests.factories.b2i import SkillFactory
from tests.factories.formation import SessionFactory, TrainingPageFactory, in_days
from tests.factories.planning import VoiceFactory, WishFactory


def opened(training, epm, by, *, opens_on=None, **options):
    terms = Terms.in_epm(epm, capacity=8, opens_on=opens_on)
    slots = [Slot.usual(in_days(30), "morning")]
    return open_session(training=training, terms=terms, half_days=slots, by=by, **options)


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member, key__endswith=":wished").values_list("text", flat=True))


def test_words_are_noted_with_the_voice_of_who_says_them(animator, figeac):
    wish = say_wish(words="Animer un atelier mots croisés", by=animator, weekdays=[3, 1], parts=["morning"])

    voice = wish.voices.get()
    assert (str(wish), voice.member, voice.territory) == ("Animer un atelier mots croisés", animator, figeac)
    assert (voice.weekdays, voice.parts) == ([1, 3], ["morning"])


def test_same_words_said_again_get_one_more_voice(animator, stranger):
    first = say_wish(words="Parler aux ados", by=animator)
    second = say_wish(words="parler aux ados", by=stranger)

    assert (first, Voice.objects.count()) == (second, 2)


def test_coordinator_speaks_from_no_territory(coordinator):
    assert say_wish(words="Parler aux ados", by=coordinator).voices.get().territory is None


def test_support_twice_is_one_voice_and_keeps_what_was_said_last(animator):
    wish = WishFactory()
    support_wish(wish=wish, by=animator, weekdays=[0])
    support_wish(wish=wish, by=animator, weekdays=[4])

    assert list(wish.voices.values_list("member", "weekdays")) == [(animator.pk, [4])]


def test_training_has_one_wish_under_the_theme_of_most_of_its_skills(training, animator, stranger):
    few, many = SkillFactory(), SkillFactory()
    training.skills.add(few, many, SkillFactory(domain=many.domain))
    training.save()

    wishes = {want_training(training=training, by=member) for member in (animator, stranger)}

    assert [(wish.training, wish.domain, wish.voices.count()) for wish in wishes] == [(training, many.domain, 2)]


def test_words_without_a_voice_are_forgotten_and_a_training_is_not(animator, training):
    words, of_training = say_wish(words="Parler aux ados", by=animator), want_training(training=training, by=animator)
    withdraw_voice(wish=words, by=animator)
    withdraw_voice(wish=of_training, by=animator)

    assert list(Wish.objects.all()) == [of_training]


def test_words_of_others_stay(animator, stranger):
    wish = say_wish(words="Parler aux ados", by=animator)
    support_wish(wish=wish, by=stranger)
    withdraw_voice(wish=wish, by=animator)

    assert [voice.member for voice in wish.voices.all()] == [stranger]


def test_words_become_a_training_and_nobody_counts_twice(animator, stranger, training, coordinator):
    wish = say_wish(words="Parler aux ados", by=animator)
    support_wish(wish=wish, by=stranger)
    want_training(training=training, by=stranger)

    of_training = attach_wish(wish=wish, training=training, by=coordinator)

    assert {voice.member for voice in of_training.voices.all()} == {animator, stranger}
    assert list(Wish.objects.all()) == [of_training]
    with pytest.raises(ValidationError):
        attach_wish(wish=of_training, training=training, by=coordinator)


def test_those_who_waited_for_a_training_are_told_once_it_is_announced(
    animator, stranger, training, epm, coordinator, django_capture_on_commit_callbacks
):
    want_training(training=training, by=animator)

    session = opened(training, epm, coordinator)

    assert [text.partition(",")[0] for text in told(animator)] == [f"Vous l’attendiez\u00a0: {training.title}"]
    assert Mail.objects.filter(member=animator, key=f"session:{session.pk}:wished").count() == 1
    assert told(stranger) == []


def test_those_told_first_read_from_when_they_may_enrol(animator, training, epm, coordinator):
    want_training(training=training, by=animator)
    opened(training, epm, coordinator, opens_on=in_days(5))

    assert told(animator)[0].endswith(f"Inscriptions à partir du {day_in_full(in_days(5))}")


def test_draft_tells_nobody_until_it_is_announced(animator, training, epm, coordinator):
    want_training(training=training, by=animator)
    draft = opened(training, epm, coordinator, is_draft=True)
    assert told(animator) == []

    announce_session(session=draft, by=coordinator)

    assert len(told(animator)) == 1


def test_session_opened_for_words_answers_them(animator, training, epm, coordinator):
    wish = say_wish(words="Parler aux ados", by=animator)

    session = opened(training, epm, coordinator, wish=wish)

    assert WishAnswer.objects.get().session == session
    assert len(told(animator)) == 1


def test_session_of_another_training_tells_nobody(animator, training, epm, coordinator):
    want_training(training=TrainingPageFactory(), by=animator)
    opened(training, epm, coordinator)

    assert told(animator) == []


def test_who_enrols_waits_no_more_and_who_leaves_or_loses_her_session_waits_again(animator, training, epm, coordinator):
    wish = want_training(training=training, by=animator)
    session = opened(training, epm, coordinator)
    assert Voice.objects.unanswered().count() == 1

    enrol(session=session, member=animator)
    assert Voice.objects.unanswered().count() == 0

    cancel_session(session=session, reason="Formatrice malade", by=coordinator)
    assert [voice.wish for voice in Voice.objects.unanswered()] == [wish]


def test_who_followed_it_may_want_it_again(animator, training, epm):
    want_training(training=training, by=animator)
    enrol(session=SessionFactory(training=training, epm=epm), member=animator)

    want_training(training=training, by=animator)

    assert Voice.objects.unanswered().count() == 1


def test_enrolment_of_before_the_wish_answers_nothing(animator, training, epm):
    enrol(session=SessionFactory(training=training, epm=epm), member=animator)
    want_training(training=training, by=animator)

    assert Voice.objects.unanswered().count() == 1


def test_who_has_left_the_network_asks_for_nothing(former):
    VoiceFactory(member=former)

    assert Voice.objects.unanswered().count() == 0
