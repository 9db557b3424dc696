"""`manage.py import_site DIR`: an empty site from what `export_site` wrote (`extranet.operations.site_export`)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from extranet.operations.backups.refusal import BackupError
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.services import import_site

WITHOUT_SECRETS = (
    "Sans secrets/\u00a0: chacun choisit un autre mot de passe (« Mot de passe oublié »), les cartes reçoivent "
    "un autre code."
)


class Command(BaseCommand):
    help = "Remplit un site vide à partir d’un export."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="dossier fait par export_site")

    def handle(self, *, folder: Path, **options) -> None:
        try:
            report = import_site(folder=folder, progress=self.tell)
        except (SiteExportError, BackupError, OSError) as error:
            raise CommandError(f"Rien n’est importé. {error}") from error
        self.stdout.write(
            f"{report.rows} lignes, {report.documents} documents, {report.files} fichiers\u00a0; "
            f"{report.indexed} documents dans l’index."
        )
        if not report.has_secrets:
            self.stderr.write(WITHOUT_SECRETS)

    def tell(self, what: str, count: int) -> None:
        self.stdout.write(f"  {what}\u00a0: {count}")
