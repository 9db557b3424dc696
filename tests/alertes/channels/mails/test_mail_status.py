"""The command `mail_status`."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.enums import MailState
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db


def status_lines(**options) -> list[str]:
    output = StringIO()
    call_command("mail_status", stdout=output, **options)
    return [line.replace("\u00a0", " ") for line in output.getvalue().splitlines()]


def test_site_without_mails_has_an_empty_status():
    assert status_lines() == [
        "Serveur d’envoi : aucun (locmem)",
        "À envoyer : 0",
        "Envoyés depuis vingt-quatre heures : 0",
        "En échec : 0",
    ]


@freeze_time("2026-03-02 09:00")
def test_status_lists_waiting_and_failed_mails_with_reasons(settings, animator):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp.example.org", 587
    now = timezone.now()
    MailFactory(planned=now - timedelta(minutes=12), attempts=2, problem="ConnectionRefusedError")
    MailFactory(state=MailState.SENT, settled=now - timedelta(hours=24) + A_MINUTE)
    MailFactory(state=MailState.SENT, settled=now - timedelta(hours=24))
    MailFactory(member=animator, key="post:1", state=MailState.FAILED, settled=now, problem="550 Inconnu")

    assert status_lines() == [
        "Serveur d’envoi : smtp.example.org:587",
        "À envoyer : 1, le plus ancien depuis 12 minutes",
        "  dernier refus : ConnectionRefusedError",
        "Envoyés depuis vingt-quatre heures : 1",
        "En échec : 1",
        f"  02/03/2026 10:00  {animator.email}  post:1  550 Inconnu",
    ]


def test_failed_mails_are_sent_again_with_retry():
    MailFactory(state=MailState.FAILED, settled=timezone.now(), problem="550")

    assert status_lines(retry=True)[0] == "Remis à envoyer : 1"
    assert Mail.objects.get().state == MailState.PLANNED
