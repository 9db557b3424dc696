"""`manage.py demo [--scale N]`: deterministic demo data; scale 1 is the Lot, 10 the size of ten départements."""

from django.core.management.base import BaseCommand, CommandError

from extranet.demo.build import Demo
from reseau.people.members.models.member import Member


class Command(BaseCommand):
    help = "Remplit une base vide avec des données de démonstration : le réseau du Lot, personnes et lieux fictifs."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="1 = le Lot, 10 = dix départements")

    def handle(self, *args, scale: int, **options) -> None:
        if scale < 1:
            raise CommandError("--scale : un nombre entier à partir de 1.")
        if Member.objects.exists():
            raise CommandError(
                "La base contient déjà des membres : la démonstration ne se charge que dans une base vide."
            )
        Demo(scale=scale).build(lambda label: self.stdout.write(f"  {label}…"))
        self.stdout.write(f"{Member.objects.count()} personnes. Lancez rebuild_index pour que tout se trouve.")
