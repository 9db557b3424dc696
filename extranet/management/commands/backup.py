"""`manage.py backup DIR`: everything that a disaster takes, in a new folder (`extranet.operations.backups`)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from b2i.outcomes.statements.models import Statement
from extranet.operations.backups.encryption import configured_recipients
from extranet.operations.backups.refusal import BackupError
from extranet.operations.backups.services import BackupReport, back_up

IN_CLEAR = (
    "ATTENTION\u00a0: cette copie est EN CLAIR, clés et données personnelles comprises. "
    "EXTRANET_BACKUP_RECIPIENT donne la clé publique age pour laquelle la chiffrer."
)
NO_BADGE_KEY = (
    "ATTENTION\u00a0: la clé des badges (EXTRANET_BADGE_KEY_FILE) est introuvable, elle n’est pas dans la copie."
)


class Command(BaseCommand):
    help = "Copie la base, les fichiers, les clés et les réglages dans un dossier neuf, chiffrés si une clé est donnée."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="dossier de la copie, absent ou vide")

    def handle(self, *, folder: Path, **options) -> None:
        try:
            report = back_up(folder=folder, recipients=configured_recipients(), progress=self.tell)
        except (BackupError, OSError) as error:
            raise CommandError(f"Pas de sauvegarde. {error}") from error
        self.report(folder, report)

    def tell(self, step: str) -> None:
        self.stdout.write(f"  {step}…")

    def report(self, folder: Path, report: BackupReport) -> None:
        rows, manifest = sum(report.manifest.rows.values()), report.manifest
        self.stdout.write(
            f"{folder}\u00a0: {manifest.file_count} fichiers, {len(manifest.rows)} tables, {rows} lignes."
        )
        if manifest.is_encrypted:
            self.stdout.write(f"Chiffrée pour {', '.join(manifest.recipients)}.")
        else:
            self.stderr.write(IN_CLEAR)
        if not report.has_badge_key and Statement.objects.exists():
            self.stderr.write(NO_BADGE_KEY)
        self.stdout.write(f"Sceau, à noter ailleurs que sur la copie\u00a0: {report.seal}")
