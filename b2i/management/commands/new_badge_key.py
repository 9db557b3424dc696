"""`manage.py new_badge_key`: start a new key of badges, where the old one is lost, or instead of it."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from b2i.outcomes.statements.badge_key import MissingBadgeKeyError, create_badge_key
from b2i.outcomes.statements.public_keys import replace_badge_key, store_public_key


class Command(BaseCommand):
    help = (
        "Fait une nouvelle clé des badges, quand l’ancienne est perdue, ou à sa place avec --replace. Les badges déjà "
        "pris se vérifient tant que la moitié publique de leur clé est publiée."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--replace", action="store_true", help="remplace la clé en service")
        parser.add_argument("--stolen", action="store_true", help="… et ne publie plus l’ancienne : elle a été volée")

    def handle(self, *args, **options) -> None:
        path = Path(settings.BADGE_KEY_FILE)
        if options["replace"] or options["stolen"]:
            self.replace(is_stolen=options["stolen"])
        elif path.exists():
            raise CommandError(f"{path} existe\u00a0: rien n’est à refaire. Pour la remplacer\u00a0: --replace.")
        else:
            create_badge_key(path)
            store_public_key()
            self.stdout.write(f"Nouvelle clé\u00a0: {path}. {self.outcome(has_former=False)}")

    def replace(self, *, is_stolen: bool) -> None:
        try:
            replace_badge_key(is_stolen=is_stolen)
        except MissingBadgeKeyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Nouvelle clé en service. {self.outcome(has_former=not is_stolen)}")

    def outcome(self, *, has_former: bool) -> str:
        if has_former:
            return "L’ancienne reste publiée\u00a0: les badges déjà pris se vérifient toujours."
        return "Les badges signés d’une clé qui n’est plus publiée ne se vérifient plus, à reprendre."
