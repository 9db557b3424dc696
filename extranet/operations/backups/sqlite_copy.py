"""Copy of a SQLite database while the site writes, by the backup interface of SQLite: one instant of the base."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from extranet.operations.backups.copy_folder import FOLDER_OWNER_ONLY, NewCopy, StoredCopy, locked
from extranet.operations.backups.refusal import BackupError

FILE = "database.sqlite3"


def dump(copy: NewCopy) -> dict[str, int]:
    """Add the database to the copy; return the number of rows of each of its tables."""
    with scratch_file() as path:
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        rows = inspect(path)
        with path.open("rb") as source:
            copy.add(FILE, source)
    return rows


def check(copy: StoredCopy) -> dict[str, int]:
    """Open the database of the copy, and return the number of rows of each of its tables."""
    with clear_database(copy) as path:
        return inspect(path)


def load(copy: StoredCopy) -> None:
    """Replace the content of the database, in one transaction: other processes see the old one or the new one."""
    connection.ensure_connection()
    with clear_database(copy) as path, closing(sqlite3.connect(path)) as source:
        inspect(path)
        source.backup(connection.connection)


def inspect(path: Path) -> dict[str, int]:
    """Raises BackupError if SQLite finds the file damaged."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        try:
            (finding,) = database.execute("PRAGMA quick_check").fetchone()
            if finding != "ok":
                raise BackupError(f"La base de la copie est abîmée\u00a0: {finding}.")
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            names = [name for (name,) in database.execute(query)]
            return {name: count_rows(database, name) for name in names}
        except sqlite3.DatabaseError as error:
            raise BackupError(f"La base de la copie est illisible ({error}).") from error


def count_rows(database: sqlite3.Connection, table: str) -> int:
    (count,) = database.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}").fetchone()  # noqa: S608 - a name that the database gave
    return count


@contextmanager
def clear_database(copy: StoredCopy) -> Iterator[Path]:
    """Yield the database of the copy as a file in clear, for a moment."""
    with scratch_file() as path:
        with path.open("wb") as target:
            copy.read_into(FILE, target)
        yield path


@contextmanager
def scratch_file() -> Iterator[Path]:
    """Yield a path beside the database, as private as it is; one process at a time, whatever a killed one left."""
    folder = Path(settings.VAR_DIR) / "backup"
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    with locked(folder):
        path = folder / FILE
        try:
            path.unlink(missing_ok=True)
            yield path
        finally:
            path.unlink(missing_ok=True)
