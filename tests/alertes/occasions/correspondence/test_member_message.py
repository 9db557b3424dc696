"""A member writes to another one by the site."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.models import Notice
from alertes.occasions.correspondence.services import NO_WAY_BACK
from alertes.occasions.correspondence.views import LIMITS, TOO_MANY_MESSAGE
from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from tests.factories.reseau import PositionFactory

WORDS = {"subject": "Un vidéoprojecteur", "message": "Peux-tu m’en prêter un ?"}


@pytest.fixture
def former(epm):
    """An animator whose only position has ended."""
    return PositionFactory(epm=epm, end=timezone.localdate() - timedelta(days=1)).member


def address(member) -> str:
    return reverse("alertes:member_message", args=[member.pk])


def test_message_reaches_a_hidden_address_and_is_answered_to_its_sender(client_of, stranger, animator):
    Member.objects.filter(pk=animator.pk).update(email_shown_to=ShownTo.NOBODY)
    client = client_of(stranger)
    assert animator.email not in client.get(address(animator)).text

    response = client.post(address(animator), WORDS, follow=True)

    sent = Mail.objects.get(member=animator)
    assert (sent.member, sent.reply_to, sent.is_urgent) == (animator, stranger.email, True)
    assert sent.subject == f"{stranger} : Un vidéoprojecteur"
    assert sent.text.count("Peux-tu m’en prêter un ?") == 1
    assert response.redirect_chain == [(animator.get_absolute_url(), 302)]
    assert animator.email not in response.text
    assert mail.outbox == []


def test_message_leaves_a_copy_with_its_sender_and_an_alert_with_its_reader(client_of, stranger, animator):
    client_of(stranger).post(address(animator), WORDS)

    copy = Mail.objects.get(member=stranger)
    assert copy.subject == f"Copie de votre message à {animator} : Un vidéoprojecteur"
    assert (copy.text.count("Peux-tu m’en prêter un ?"), copy.reply_to) == (1, "")
    alert = Notice.objects.get()
    assert (alert.member, alert.url) == (animator, stranger.get_absolute_url())
    assert alert.text == f"{stranger} vous a écrit\u00a0: le message part à votre adresse électronique."


def test_message_leaves_though_its_alert_is_read(client_of, stranger, animator):
    client_of(stranger).post(address(animator), WORDS)
    Notice.objects.mark_read()
    Mail.objects.update(due=timezone.now())

    send_waiting()

    assert {message.to[0] for message in mail.outbox} == {animator.email, stranger.email}


@pytest.mark.parametrize("person", ["learner", "former", "stranger"])
def test_who_is_not_of_the_network_or_the_recipient_writes_nothing(request, client_of, animator, person):
    """Those outside of the network to an animator; an animator to themselves."""
    writer = request.getfixturevalue(person)
    recipient = writer if person == "stranger" else animator

    assert client_of(writer).post(address(recipient), WORDS).status_code in (302, 404)

    assert Mail.objects.count() == 0


def test_learners_former_members_and_people_without_address_receive_nothing(
    client_of, animator, colleague, learner, former
):
    Member.objects.filter(pk=colleague.pk).update(email=None)
    client = client_of(animator)

    assert [client.post(address(each), WORDS).status_code for each in (learner, former, colleague)] == [404, 404, 404]
    assert Mail.objects.count() == 0


def test_sender_without_address_is_told_why(client_of, animator, colleague):
    Member.objects.filter(pk=colleague.pk).update(email=None)

    response = client_of(colleague).post(address(animator), WORDS)

    assert response.context["form"].non_field_errors() == [NO_WAY_BACK]
    assert Mail.objects.count() == 0


def test_too_many_messages_wait_with_their_words(client_of, animator, colleague, monkeypatch):
    monkeypatch.setitem(LIMITS, "member_message", "1/h/user")
    client = client_of(animator)
    client.post(address(colleague), WORDS)

    response = client.post(address(colleague), WORDS)

    assert response.context["form"].non_field_errors() == [TOO_MANY_MESSAGE]
    assert response.text.count("Peux-tu m’en prêter un ?") == 1
    assert Mail.objects.filter(member=animator).count() == 1
