"""The command to which a mail server hands a mail."""

import io
import sys

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from alertes.channels.mails.reply_addresses import reply_address
from alertes.channels.replies.models import IncomingMail
from alertes.channels.replies.services import MAX_BYTES, TOO_BIG
from alertes.management.commands import receive_mail
from alertes.management.commands.receive_mail import NOT_CONFIGURED, TRY_LATER
from tests.alertes.channels.replies.incoming import mail_to
from tests.factories.forums import ForumFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(animator):
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator)


@pytest.fixture
def address(topic, colleague, settings):
    settings.REPLY_ADDRESS = "reponse@extranet.example"
    return reply_address(kind="topic", key=topic.pk, member=colleague.pk)


def hand(raw: bytes, monkeypatch) -> str:
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("receive_mail", stdout=output, stderr=output)
    return output.getvalue()


def test_mail_on_the_standard_input_is_published(topic, address, monkeypatch):
    assert hand(mail_to(address, "Par la commande."), monkeypatch) == ""
    assert topic.posts.last().body == "Par la commande."


def test_mail_that_is_too_big_is_read_to_its_end_and_refused(topic, address, monkeypatch):
    assert hand(mail_to(address) + b"x" * 2 * MAX_BYTES, monkeypatch) == f"Refusé\u00a0: {TOO_BIG}\n"
    assert IncomingMail.objects.get().size > 2 * MAX_BYTES


def test_database_that_does_not_answer_makes_the_server_try_again(address, monkeypatch):
    def fail(*_, **__):
        raise DatabaseError("down")

    monkeypatch.setattr(receive_mail, "receive", fail)
    with pytest.raises(SystemExit) as stop:
        hand(mail_to(address), monkeypatch)
    assert stop.value.code == TRY_LATER


def test_site_without_an_address_says_so(monkeypatch):
    with pytest.raises(SystemExit) as stop:
        hand(b"", monkeypatch)
    assert stop.value.code == NOT_CONFIGURED
