"""Planning mails once for each member and key, and mail choices."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alertes.channels.mails import services as mails
from alertes.channels.mails.models.mail import Mail
from alertes.choices.preferences.models import MailChoice
from alertes.enums import MailState, Matter, Rhythm
from formation.declarations.events import SESSION_DATES
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
from tests.factories.alertes import EnclosureFactory, MailFactory
from tests.factories.reseau import PositionFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def plan(recipients, **changes) -> None:
    fields = {"key": "session:1", "kind": SESSION_DATES, "subject": "Annulée", "text": "Le 12.", "url": "/f/"}
    mails.plan_mails(**{"recipients": recipients} | fields | changes)


def planned_recipients() -> list[int]:
    return sorted(Mail.objects.values_list("member", flat=True))


@freeze_time("2026-03-02 09:00")
def test_each_recipient_has_a_mail_due_in_a_minute(animator, colleague):
    plan([animator, colleague])

    assert planned_recipients() == [animator.pk, colleague.pk]
    mail = Mail.objects.first()
    assert (mail.key, mail.matter, mail.subject, mail.text, mail.url, mail.state, mail.follows_notice) == (
        *("session:1", Matter.TRAINING, "Annulée", "Le 12.", "/f/", MailState.PLANNED, False),
    )
    assert mail.due - timezone.now() == timedelta(minutes=1)


def test_recipients_may_come_as_a_queryset_or_twice(animator):
    plan(Member.objects.filter(pk=animator.pk))
    plan([animator, animator], key="session:2")

    assert planned_recipients() == [animator.pk, animator.pk]


def test_repeated_key_changes_nothing_even_once_sent(animator):
    plan([animator])
    Mail.objects.update(state=MailState.SENT)

    plan([animator], text="Encore")

    assert list(Mail.objects.values_list("state", "text")) == [(MailState.SENT, "Le 12.")]


def test_member_without_address_account_or_subscription_gets_no_mail(animator, epm):
    closed_account = PositionFactory(epm=epm, member__is_active=False).member
    member_without_address = PositionFactory(epm=epm, member__email=None).member
    MailChoice.objects.create(member=animator, matter=Matter.TRAINING, rhythm=Rhythm.NEVER)

    plan([closed_account, member_without_address, animator])

    assert planned_recipients() == []


def test_subject_is_one_line_of_limited_length(animator):
    plan([animator], subject="Une ligne\nBcc: autre@example.org" + " mot" * 40)

    assert Mail.objects.get().subject == "Une ligne Bcc: autre@example.org" + " mot" * 21 + "…"


def test_planning_costs_the_same_queries_for_one_and_many(animator, colleague, django_assert_num_queries):
    with django_assert_num_queries(5):  # savepoint, recipients, their choices, insertion, savepoint
        plan([animator])
    with django_assert_num_queries(5):
        plan([animator, colleague], key="session:2")


def test_failed_mails_of_the_last_month_are_sent_again(animator):
    recent_mail = MailFactory(state=MailState.FAILED, attempts=10, settled=timezone.now(), problem="550")
    old_mail = MailFactory(state=MailState.FAILED, planned=timezone.now() - timedelta(days=31))
    MailFactory(state=MailState.SENT)

    assert mails.retry_failed_mails() == 1

    recent_mail.refresh_from_db()
    old_mail.refresh_from_db()
    assert (recent_mail.state, recent_mail.attempts, recent_mail.settled) == (MailState.PLANNED, 0, None)
    assert old_mail.state == MailState.FAILED


@freeze_time(NOW)
def test_failed_mail_is_sent_again_until_its_enclosures_are_forgotten():
    a_month_ago = NOW - timedelta(days=30)
    mail, last_mail = (
        EnclosureFactory(mail__state=MailState.FAILED, mail__planned=planned).mail
        for planned in (a_month_ago, a_month_ago + A_MINUTE)
    )

    mails.forget_old_mails()

    assert [each.enclosures.exists() for each in (mail, last_mail)] == [False, True]
    assert mails.retry_failed_mails() == 1
    assert Mail.objects.planned().get() == last_mail


@freeze_time(NOW)
def test_log_is_kept_for_a_year():
    a_year_ago = NOW - timedelta(days=365)
    MailFactory(state=MailState.SENT, settled=a_year_ago - A_MINUTE)
    last_mail = MailFactory(state=MailState.SENT, settled=a_year_ago)
    waiting_mail = MailFactory(planned=a_year_ago - A_MINUTE)

    assert mails.forget_old_mails() == 1
    assert set(Mail.objects.all()) == {last_mail, waiting_mail}
