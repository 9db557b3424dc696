"""Command `rebuild_index`: a fresh index from the database, switched in when it is complete."""

import time

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.choice import get_engine
from search.index.services import rebuild_index

BAR_WIDTH = 40


class Command(BaseCommand):
    help = "Reconstruit l’index de recherche à partir de la base, puis le met en service d’un coup."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--force", action="store_true", help="prendre la place d’une reconstruction interrompue")

        parser.add_argument("--missing", action="store_true", help="seulement s’il n’y a pas d’index en service")

    def handle(self, *, force: bool, missing: bool, **options) -> None:
        if missing and not self.is_missing():
            return
        started, self.shown = time.monotonic(), -1
        try:
            document_count = rebuild_index(progress=self.show, force=force)
        except EngineUnavailableError as error:
            raise CommandError(f"Index non reconstruit\u00a0: {error}") from error
        self.stdout.write(f"{document_count} documents indexés en {time.monotonic() - started:.1f}\u00a0s.")

    def is_missing(self) -> bool:
        """Whether the engine answers that it has no index; one that does not answer may have it."""
        try:
            get_engine().ensure()
        except IndexMissingError:
            return True
        except EngineUnavailableError as error:
            self.stderr.write(f"Index non vérifié\u00a0: {error}")
        return False

    def show(self, done_count: int, total: int) -> None:
        """Print a bar on a terminal; elsewhere, a line for every ten per cent."""
        on_terminal = self.stdout.isatty()
        step = 1 if on_terminal else 10
        percent = 100 * done_count // total // step * step
        if percent == self.shown:
            return
        self.shown = percent
        if on_terminal:
            bar = "█" * (BAR_WIDTH * percent // 100)
            ending = "\n" if percent == 100 else ""
            self.stdout.write(f"\r{bar:░<{BAR_WIDTH}} {percent:3}\u00a0% {done_count}/{total}{ending}", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(f"{percent}\u00a0% ({done_count}/{total})")
