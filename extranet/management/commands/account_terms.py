"""`manage.py account_terms`: what the next day does to the accounts that serve no more. Nothing changes."""

from django.core.management.base import BaseCommand

from extranet.access.account_terms.services import plan_terms
from reseau.texts.wording import day_in_full


class Command(BaseCommand):
    help = (
        "Dit quels comptes ne servent plus et ce que la tâche du jour leur ferait\u00a0: prévenir, fermer, effacer. "
        "Ne change rien."
    )

    def handle(self, *args, **options) -> None:
        planned = plan_terms()
        for term in planned:
            since = f", dernier signe le {day_in_full(term.last_sign)}" if term.last_sign else ""
            self.stdout.write(f"{term.member} (n°\u00a0{term.member.pk})\u00a0: {term.step.label}{since}")
        if not planned:
            self.stdout.write("Aucun compte à prévenir, à fermer ou à effacer.")
