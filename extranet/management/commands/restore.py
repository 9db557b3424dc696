"""`manage.py restore DIR`: bring back what `backup` copied; `--check`: could it (`extranet.operations.backups`)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from extranet.operations.backups.copy_folder import StoredCopy
from extranet.operations.backups.refusal import BackupError
from extranet.operations.backups.replay import ReplayReport, read_acts
from extranet.operations.backups.services import RestorationReport, check_content, kept_settings, open_copy, restore

ONLY_HASHES = "Les empreintes sont justes. Pour lire aussi ce que la copie contient\u00a0: --identity FICHIER."
WITHOUT_AUDIT = (
    "ATTENTION\u00a0: sans --audit, ce qui a été effacé, fermé ou retiré depuis cette copie est revenu. Si vous avez "
    "le journal des actes, restaurez de nouveau, avec --audit et --replace, avant d’ouvrir le site."
)
AUDIT = "fichier ou dossier du journal des actes (plusieurs fois s’il le faut)\u00a0: refait ce qui suit la copie"
IDENTITY = "clé privée age (fichier d’age-keygen), pour une copie chiffrée"


class Command(BaseCommand):
    help = "Remet le site dans l’état d’une sauvegarde. --check la vérifie sans toucher à rien."
    # A site without its badge key fails the checks, and comes here to get it back.
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="dossier fait par backup")
        action = parser.add_mutually_exclusive_group()
        action.add_argument("--check", action="store_true", help="vérifier la copie, sans rien changer")
        action.add_argument(
            "--show-settings", action="store_true", help="écrire les réglages gardés, clé secrète comprise"
        )
        action.add_argument("--replace", action="store_true", help="remplacer un site qui a déjà des membres")
        parser.add_argument("--audit", type=Path, action="append", metavar="FICHIER", default=[], help=AUDIT)
        parser.add_argument("--identity", type=Path, metavar="FICHIER", help=IDENTITY)
        parser.add_argument(
            "--other-secret-key", action="store_true", help="accepter que ce site ait une autre clé secrète"
        )

    def handle(self, *, folder: Path, identity: Path | None, check: bool, show_settings: bool, **options) -> None:
        try:
            copy, acts = open_copy(folder=folder, identity=identity), read_acts(options["audit"])
            if show_settings:
                self.stdout.write(kept_settings(copy=copy), ending="")
            elif check:
                self.check_copy(copy)
                if acts:
                    self.stdout.write(f"Le journal des actes se lit\u00a0: {len(acts)} lignes.")
            else:
                keywords = {name: options[name] for name in ("replace", "other_secret_key")}
                self.report(restore(copy=copy, progress=self.tell, acts=acts, **keywords))
                if not acts:
                    self.stderr.write(WITHOUT_AUDIT)
        except (BackupError, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error

    def tell(self, step: str) -> None:
        self.stdout.write(f"  {step}…")

    def check_copy(self, copy: StoredCopy) -> None:
        manifest = copy.manifest
        rows = sum(manifest.rows.values())
        self.stdout.write(f"Sauvegarde du {manifest.made}, version {manifest.version}, de {manifest.origin}.")
        self.stdout.write(f"{manifest.file_count} fichiers entiers\u00a0; {len(manifest.rows)} tables, {rows} lignes.")
        if copy.is_readable:
            check_content(copy=copy)
            self.stdout.write("Tout se lit\u00a0: la copie peut être restaurée.")
        else:
            self.stdout.write(ONLY_HASHES)

    def report(self, report: RestorationReport) -> None:
        rows = sum(report.manifest.rows.values())
        self.stdout.write(
            f"Site du {report.manifest.made} restauré\u00a0: {rows} lignes, {report.files} fichiers, "
            f"{report.keys} clés, {report.documents} documents dans l’index. Toutes les sessions sont fermées."
        )
        for name in report.missing:
            self.stderr.write(f"Fichier absent, nommé par la base\u00a0: {name}")
        self.report_replay(report.replay)

    def report_replay(self, report: ReplayReport) -> None:
        if report.count:
            self.stdout.write(f"Actes notés depuis la copie\u00a0: {report.count}, dont {len(report.redone)} refaits.")
        for line in report.redone:
            self.stdout.write(f"  {line}, {timezone.localtime(line.at):%d/%m/%Y %H:%M}")
        for line in report.by_hand:
            self.stderr.write(f"À refaire à la main\u00a0: {line}, {timezone.localtime(line.at):%d/%m/%Y %H:%M}")
