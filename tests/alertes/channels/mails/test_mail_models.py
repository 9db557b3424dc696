"""Mails: one for each member and key, claimed by one worker."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.enums import MailState
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def test_str_of_a_mail_is_its_subject():
    assert str(MailFactory(subject="Session annulée")) == "Session annulée"


def test_due_mails_come_oldest_first():
    now = timezone.now()
    recent = MailFactory(due=now - timedelta(minutes=1))
    oldest = MailFactory(due=now - timedelta(minutes=2))
    MailFactory(late=True)
    MailFactory(state=MailState.SENT)

    assert list(Mail.objects.due()) == [oldest, recent]


def test_claimed_mail_is_not_claimed_again():
    mail = MailFactory()

    assert [Mail.objects.claim(mail.pk) for _ in range(2)] == [True, False]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claimed is None) == (MailState.SENDING, 1, False)


def test_mail_not_yet_due_is_not_claimed():
    assert not Mail.objects.claim(MailFactory(late=True).pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_simultaneous_workers_do_not_claim_the_same_mail_on_postgresql(in_parallel):
    mail = MailFactory()

    assert sorted(in_parallel(lambda _: Mail.objects.claim(mail.pk), range(2))) == [False, True]


def test_mail_started_long_ago_is_abandoned():
    now = timezone.now()
    old_mail = MailFactory(state=MailState.SENDING, claimed=now - timedelta(minutes=11))
    MailFactory(state=MailState.SENDING, claimed=now)
    MailFactory(state=MailState.SENT, claimed=now - timedelta(minutes=11))

    assert list(Mail.objects.abandoned(now - timedelta(minutes=10))) == [old_mail]


def test_long_problem_is_cut_to_the_length_of_the_log():
    mail = MailFactory()

    mail.settle(MailState.FAILED, problem="a" * 400)

    assert Mail.objects.get().problem == "a" * 300


def test_database_refuses_the_same_key_twice_for_a_member(animator):
    MailFactory(member=animator, key="post:1")

    with pytest.raises(IntegrityError):
        MailFactory(member=animator, key="post:1")


def test_key_used_twice_is_refused_in_french(animator):
    MailFactory(member=animator, key="post:1")

    with pytest.raises(ValidationError) as refusal:
        MailFactory.build(member=animator, key="post:1").full_clean()
    assert refusal.value.messages == ["Ce courriel est déjà prévu pour ce membre."]


def test_mails_are_deleted_with_their_member(animator):
    MailFactory(member=animator)

    animator.delete()

    assert not Mail.objects.exists()
