"""`manage.py new_badge_key`: start a new key of badges where the old one is lost for good."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from b2i.statements.badge_key import create_badge_key


class Command(BaseCommand):
    help = "Fait une nouvelle clé des badges, quand l’ancienne est perdue : les badges déjà pris sont à reprendre."

    def handle(self, *args, **options) -> None:
        path = Path(settings.BADGE_KEY_FILE)
        if path.exists():
            raise CommandError(f"{path} existe\u00a0: rien n’est à refaire.")
        create_badge_key(path)
        self.stdout.write(f"Nouvelle clé\u00a0: {path}. Les badges déjà pris ne se vérifient plus, à reprendre.")
