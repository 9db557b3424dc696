"""`manage.py mail_week [--member ADDRESS]`: on a demo, the mails of a member who reads nothing else, for a week."""

from functools import partial

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from extranet.demo.mail_week.week_run import run_week
from reseau.people.members.models.member import Member


class Command(BaseCommand):
    help = (
        "Joue une semaine du réseau de démonstration, l’horloge avancée, et dit les courriels qu’une personne en "
        "reçoit\u00a0; rien n’est envoyé, rien ne reste."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--member", default="animateur1@example.org", help="adresse de la personne")

    def handle(self, *args, member: str, **options) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Seulement sur une démonstration\u00a0: cette commande invente une semaine d’événements."
            )
        try:
            # A library of developers: a site in service never moves its clock.
            from time_machine import travel  # noqa: PLC0415 - absent from production
        except ImportError as error:
            raise CommandError("Il y faut time-machine, que «\u00a0make run\u00a0» installe.") from error
        try:
            report = run_week(Member.objects.get(email=member), freeze_time=partial(travel, tick=False))
        except ObjectDoesNotExist as error:
            raise CommandError(f"Personne de la démonstration à cette adresse\u00a0: {member}.") from error
        except ValueError as error:
            raise CommandError("Choisissez quelqu’un qui anime un EPM.") from error
        for line in report.lines():
            self.stdout.write(line)
