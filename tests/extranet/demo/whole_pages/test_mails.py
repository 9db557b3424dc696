"""Mails and notices of the demo, today and after the periodic jobs of the coming weeks: no raw value, no lost word."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.utils import timezone

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from tests.clock import freeze_time
from tests.extranet.demo.whole_pages.calendars import calendar_faults
from tests.extranet.demo.whole_pages.faults import mail_faults, text_faults
from tests.pages import ANIMATOR
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# Convocations leave two weeks before a session, reminders a week and a day, evaluations the day after.
DAYS = (0, 1, 3, 4, 11, 12, 18, 100)


def faults_of_mails(*, since: int = 0) -> list[str]:
    """Return the faults of the mails after key `since`, their calendars included, and of all notices."""
    mails = Mail.objects.filter(pk__gt=since).select_related("member").prefetch_related("enclosures")
    return [
        *(
            f"{mail.key} : {fault}"
            for mail in mails
            for message in [compose(mail)]
            for fault in mail_faults(message.subject, message.body)
        ),
        *(
            f"{mail.key} : {fault}"
            for mail in mails
            for enclosure in mail.enclosures.all()
            if enclosure.method
            for fault in calendar_faults(bytes(enclosure.content))
        ),
        *(f"{notice.key} : {fault}" for notice in Notice.objects.all() for fault in text_faults(notice.text)),
    ]


def last_mail() -> int:
    return Mail.objects.latest("pk").pk


@pytest.mark.drawn(one_in=2)
def test_mails_of_the_coming_weeks_are_without_fault(running_demo):
    faults, known, today = faults_of_mails(), last_mail(), timezone.now()
    newest = known
    for day in DAYS:
        with freeze_time(today + timedelta(days=day)):
            call_command("tick", verbosity=0)
            faults += faults_of_mails(since=newest)
        newest = last_mail()

    assert newest > known
    complain(faults, "These mails or notices say what nobody should read:")


@pytest.mark.parametrize("email", [ANIMATOR, "inconnue@example.org"])
def test_mails_about_accounts_are_without_fault(running_demo, client, email):
    client.post("/compte/mot-de-passe/oublie/", {"email": email})

    (message,) = outbox.outbox
    complain(mail_faults(message.subject, message.body), "This mail says what nobody should read:")
