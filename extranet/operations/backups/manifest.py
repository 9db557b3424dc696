"""What a copy says of itself: date, version of the code, migrations, rows of each table, and a seal over all that.

Hashes of the files are in a list beside it, in the format of `sha256sum`, so that a copy can be checked without us.
"""

import hashlib
import json
import subprocess
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from extranet.operations.backups.refusal import BackupError
from extranet.operations.squashed_migrations import replaced_among

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """`rows`: table → number of rows. `migrations`: « app.name ». `files_sha256`: hash of the list of hashes."""

    format: int
    made: str
    version: str
    origin: str
    vendor: str
    rows: dict[str, int]
    migrations: list[str]
    recipients: list[str]
    file_count: int
    files_sha256: str

    @property
    def is_encrypted(self) -> bool:
        return bool(self.recipients)

    def write(self, folder: Path) -> str:
        """Write the manifest with its seal, and return the seal."""
        content = asdict(self)
        seal = seal_of(content)
        text = json.dumps({**content, "seal": seal}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")
        (folder / NAME).chmod(0o600)
        return seal

    def unknown_migrations(self) -> list[str]:
        """Return the migrations of the copy that this code does not have: it was made by a newer one."""
        loader = MigrationLoader(None, ignore_no_migrations=True)
        applied = self.applied_migrations()
        known = loader.disk_migrations.keys() | replaced_among(applied)
        # An app whose migrations are not read, as in tests, cannot say.
        return [f"{app}.{name}" for app, name in sorted(applied - known) if app not in loader.unmigrated_apps]

    def applied_migrations(self) -> set[tuple[str, str]]:
        return {(app, name) for app, _, name in (each.partition(".") for each in self.migrations)}


def describe_site(*, rows: dict[str, int], recipients: list, file_count: int, files_sha256: str) -> Manifest:
    return Manifest(
        format=FORMAT,
        made=timezone.now().isoformat(timespec="seconds"),
        version=code_version(),
        origin=settings.ORIGIN,
        vendor=connection.vendor,
        rows=rows,
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        recipients=[str(recipient) for recipient in recipients],
        file_count=file_count,
        files_sha256=files_sha256,
    )


def read_manifest(folder: Path) -> Manifest:
    """Raises BackupError if there is none, if it was changed, or if a newer code wrote it."""
    path = folder / NAME
    if not path.is_file():
        raise BackupError(f"{folder}\u00a0: aucune sauvegarde entière ici ({NAME} manque).")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        seal = content.pop("seal")
        is_whole = seal == seal_of(content)
    except (ValueError, KeyError, AttributeError, TypeError):
        is_whole = False
    if not is_whole:
        raise BackupError(f"{path} est abîmé.")
    if content["format"] > FORMAT:
        raise BackupError(
            "Cette sauvegarde vient d’une version plus récente du site\u00a0: mettez d’abord le code à jour."
        )
    return Manifest(**content)


def seal_of(content: dict) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def code_version() -> str:
    """Return « 0.1.0 39e5ac62 »: the version of the project, and the commit where git knows it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        git = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603 - the command is written here
    except OSError:
        return project["version"]
    return f"{project['version']} {git.stdout.strip()}".strip()
