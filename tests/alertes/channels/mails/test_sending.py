"""Sending due mails: each once, even if a worker dies, and none that has become needless."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from alertes.channels.mails import sending
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import LOST, reap_abandoned, send_waiting
from alertes.choices.preferences.models import MailChoice
from alertes.enums import DropReason, MailState, Matter, Rhythm
from formation.declarations.events import SESSION_DATES
from forums.declarations.events import OWN_TOPIC_ANSWERED
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory, NoticeFactory
from tests.interleaving import just_before
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db

CLAIM = 'UPDATE "alertes_mail"'


class KilledAfterwards(EmailBackend):
    """Backend that sends the mail and dies before the worker can record it."""

    def send_messages(self, messages) -> int:
        super().send_messages(messages)
        raise SystemExit(1)


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


@freeze_time("2026-03-02 09:00")
def test_due_mail_is_sent_and_recorded(animator):
    mail = MailFactory(member=animator)
    MailFactory(late=True)

    assert send_waiting() == 1

    (message,) = outgoing.outbox
    assert message.to == [animator.email]
    mail.refresh_from_db()
    assert (mail.state, mail.address, mail.attempts, mail.settled, mail.problem) == (
        *(MailState.SENT, animator.email, 1, timezone.now(), ""),
    )


def test_mail_is_not_sent_twice():
    MailFactory()

    assert (send_waiting(), send_waiting()) == (1, 0)
    assert len(outgoing.outbox) == 1


def test_nothing_to_send_is_not_an_error():
    assert send_waiting() == 0


def test_worker_stops_after_a_batch(monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    MailFactory.create_batch(3)

    assert (send_waiting(), send_waiting()) == (2, 1)


def test_mail_of_a_killed_worker_is_not_sent_again(settings):
    MailFactory()
    settings.EMAIL_BACKEND = f"{__name__}.KilledAfterwards"
    with pytest.raises(SystemExit):
        send_waiting()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_waiting() == 0
    with freeze_time(timezone.now() + timedelta(minutes=11)):
        assert reap_abandoned() == 1
        assert send_waiting() == 0

    assert len(outgoing.outbox) == 1
    assert list(Mail.objects.values_list("state", "problem")) == [(MailState.FAILED, LOST)]


def test_mail_being_sent_is_left_alone_for_ten_minutes():
    claimed = MailFactory(state=MailState.SENDING, claimed=timezone.now()).claimed

    for delay, reaped_count, state in ((10, 0, MailState.SENDING), (11, 1, MailState.FAILED)):
        with freeze_time(claimed + timedelta(minutes=delay)):
            assert reap_abandoned() == reaped_count
        assert states() == [state]


# Another worker at the same time


def sent_by_another_worker() -> None:
    Mail.objects.update(state=MailState.SENT, settled=timezone.now(), attempts=1)


@pytest.mark.parametrize(
    ("state", "attempts"), [(MailState.SENDING, 1), (MailState.SENT, 1), (MailState.DROPPED, 0), (MailState.FAILED, 10)]
)
def test_mail_claimed_by_another_worker_is_not_sent(state, attempts):
    MailFactory()

    with just_before(CLAIM, lambda: Mail.objects.update(state=state, attempts=attempts)):
        assert send_waiting() == 0

    assert outgoing.outbox == []
    assert list(Mail.objects.values_list("state", "attempts", "problem")) == [(state, attempts, "")]


def test_mail_claimed_by_another_worker_does_not_stop_the_others():
    claimed, other = MailFactory.create_batch(2)

    with just_before(CLAIM, lambda: Mail.objects.filter(pk=claimed.pk).update(state=MailState.SENDING)):
        assert send_waiting() == 1

    assert states() == [MailState.SENDING, MailState.SENT]
    assert [message.to for message in outgoing.outbox] == [[other.member.email]]


def test_mail_put_off_by_another_worker_waits_until_it_is_due():
    MailFactory()
    later = timezone.now() + timedelta(hours=1)

    with just_before(CLAIM, lambda: Mail.objects.update(due=later)):
        assert send_waiting() == 0

    assert list(Mail.objects.values_list("state", "due")) == [(MailState.PLANNED, later)]


class Unreachable(EmailBackend):
    """Backend of a mail server that does not answer."""

    def open(self) -> None:
        raise ConnectionRefusedError


def test_mail_sent_by_another_worker_stays_sent_when_the_server_is_down(settings):
    mail = MailFactory()
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"

    with just_before(CLAIM, sent_by_another_worker):
        assert send_waiting() == 0

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.problem) == (MailState.SENT, 1, "")


class ReapedMeanwhile(EmailBackend):
    """Backend so slow that its mail counts as that of a killed worker; the server then refuses it for now."""

    def send_messages(self, messages) -> int:
        with freeze_time(timezone.now() + timedelta(minutes=11)):
            assert reap_abandoned() == 1
        raise smtplib.SMTPResponseException(421, b"try later")


def test_mail_given_up_for_lost_is_not_put_off_by_its_slow_worker(settings):
    MailFactory()
    settings.EMAIL_BACKEND = f"{__name__}.ReapedMeanwhile"

    assert send_waiting() == 0

    assert list(Mail.objects.values_list("state", "problem")) == [(MailState.FAILED, LOST)]


# Needless mails


def drop_reason() -> str:
    assert send_waiting() == 0
    assert outgoing.outbox == []
    mail = Mail.objects.get()
    assert mail.state == MailState.DROPPED
    return mail.problem


def test_read_notice_is_not_mailed(animator):
    NoticeFactory(member=animator, key="post:1", read=True)
    MailFactory(member=animator, key="post:1", follows_notice=True)

    assert drop_reason() == DropReason.READ.label


def test_withdrawn_notice_is_not_mailed(animator, colleague):
    NoticeFactory(member=colleague, key="post:1")
    MailFactory(member=animator, key="post:1", follows_notice=True)

    assert drop_reason() == DropReason.WITHDRAWN.label


def test_unread_notice_is_mailed(animator):
    NoticeFactory(member=animator, key="post:1")
    MailFactory(member=animator, key="post:1", follows_notice=True)

    assert send_waiting() == 1


def test_outsider_is_not_mailed(outsider):
    MailFactory(member=outsider)

    assert drop_reason() == DropReason.LEFT.label


def test_member_without_address_is_not_mailed(animator):
    MailFactory(member=animator)
    animator.email = None
    animator.save()

    assert drop_reason() == DropReason.NO_ADDRESS.label


def test_member_who_unsubscribed_meanwhile_is_not_mailed(animator):
    MailFactory(member=animator, matter=Matter.TRAINING)
    MailChoice.objects.create(member=animator, matter=Matter.TRAINING, rhythm=Rhythm.NEVER)

    assert drop_reason() == DropReason.DECLINED.label


def test_mails_to_a_member_are_limited(animator, colleague):
    MailFactory.create_batch(25, member=animator, kind=SESSION_DATES.name, is_urgent=True)
    MailFactory(member=colleague)

    assert send_waiting() == 21
    assert states() == [MailState.SENT] * 20 + [MailState.DROPPED] * 5 + [MailState.SENT]
    assert set(Mail.objects.filter(state=MailState.DROPPED).values_list("problem", flat=True)) == {
        DropReason.TOO_MANY.label
    }
    assert MailItem.objects.filter(member=animator, mail=None, kind=SESSION_DATES.name).count() == 5


def test_mails_that_nothing_presses_are_few_and_the_rest_waits_for_the_digest(animator):
    MailFactory.create_batch(500, member=animator, kind=OWN_TOPIC_ANSWERED.name, matter=Matter.FORUMS)

    assert sum(send_waiting() for _ in range(10)) == 5
    assert MailItem.objects.filter(member=animator, mail=None).count() == 495


@freeze_time("2026-03-02 21:30")
def test_quiet_hours_hold_back_what_is_not_urgent(animator, settings):
    settings.QUIET_HOURS = "20-7"
    calm = MailFactory(member=animator, kind=OWN_TOPIC_ANSWERED.name, matter=Matter.FORUMS)
    MailFactory(member=animator, kind=SESSION_DATES.name, is_urgent=True)

    assert send_waiting() == 1

    calm.refresh_from_db()
    assert (calm.state, calm.attempts, calm.due.isoformat()) == (*(MailState.PLANNED, 0, "2026-03-03T06:00:00+00:00"),)
    with freeze_time("2026-03-03 06:00"):
        assert send_waiting() == 1


def test_member_is_mailed_again_a_day_later(animator):
    now = timezone.now()
    MailFactory.create_batch(20, member=animator, state=MailState.SENT, settled=now, is_urgent=True)
    a_day_later = now + timedelta(days=1)

    for moment, sent_count in ((a_day_later - A_MINUTE, 0), (a_day_later, 1)):
        MailFactory(member=animator)
        with freeze_time(moment):
            assert send_waiting() == sent_count
