"""`manage.py propose_year 2027`: draft the sessions that a year lacks, for coordinators only."""

from django.core.management.base import BaseCommand, CommandError

from formation.drafting.optimiser import SECONDS, OptimiserMissingError
from formation.drafting.services import draft_year
from formation.wording import half_days_in_words
from reseau.enums import Role
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.wording import day_in_full


class Command(BaseCommand):
    help = "Propose en brouillons les sessions qui manquent à une année. Demande l’extra «\u00a0optimiseur\u00a0»."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int, help="l’année à compléter")
        parser.add_argument("--seconds", type=float, default=SECONDS, help="temps de recherche au plus")
        parser.add_argument(
            "--workers", type=int, default=1, help="processeurs\u00a0; avec un seul, le résultat se répète"
        )

    def handle(self, *args, year: int, seconds: float, workers: int, **options) -> None:
        if not 2000 <= year <= 2100 or seconds <= 0 or workers < 1:
            raise CommandError("Donnez une année, un temps et un nombre de processeurs qui existent.")
        by = _coordinator()
        try:
            drafted = draft_year(year=year, by=by, seconds=seconds, workers=workers)
        except OptimiserMissingError as missing:
            raise CommandError(str(missing)) from missing
        for sentence in drafted.impossible:
            self.stdout.write(f"! {sentence}")
        for session, breaches in drafted.sessions:
            first = min(half_day.date for half_day in session.half_days.all())
            self.stdout.write(f"{day_in_full(first)}, {session.place}\u00a0: {session.training.title}")
            for breach in breaches:
                self.stdout.write(f"    ! {breach}")
        self.stdout.write(_in_words(year, drafted))


def _in_words(year: int, drafted) -> str:
    count = len(drafted.sessions)
    made = f"{count}\u00a0brouillon{'s' if count > 1 else ''} pour {year}."
    left = f"Il reste {half_days_in_words(drafted.missing)} à prévoir." if drafted.missing else "L’objectif est prévu."
    best = "" if drafted.is_best else " Avec plus de temps, la proposition serait peut-être meilleure."
    return f"{made} {left}{best}"


def _coordinator() -> Member:
    held = Position.objects.live().filter(role=Role.COORDINATOR, member__is_active=True).main_first()
    position = held.select_related("member").first()
    if position is None:
        raise CommandError("Personne ne coordonne le réseau aujourd’hui\u00a0: ouvrez-en d’abord le poste.")
    return position.member
