"""`manage.py export_site DIR`: the whole content in open formats (`extranet.operations.site_export`)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from extranet.operations.backups.refusal import BackupError
from extranet.operations.site_export.services import export_site

SECRETS = (
    "ATTENTION\u00a0: secrets/ contient les empreintes des mots de passe et les clés des badges. "
    "--without-secrets les laisse."
)


class Command(BaseCommand):
    help = "Écrit tout le contenu du site en formats ouverts : Markdown, CSV, JSON, iCalendar et fichiers."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="dossier de l’export, absent ou vide")
        parser.add_argument("--without-secrets", action="store_true", help="sans mots de passe ni clés")

    def handle(self, *, folder: Path, without_secrets: bool, **options) -> None:
        try:
            report = export_site(folder=folder, with_secrets=not without_secrets, progress=self.tell)
        except (BackupError, OSError) as error:
            raise CommandError(f"Pas d’export. {error}") from error
        self.stdout.write(
            f"{folder}\u00a0: {report.rows} lignes, {report.documents} documents, {report.files} fichiers."
        )
        if report.lost:
            self.stderr.write(f"{report.lost} fichiers nommés par la base sont introuvables.")
        if report.has_secrets:
            self.stderr.write(SECRETS)

    def tell(self, what: str, count: int) -> None:
        self.stdout.write(f"  {what}\u00a0: {count}")
