"""`manage.py mail_status [--retry]`: mails that wait, mails that failed and why; `--retry` sends failed ones again."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.services import retry_failed_mails
from alertes.enums import MailState
from search.index.wording import age_in_words

SHOWN = 20


class Command(BaseCommand):
    help = "Courriels à envoyer, envoyés, en échec\u00a0; --retry remet à envoyer ceux qui ont échoué depuis un mois."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--retry", action="store_true", help="renvoyer les courriels en échec depuis un mois")

    def handle(self, *args, retry: bool, **options) -> None:
        if retry:
            self.stdout.write(f"Remis à envoyer\u00a0: {retry_failed_mails()}")
        self.stdout.write(f"Serveur d’envoi\u00a0: {server()}")
        planned_mails = Mail.objects.planned()
        oldest_plan = planned_mails.order_by("planned").values_list("planned", flat=True).first()
        age_note = f", le plus ancien depuis {age_in_words(oldest_plan)}" if oldest_plan else ""
        self.stdout.write(f"À envoyer\u00a0: {planned_mails.count()}{age_note}")
        for problem in planned_mails.exclude(problem="").order_by("-due").values_list("problem", flat=True)[:1]:
            self.stdout.write(f"  dernier refus\u00a0: {problem}")
        yesterday = timezone.now() - timedelta(days=1)
        sent_mails = Mail.objects.filter(state=MailState.SENT, settled__gt=yesterday)
        self.stdout.write(f"Envoyés depuis vingt-quatre heures\u00a0: {sent_mails.count()}")
        failed_mails = Mail.objects.failed().select_related("member")
        self.stdout.write(f"En échec\u00a0: {failed_mails.count()}")
        for mail in failed_mails.order_by("-settled", "-pk")[:SHOWN]:
            day = timezone.localtime(mail.settled).strftime("%d/%m/%Y %H:%M")
            self.stdout.write(f"  {day}  {mail.address or mail.recipient}  {mail.key}  {mail.problem}")


def server() -> str:
    backend = settings.EMAIL_BACKEND.split(".")[-2]
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if backend == "smtp" else f"aucun ({backend})"
