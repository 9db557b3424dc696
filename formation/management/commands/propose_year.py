"""`manage.py propose_year 2027`: draft the sessions that a year lacks, for coordinators only."""

from django.core.management.base import BaseCommand, CommandError

from formation.sessions.wording import half_days_in_words
from formation.year.drafting.optimiser import SECONDS, OptimiserMissingError
from formation.year.drafting.services import draft_year
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full


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
            drafted_year = draft_year(year=year, by=by, seconds=seconds, workers=workers)
        except OptimiserMissingError as error:
            raise CommandError(str(error)) from error
        for sentence in drafted_year.impossible:
            self.stdout.write(f"! {sentence}")
        for session, breaches in drafted_year.sessions:
            first_day = min(half_day.date for half_day in session.half_days.all())
            self.stdout.write(f"{day_in_full(first_day)}, {session.place}\u00a0: {session.training.title}")
            for breach in breaches:
                self.stdout.write(f"    ! {breach}")
        self.stdout.write(_in_words(year, drafted_year))


def _in_words(year: int, drafted_year) -> str:
    count = len(drafted_year.sessions)
    drafts_sentence = f"{count}\u00a0brouillon{'s' if count > 1 else ''} pour {year}."
    remaining_sentence = (
        f"Il reste {half_days_in_words(drafted_year.missing)} à prévoir."
        if drafted_year.missing
        else "L’objectif est prévu."
    )
    optimality_sentence = (
        "" if drafted_year.is_best else " Avec plus de temps, la proposition serait peut-être meilleure."
    )
    return f"{drafts_sentence} {remaining_sentence}{optimality_sentence}"


def _coordinator() -> Member:
    positions = Position.objects.live().filter(role=Role.COORDINATOR, member__is_active=True).main_first()
    position = positions.select_related("member").first()
    if position is None:
        raise CommandError("Personne ne coordonne le réseau aujourd’hui\u00a0: ouvrez-en d’abord le poste.")
    return position.member
