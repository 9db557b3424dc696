"""`manage.py send_digests`: plan the digests that are due; the worker sends them. Also a job of `tick`."""

from django.core.management.base import BaseCommand

from alertes.channels.digests import send_digests


class Command(BaseCommand):
    help = "Prépare les résumés du jour, un par personne au plus\u00a0; le processus de fond les envoie."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Résumés préparés\u00a0: {send_digests()}")
