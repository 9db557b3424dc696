"""`manage.py remove_second_factor`: the way back of a coordinator who lost theirs."""

import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from extranet.access.second_factor.models import OPERATOR_LENGTH
from extranet.access.second_factor.services import remove_second_factor
from reseau.people.members.models.member import Member


class Command(BaseCommand):
    help = "Retire la double authentification d’une personne qui l’a perdue, après l’avoir reconnue."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email", help="adresse du compte")
        parser.add_argument("--note", required=True, help="qui le demande, et comment la personne a été reconnue")

    def handle(self, *args, **options) -> None:
        member = Member.objects.filter(email__iexact=options["email"]).first()
        if member is None:
            raise CommandError(f"Aucun compte à l’adresse {options['email']}.")
        try:
            operator = getpass.getuser()[:OPERATOR_LENGTH]
            removal = remove_second_factor(member=member, operator=operator, note=options["note"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"Retirée pour {removal.member}, par {operator}. La personne reçoit un courriel.")
