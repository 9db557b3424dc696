"""`manage.py scan_files`: scans the files that were joined before an antivirus was configured."""

from django.core.management.base import BaseCommand, CommandError

from reseau.documents.files import antivirus
from reseau.documents.files.antivirus import AntivirusAwayError
from ressources.files.tasks import scan_older


class Command(BaseCommand):
    help = "Donne à vérifier à l’antivirus les fichiers et les images joints avant qu’il ne soit là."

    def handle(self, *args, **options) -> None:
        if not antivirus.is_configured():
            raise CommandError("Aucun antivirus n’est donné\u00a0: il manque ANTIVIRUS_URL.")
        try:
            antivirus.check_alive()
        except AntivirusAwayError as error:
            raise CommandError(f"L’antivirus ne répond pas\u00a0: {error}") from error
        self.stdout.write(f"Fichiers donnés à vérifier\u00a0: {scan_older()}")
