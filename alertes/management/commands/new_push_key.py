"""`manage.py new_push_key`: make a key for pushes; the operator puts it among the variables of the site."""

from django.core.management.base import BaseCommand

from alertes.channels.push.site_key import new_site_key


class Command(BaseCommand):
    help = (
        "Fait une clé pour les alertes sur les appareils, à mettre dans les variables du site. Une autre clé ensuite : "
        "chaque personne relie de nouveau ses appareils."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"EXTRANET_PUSH_KEY={new_site_key()}")
