"""`manage.py access_table`: print the page `docs/acces.md`, or write it with `--write`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from extranet.access.access_table.table import access_page

PAGE = Path(settings.BASE_DIR) / "docs" / "acces.md"


class Command(BaseCommand):
    help = "Écrit qui peut faire quoi, d’après le code : docs/acces.md."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--write", action="store_true", help="dans le fichier, plutôt qu’à l’écran")

    def handle(self, *args, **options) -> None:
        if options["write"]:
            PAGE.write_text(access_page(), encoding="utf-8")
        else:
            self.stdout.write(access_page(), ending="")
