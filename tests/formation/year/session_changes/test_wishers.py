"""A session that people wished for, opened, moved, cancelled: nobody is told what is no longer true."""

import pytest

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.services import choose_kinds
from alertes.enums import DropReason, MailState, Rhythm
from formation.declarations.events import TRAINING_WISHED
from formation.offer.needs.services import want_training
from formation.sessions.half_day_rules import Slot
from formation.sessions.session_data import SessionData
from formation.year.session_changes.change_preview import preview_cancellation_notices, preview_change
from formation.year.session_changes.services import cancel_session, change_session, open_session
from reseau.texts.wording import day_in_full
from tests.clock import freeze_time
from tests.factories.formation import in_days
from tests.moments import days_from_now

REASON = "Formatrice malade"


@pytest.fixture
def wished(training, epm, coordinator, animator):
    """A session in thirty days, that `animator` wished for."""
    want_training(training=training, by=animator)
    slots = [Slot.usual(in_days(30), "morning")]
    return open_session(
        training=training, session_data=SessionData.in_epm(epm, capacity=8), half_days=slots, by=coordinator
    )


def move(session, days: int, by, **options):
    data = SessionData.in_epm(session.epm, capacity=8, **options)
    return change_session(session=session, session_data=data, half_days=[Slot.usual(in_days(days), "morning")], by=by)


def tell_in_days(days: int) -> None:
    with freeze_time(days_from_now(days)):
        send_digests()
        send_waiting()


def items() -> list[str]:
    return list(MailItem.objects.waiting().order_by("pk").values_list("text", flat=True))


def test_message_that_waits_says_the_new_day(wished, coordinator, animator):
    move(wished, 37, coordinator)

    assert [day_in_full(in_days(37)) in text for text in items()] == [True]
    assert [day_in_full(in_days(37)) in notice.text for notice in animator.notices.all()] == [True]


def test_message_that_waits_leaves_with_the_new_day(wished, coordinator, mailoutbox):
    move(wished, 37, coordinator)
    tell_in_days(1)

    assert [day_in_full(in_days(37)) in mail.body for mail in mailoutbox] == [True]


def test_message_that_waits_says_when_enrolment_now_opens(wished, coordinator):
    move(wished, 30, coordinator, opens_on=in_days(5))

    assert [text.rpartition(". ")[2] for text in items()] == [f"Inscriptions à partir du {day_in_full(in_days(5))}"]


def test_nobody_is_told_of_a_session_cancelled_before_the_digest(wished, coordinator, animator, mailoutbox):
    move(wished, 37, coordinator)
    cancel_session(session=wished, reason=REASON, by=coordinator)
    tell_in_days(1)

    assert (mailoutbox, items(), list(animator.notices.all())) == ([], [], [])


def test_who_was_told_is_told_the_change_then_the_cancellation(wished, coordinator, animator, mailoutbox):
    tell_in_days(1)
    move(wished, 37, coordinator)

    assert [text.partition("\u00a0")[0] for text in items()] == ["Une formation que vous attendiez change"]
    assert day_in_full(in_days(37)) in items()[0]

    cancel_session(session=wished, reason=REASON, by=coordinator)

    assert [text.rpartition("\u00a0: ")[2] for text in items()] == [REASON]
    assert [notice.text.partition("\u00a0")[0] for notice in animator.notices.all()] == ["Session annulée"]


def test_what_an_unseen_change_made_false_does_not_leave(wished, mailoutbox):
    """Whatever changes the row without a word: the mail is checked when it is written."""
    wished.half_days.update(date=in_days(44))
    tell_in_days(1)

    assert mailoutbox == []


def test_mail_that_leaves_at_once_is_checked_too(training, epm, coordinator, animator, mailoutbox):
    choose_kinds(member=animator, choices={TRAINING_WISHED: (Rhythm.AT_ONCE, True)})
    want_training(training=training, by=animator)
    session = open_session(
        training=training,
        session_data=SessionData.in_epm(epm, capacity=8),
        half_days=[Slot.usual(in_days(30), "morning")],
        by=coordinator,
    )
    session.half_days.update(date=in_days(44))
    tell_in_days(1)

    mail = Mail.objects.get()
    assert (mailoutbox, mail.state, mail.problem) == ([], MailState.DROPPED, DropReason.CHANGED.label)


def test_enrolment_that_has_closed_is_not_announced(wished, mailoutbox):
    tell_in_days(31)

    assert mailoutbox == []


def test_people_to_tell_before_a_cancellation_are_those_who_were_told(wished, coordinator, animator):
    waiting = preview_cancellation_notices(wished, by=coordinator)
    tell_in_days(1)
    told = preview_cancellation_notices(wished, by=coordinator)

    assert waiting == []
    assert [(each.member, each.ways) for each in told] == [(animator, "alerte, courriel, dans son prochain résumé")]


def test_preview_of_a_change_counts_those_who_wished(wished, coordinator, animator):
    waiting = preview_change(wished, lambda: move(wished, 37, coordinator))
    tell_in_days(1)
    told = preview_change(wished, lambda: move(wished, 37, coordinator))

    assert [(each.member, each.ways) for each in waiting.notifications] == [
        (animator, "attend cette session, n’en sait encore rien\u00a0: son message dira ce qui change")
    ]
    assert [(each.member, each.ways) for each in told.notifications] == [
        (animator, "alerte, courriel, dans son prochain résumé")
    ]
    assert Notice.objects.filter(key__contains="wished-changed").count() == 0
