"""Real exchanges with a mail server: acceptance, temporary and permanent refusals, silences."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from alertes.channels.mails.headers import message_id
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import LOST, MAX_ATTEMPTS, send_waiting
from alertes.enums import MailState
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db


def only_mail() -> Mail:
    return Mail.objects.get()


def delay_in_minutes(mail: Mail) -> int:
    return round((mail.due - timezone.now()) / timedelta(minutes=1))


def test_mail_arrives_unchanged(server, animator):
    mail = MailFactory(member=animator, subject="Session annulée à Gramat", text="Désolés : l’EPM est fermé.")

    assert send_waiting() == 1

    (source,) = server.messages
    message = message_from_bytes(source, policy=policy.default)
    assert (message["To"], message["Subject"], message["Message-ID"]) == (
        *(animator.email, "Session annulée à Gramat", message_id(mail)),
    )
    assert message.get_body(("plain",)).get_content().splitlines()[2] == "Désolés : l’EPM est fermé."
    assert only_mail().state == MailState.SENT


def test_several_mails_use_one_connection(server):
    MailFactory.create_batch(3)

    assert send_waiting() == 3
    assert (len(server.messages), server.connections) == (3, 1)


@freeze_time("2026-03-02 09:00")
def test_temporarily_refused_mail_is_retried(server):
    server.answers["RCPT"] = b"451 4.7.1 Revenez plus tard"
    MailFactory()

    assert send_waiting() == 0

    mail = only_mail()
    assert (mail.state, mail.attempts, mail.problem, delay_in_minutes(mail)) == (
        *(MailState.PLANNED, 1, "451 4.7.1 Revenez plus tard", 5),
    )
    server.answers.clear()
    with freeze_time("2026-03-02 09:06"):
        assert send_waiting() == 1
    assert (only_mail().state, only_mail().problem, only_mail().attempts) == (MailState.SENT, "", 2)


@pytest.mark.parametrize(
    ("command", "smtp_response"),
    [("RCPT", b"550 5.1.1 Utilisateur inconnu"), ("DATA", b"554 5.7.1 Message refus\xc3\xa9")],
)
def test_permanently_refused_mail_is_not_retried(server, command, smtp_response):
    server.answers[command] = smtp_response
    mail = MailFactory()

    assert (send_waiting(), send_waiting()) == (0, 0)

    assert (only_mail().state, only_mail().problem, only_mail().address) == (
        MailState.FAILED,
        smtp_response.decode(),
        mail.member.email,
    )
    assert server.messages == []


def test_one_refusal_does_not_delay_the_other_mails(server):
    server.answers["RCPT"] = b"550 5.1.1 Utilisateur inconnu"
    refused_mail = MailFactory()
    send_waiting()
    server.answers.clear()
    MailFactory.create_batch(2)

    assert send_waiting() == 2
    refused_mail.refresh_from_db()
    assert refused_mail.state == MailState.FAILED


def test_mail_with_a_refused_sender_is_tried_again(server):
    server.answers["MAIL"] = b"553 5.7.1 Exp\xc3\xa9diteur refus\xc3\xa9"
    MailFactory()

    send_waiting()

    assert (only_mail().state, only_mail().problem) == (MailState.PLANNED, "553 5.7.1 Expéditeur refusé")


def test_mail_is_not_repeated_if_the_server_hangs_up_after_receiving_it(server):
    server.answers["DATA"] = None
    first_mail = MailFactory()
    assert send_waiting() == 0
    server.answers.clear()
    MailFactory()

    assert send_waiting() == 1

    first_mail.refresh_from_db()
    assert (first_mail.state, first_mail.problem.startswith(LOST)) == (MailState.FAILED, True)
    assert len(server.messages) == 2


@freeze_time("2026-03-02 09:00")
def test_all_mails_are_delayed_longer_and_longer_while_no_server_responds(server, settings):
    with socket.socket() as closed_socket:
        closed_socket.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed_socket.getsockname()[1]
        MailFactory.create_batch(2)
        MailFactory(attempts=3)

        assert send_waiting() == 0

    mails = list(Mail.objects.order_by("pk"))
    assert [(mail.state, mail.attempts, delay_in_minutes(mail)) for mail in mails] == [
        (MailState.PLANNED, 1, 5),
        (MailState.PLANNED, 1, 5),
        (MailState.PLANNED, 4, 135),
    ]
    assert mails[0].problem == "ConnectionRefusedError [Errno 111] Connection refused"


def test_silent_server_delays_nobody(server, settings):
    settings.EMAIL_TIMEOUT = 0.05
    with socket.create_server(("127.0.0.1", 0)) as silent_server:
        settings.EMAIL_PORT = silent_server.getsockname()[1]
        MailFactory()

        assert send_waiting() == 0

    assert (only_mail().state, only_mail().problem) == (
        MailState.PLANNED,
        "SMTPServerDisconnected Connection unexpectedly closed: timed out",
    )


def test_mail_fails_after_three_days_of_refusals(server):
    server.answers["RCPT"] = b"450 4.2.2 Bo\xc3\xaete pleine"
    MailFactory(attempts=MAX_ATTEMPTS - 1)

    send_waiting()

    assert (only_mail().state, only_mail().attempts, only_mail().problem) == (
        MailState.FAILED,
        MAX_ATTEMPTS,
        "450 4.2.2 Boîte pleine",
    )


def test_mail_to_an_invalid_address_fails(server, animator):
    animator.email = "deux@arobases@example.org"
    animator.save()
    MailFactory(member=animator)

    send_waiting()

    assert only_mail().state == MailState.FAILED
    assert LOST not in only_mail().problem


def test_connection_lost_with_one_mail_is_opened_again_for_the_next(server):
    server.answers["DATA"] = None
    MailFactory.create_batch(2)

    send_waiting()

    assert (len(server.messages), server.connections) == (2, 2)
