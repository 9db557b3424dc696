"""Mails to an address without account: once each, without unsubscribe link."""

from email import message_from_bytes, policy

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from alertes.channels.mails import services as mails
from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import MOST_A_DAY, send_waiting
from alertes.enums import DropReason, MailState
from formation.declarations.events import SESSION_DATES
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db

ADDRESS = "mairie@example.org"
BODY = """Bonjour,

Votre accord est demandé.

La page à ouvrir\u00a0:
https://extranet.example.org/formation/accord/abc/

--\u0020
Extranet des médiateurs numériques du Lot
Un message envoyé par le site. Ne répondez pas, personne ne lirait votre réponse.
"""


def plan(*addresses: str, key: str = "enrolment:1:agreement") -> None:
    mails.plan_mails(
        recipients=[],
        addresses=addresses,
        key=key,
        kind=SESSION_DATES,
        subject="Votre accord est demandé",
        text="Votre accord est demandé.",
        url="/formation/accord/abc/",
    )


def test_address_is_mailed_once_for_a_key_whatever_its_case():
    plan(ADDRESS, "Mairie@Example.org")
    Mail.objects.update(state=MailState.SENT)
    plan("MAIRIE@example.org")
    plan(ADDRESS, key="enrolment:2:agreement")

    assert sorted(Mail.objects.values_list("outsider", "key", "state")) == [
        (ADDRESS, "enrolment:1:agreement", MailState.SENT),
        (ADDRESS, "enrolment:2:agreement", MailState.PLANNED),
    ]


def test_mail_to_an_address_has_no_unsubscribe_link(server, settings):
    settings.ORIGIN = "https://extranet.example.org"
    plan(ADDRESS)
    Mail.objects.update(due=timezone.now())

    assert send_waiting() == 1

    (source,) = server.messages
    message = message_from_bytes(source, policy=policy.default)
    assert (message["To"], message["List-Unsubscribe"], message["Auto-Submitted"]) == (ADDRESS, None, "auto-generated")
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == BODY
    mail = Mail.objects.get()
    assert (mail.state, mail.address, str(mail)) == (MailState.SENT, ADDRESS, "Votre accord est demandé")


def test_two_addresses_have_two_message_ids():
    numbers = {compose(MailFactory(to_outsider=True, key="k")).extra_headers["Message-ID"] for _ in range(2)}

    assert len(numbers) == 2


def test_mails_to_an_address_are_limited_too():
    MailFactory.create_batch(
        MOST_A_DAY, to_outsider=True, outsider=ADDRESS, state=MailState.SENT, settled=timezone.now()
    )
    MailFactory(to_outsider=True, outsider=ADDRESS)
    MailFactory(to_outsider=True)

    assert send_waiting() == 1
    assert list(Mail.objects.filter(state=MailState.DROPPED).values_list("outsider", "problem")) == [
        (ADDRESS, DropReason.TOO_MANY.label)
    ]


@pytest.mark.parametrize("has_both", [True, False])
def test_mail_is_for_a_member_or_for_an_address(animator, has_both):
    recipient = {"member": animator, "outsider": ADDRESS} if has_both else {"member": None, "outsider": ""}

    with pytest.raises(ValidationError) as refusal:
        MailFactory.build(**recipient).full_clean()
    assert refusal.value.messages == ["Un courriel va à un membre, ou à une adresse sans compte."]
    with pytest.raises(IntegrityError):
        MailFactory(**recipient)
