"""Command `search_status`: what waits to be indexed, what both sides hold, and the repair of a difference."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engines.base import EngineUnavailableError
from search.services import count_kinds, lag, repair_index


class Command(BaseCommand):
    help = "Dit ce qui attend d’être indexé et compare la base à l’index."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="indexer ce qui manque, retirer ce qui est en trop")

    def handle(self, *, repair: bool, **options) -> None:
        try:
            if repair:
                self.stdout.write(f"{repair_index()} écarts traités.")
            self.show_lag()
            self.show_counts()
        except EngineUnavailableError as error:
            raise CommandError(f"Moteur de recherche indisponible\u00a0: {error}") from error

    def show_lag(self) -> None:
        state = lag()
        age = (
            f", le plus ancien depuis {(timezone.now() - state.oldest).total_seconds():.0f}\u00a0s"
            if state.oldest
            else ""
        )
        self.stdout.write(f"Index en service\u00a0: {state.live or 'aucun'}")
        self.stdout.write(f"Changements en attente\u00a0: {state.pending}{age}")

    def show_counts(self) -> None:
        self.stdout.write(f"{'':<32}{'base':>8}{'index':>8}{'écart':>8}")
        for count in count_kinds():
            difference = count.in_index - count.in_database
            self.stdout.write(f"{count.label:<32}{count.in_database:>8}{count.in_index:>8}{difference:>+8}")
