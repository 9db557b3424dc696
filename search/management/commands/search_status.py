"""Command `search_status`: what waits to be indexed, what both sides hold, and the repair of a difference."""

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailableError
from search.index.outbox import IndexState, OutboxEntry
from search.index.services import count_kinds, lag, repair_index
from search.index.wording import age_in_words

FAILURES_SHOWN = 10


class Command(BaseCommand):
    help = "Dit ce qui attend d’être indexé et compare la base à l’index."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="relire toute la base et mettre l’index d’accord avec elle"
        )

    def handle(self, *, repair: bool, **options) -> None:
        try:
            if repair:
                repaired = repair_index()
                self.stdout.write(f"{repaired.found} écarts réparés, {repaired.read} documents relus.")
            self.show_lag()
            self.show_failures()
            self.show_counts()
        except EngineUnavailableError as error:
            raise CommandError(f"Moteur de recherche indisponible\u00a0: {error}") from error

    def show_lag(self) -> None:
        state = lag()
        self.stdout.write(f"Index en service\u00a0: {state.live or 'aucun'}")
        if IndexState.objects.current().is_rebuilding:
            self.stdout.write("Une reconstruction est en cours.")
        age = f", le plus ancien depuis {age_in_words(state.oldest)}" if state.oldest else ""
        self.stdout.write(f"Changements en attente\u00a0: {state.pending}{age}")

    def show_failures(self) -> None:
        """Print the documents that failed: somebody has to look at them."""
        failing = OutboxEntry.objects.failing()
        count = failing.count()
        if count:
            self.stdout.write(f"Dont en échec, et retentés plus tard\u00a0: {count}")
        for entry in failing[:FAILURES_SHOWN]:
            self.stdout.write(f"  {entry}, essai n°\u00a0{entry.attempts}\u00a0: {entry.error}")
        if count > FAILURES_SHOWN:
            self.stdout.write(f"  … et {count - FAILURES_SHOWN} autres")

    def show_counts(self) -> None:
        counts = count_kinds()
        self.stdout.write(f"{'':<32}{'base':>8}{'index':>8}{'écart':>8}")
        for count in counts:
            difference = count.in_index - count.in_database
            self.stdout.write(f"{count.label:<32}{count.in_database:>8}{count.in_index:>8}{difference:>+8}")
