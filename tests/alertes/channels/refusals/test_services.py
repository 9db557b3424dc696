"""An address that refuses for good: nothing more leaves, its page says what to do, a person has it tried again."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from alertes.channels.mails.services import forget_old_mails
from alertes.channels.refusals.models import RefusedAddress
from alertes.channels.refusals.services import note_refused_address
from alertes.enums import DropReason, MailState
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db

ANSWER = "550 5.1.1 Utilisateur inconnu"


@pytest.mark.parametrize(
    ("command", "smtp_answer", "is_refused"),
    [
        ("RCPT", ANSWER.encode(), True),
        ("RCPT", b"451 4.7.1 Revenez plus tard", False),
        ("DATA", b"554 5.7.1 Message refus\xc3\xa9", False),
    ],
)
def test_only_an_address_refused_for_good_is_noted(server, animator, command, smtp_answer, is_refused):
    server.answers[command] = smtp_answer
    MailFactory(member=animator)

    send_waiting()

    noted = list(RefusedAddress.objects.values_list("address", "answer"))
    assert noted == ([(animator.email, ANSWER)] if is_refused else [])


def test_nothing_more_leaves_to_that_address_whatever_its_case(animator, colleague):
    note_refused_address(address=animator.email.upper(), answer=ANSWER)
    note_refused_address(address=animator.email)
    MailFactory(member=animator)
    MailFactory(to_outsider=True, outsider=animator.email)
    MailFactory(member=colleague)

    assert send_waiting() == 1

    assert [message.to for message in outgoing.outbox] == [[colleague.email]]
    dropped = Mail.objects.filter(state=MailState.DROPPED)
    assert set(dropped.values_list("problem", flat=True)) == {DropReason.REFUSED.label}
    assert RefusedAddress.objects.count() == 1


def test_member_who_changes_address_is_mailed_again(animator):
    note_refused_address(address=animator.email)
    animator.email = "nouvelle@example.org"
    animator.save()
    MailFactory(member=animator)

    assert send_waiting() == 1


def test_page_of_the_member_says_so_to_them_and_to_those_who_can_reach_them(
    client_of, animator, colleague, territorial
):
    MailFactory(member=animator)
    note_refused_address(address=animator.email, answer=ANSWER)
    page = animator.get_absolute_url()

    for reader, is_told in ((animator, True), (territorial, True), (colleague, False)):
        html = client_of(reader).get(page).content.decode()
        assert ("refuse nos courriels" in html, ANSWER in html) == (is_told, is_told)
    assert "refuse nos courriels" in client_of(animator).get("/alertes/courriels/").content.decode()


def test_address_is_tried_again_by_those_who_are_told_alone(client_of, animator, colleague, territorial):
    note_refused_address(address=animator.email)
    path = f"/alertes/courriels/adresse/{animator.pk}/reessayer/"

    assert client_of(colleague).post(path).status_code == 404
    assert RefusedAddress.objects.exists()
    assert client_of(territorial).post(path).url == animator.get_absolute_url()
    assert not RefusedAddress.objects.exists()


def test_operator_notes_a_mail_that_came_back(animator):
    call_command("note_bounce", animator.email, "Boîte\n pleine")

    assert RefusedAddress.objects.get().answer == "Boîte pleine"


def test_address_is_forgotten_after_a_year(animator):
    note_refused_address(address=animator.email)
    RefusedAddress.objects.update(since=timezone.now() - timedelta(days=366))

    forget_old_mails()

    assert not RefusedAddress.objects.exists()
