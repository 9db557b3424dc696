"""The way back from a disaster: a copy of everything that cannot be made again, its check, its restoration.

Not copied: the index, static files and searches not yet counted, which are made again or lost without harm; login
sessions are copied with their table and ended by a restoration.
"""

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from audit.enums import Act
from audit.models import AuditLine
from audit.services import note_act
from extranet.operations.backups import badge_keys, media_copy, postgresql_copy, site_settings, sqlite_copy
from extranet.operations.backups.copy_folder import HASHES, NewCopy, StoredCopy, new_copy
from extranet.operations.backups.encryption import read_identities
from extranet.operations.backups.manifest import Manifest, describe_site
from extranet.operations.backups.refusal import BackupError
from extranet.operations.backups.replay import ReplayReport, replay
from extranet.operations.squashed_migrations import LAST_COMMIT, stands_before_the_squash
from reseau.people.members.models.member import Member
from search.index.services import rebuild_index

DATABASES = {"sqlite": sqlite_copy, "postgresql": postgresql_copy}


@dataclass(frozen=True)
class BackupReport:
    manifest: Manifest
    seal: str
    has_badge_key: bool


@dataclass(frozen=True)
class RestorationReport:
    """`missing`: files that rows name and that are nowhere. `replay`: acts later than the copy, done again."""

    manifest: Manifest
    files: int
    keys: int
    documents: int
    missing: list[str]
    replay: ReplayReport


def back_up(*, folder: Path, recipients: list, progress: Callable[[str], None]) -> BackupReport:
    """Copy database, uploaded files, keys and settings into a new folder, encrypted if there are recipients.

    Raises BackupError or OSError; the folder is then absent.
    """
    with new_copy(folder, recipients) as copy:
        progress("fichiers")
        media_copy.add_new_files(copy)
        progress("base de données")
        rows = DATABASES[connection.vendor].dump(copy)
        progress("fichiers arrivés pendant ce temps")
        media_copy.add_new_files(copy)
        progress("clés et réglages")
        has_badge_key = badge_keys.add_keys(copy)
        copy.add(site_settings.FILE, io.BytesIO(site_settings.write_settings(is_encrypted=bool(recipients))))
        manifest, seal = _seal(copy, rows)
    return BackupReport(manifest, seal, has_badge_key)


def _seal(copy: NewCopy, rows: dict[str, int]) -> tuple[Manifest, str]:
    manifest = describe_site(rows=rows, recipients=copy.recipients, file_count=copy.count, files_sha256=copy.close())
    return manifest, manifest.write(copy.folder)


def open_copy(*, folder: Path, identity: Path | None) -> StoredCopy:
    """Return a copy whose files were all read and found unchanged. Raises BackupError if one is not."""
    copy = StoredCopy(folder, read_identities(identity))
    count = copy.verify()
    if count != copy.manifest.file_count:
        raise BackupError(f"{folder / HASHES} nomme {count} fichiers, le manifeste {copy.manifest.file_count}.")
    if unknown := copy.manifest.unknown_migrations():
        raise BackupError(
            f"Cette sauvegarde vient d’une version plus récente du site (migration {unknown[0]})\u00a0: "
            "mettez d’abord le code à jour."
        )
    if stands_before_the_squash(copy.manifest.applied_migrations()):
        raise BackupError(
            "Cette sauvegarde date d’avant le regroupement des migrations\u00a0: rétablissez-la avec la version "
            f"{LAST_COMMIT}, puis mettez le code à jour."
        )
    return copy


def check_content(*, copy: StoredCopy) -> None:
    """Read each file in clear, the database as its engine reads it. Changes nothing. Raises BackupError."""
    for name in copy.names():
        copy.read_into(name, Nowhere())
    rows = DATABASES[copy.manifest.vendor].check(copy)
    if rows is not None:
        _compare(copy.manifest, rows)


class Nowhere(io.RawIOBase):
    """Where a content goes that is only read to be checked."""

    def writable(self) -> bool:
        return True

    def write(self, block) -> int:
        return len(block)


def _compare(manifest: Manifest, rows: dict[str, int]) -> None:
    wrong = [name for name in sorted(manifest.rows | rows) if manifest.rows.get(name) != rows.get(name)]
    if wrong:
        raise BackupError(f"Ces tables n’ont pas le nombre de lignes annoncé\u00a0: {', '.join(wrong)}.")


def restore(
    *,
    copy: StoredCopy,
    replace: bool,
    other_secret_key: bool,
    progress: Callable[[str], None],
    acts: Sequence[AuditLine] = (),
) -> RestorationReport:
    """Bring the site back to the moment of a copy from `open_copy`: files, keys, database last, then the index.

    `acts`: the journal of the lost site; those later than the copy are done again before the site opens.

    Interrupted before the database, it can run again as it was. `replace`: over a site that has members.
    `other_secret_key`: accept that the site has another secret key. Raises BackupError before it changes anything.
    """
    _refuse_unfit(copy, replace=replace, other_secret_key=other_secret_key)
    database = DATABASES[connection.vendor]
    keys = badge_keys.load_keys(badge_keys.kept_keys(copy), replace=replace)
    progress("fichiers")
    files = media_copy.load(copy)
    progress("base de données")
    database.load(copy)
    _compare(copy.manifest, _rows_of_the_site())
    # A session that somebody ended since must not live again.
    import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects.all().delete()
    if _has_pending_migrations():
        progress("migrations")
        call_command("migrate", interactive=False, verbosity=0)
    progress("actes notés depuis la copie")
    replayed = _replay(copy, acts)
    progress("index de recherche")
    documents = rebuild_index(progress=lambda done, total: None, force=True)
    return RestorationReport(copy.manifest, files, keys, documents, list(media_copy.missing_files()), replayed)


@transaction.atomic
def _replay(copy: StoredCopy, acts: Sequence[AuditLine]) -> ReplayReport:
    """Do the acts again, and note that the site was restored."""
    report = replay(acts=acts, made=datetime.datetime.fromisoformat(copy.manifest.made))
    note_act(act=Act.SITE_RESTORED, row=None)
    return report


def kept_settings(*, copy: StoredCopy) -> str:
    """Return the settings of the copy as a file of variables, secret key included. Raises BackupError without a key."""
    if not copy.is_readable:
        raise BackupError("Cette sauvegarde est chiffrée\u00a0: donnez sa clé privée avec --identity FICHIER.")
    return copy.content(site_settings.FILE).decode()


def _refuse_unfit(copy: StoredCopy, *, replace: bool, other_secret_key: bool) -> None:
    kept_key = site_settings.read_settings(kept_settings(copy=copy))["EXTRANET_SECRET_KEY"]
    if copy.manifest.vendor != connection.vendor:
        raise BackupError(
            f"La sauvegarde est d’une base {copy.manifest.vendor}, ce site est sur {connection.vendor}\u00a0: "
            "export_site et import_site passent de l’une à l’autre."
        )
    if not replace and _has_members():
        raise BackupError("Ce site a déjà des membres\u00a0: --replace remplace tout ce qu’il contient.")
    if kept_key not in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS] and not other_secret_key:
        raise BackupError(
            "La clé secrète de la sauvegarde n’est pas celle de ce site\u00a0: donnez-lui EXTRANET_SECRET_KEY, que "
            "montre --show-settings, ou ajoutez --other-secret-key (les liens déjà envoyés seront sans effet)."
        )


def _has_members() -> bool:
    return Member._meta.db_table in connection.introspection.table_names() and Member.objects.exists()


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _rows_of_the_site() -> dict[str, int]:
    with connection.cursor() as cursor:
        return postgresql_copy.count_rows(cursor)
