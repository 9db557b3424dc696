"""The cache of one machine: a SQLite file that its processes share, so that limits of tries hold over all of them.

Counts are exact under parallel processes (each verb is one statement) and outlive a restart. Django's own caches do not
do both without a service: memory belongs to one process, its file cache loses parallel counts and drops entries past
300, its database cache writes to the site's database from pages that only read (docs/adr/0038-doors.md).
"""

import os
import pickle
import secrets
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB, expires REAL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_by_expiry ON entry (expires);
"""
LIVE = "key = :key AND (expires IS NULL OR expires > :now)"
# Without an expiry, `expires` is null and the comparison too: the entry stays.
ADD = """
INSERT INTO entry VALUES (:key, :value, :expires)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires WHERE expires <= :now
"""
SET = "INSERT OR REPLACE INTO entry VALUES (:key, :value, :expires)"
INCREMENT = f"UPDATE entry SET value = value + :delta WHERE {LIVE} AND typeof(value) = 'integer' RETURNING value"  # noqa: S608 - constants
LARGEST = 2**63
OWNER_ONLY = 0o600
# Seconds that a process waits while others write.
PATIENCE = 20
# Addresses of visitors are in the keys: nothing stays a minute longer than its limit, once the cache is written to.
CLEANING_INTERVAL = 60


class SharedFileCache(BaseCache):
    """`LOCATION` is the path of the file, made at the first use. Whole numbers are stored as such, the rest pickled."""

    def __init__(self, location: str, params: dict) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._cleaned = 0.0

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        return self._write(ADD, key, version, **self._entry(value, timeout)) == 1

    def get(self, key, default=None, version=None):
        rows = self._run(f"SELECT value FROM entry WHERE {LIVE}", key=self._key(key, version)).fetchall()  # noqa: S608 - constants
        return _loaded(rows[0][0]) if rows else default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> None:
        self._write(SET, key, version, **self._entry(value, timeout))

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        expires = self.get_backend_timeout(timeout)
        return self._write(f"UPDATE entry SET expires = :expires WHERE {LIVE}", key, version, expires=expires) == 1  # noqa: S608 - constants

    def delete(self, key, version=None) -> bool:
        return self._write(f"DELETE FROM entry WHERE {LIVE}", key, version) == 1  # noqa: S608 - constants

    def incr(self, key, delta=1, version=None) -> int:
        rows = self._run(INCREMENT, key=self._key(key, version), delta=delta).fetchall()
        if not rows:
            raise ValueError(f"Key {key!r} not found")
        return rows[0][0]

    def clear(self) -> None:
        self._run("DELETE FROM entry")

    def _key(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _entry(self, value: Any, timeout: float | None) -> dict[str, Any]:
        return {"value": _stored(value), "expires": self.get_backend_timeout(timeout)}

    def _write(self, statement: str, key: str, version: int | None, **values) -> int:
        """Run a statement that writes; return the number of rows that changed."""
        changed = self._run(statement, key=self._key(key, version), **values).rowcount
        if (now := time.time()) > self._cleaned + CLEANING_INTERVAL:
            self._cleaned = now
            self._run("DELETE FROM entry WHERE expires <= :now")
        return changed

    def _run(self, statement: str, **values) -> sqlite3.Cursor:
        return self._opened().execute(statement, {"now": time.time(), **values})

    def _opened(self) -> sqlite3.Connection:
        """Return the connection of this process: SQLite forbids that a fork uses the one of its parent."""
        if self._connection is None or self._process != os.getpid():
            self._connection, self._process = _connect(self._path), os.getpid()
        return self._connection


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        _create_private_file(path)
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            # SQLite does not wait by itself while another process turns the journal to WAL.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(SCHEMA)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return connection


def _create_private_file(path: Path) -> None:
    """Create the empty file; if several do so at once, one wins.

    It is closed before it has its name: closing a file ends the locks that SQLite holds on it in the same process.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _stored(value: Any) -> int | bytes:
    is_number = type(value) is int and abs(value) < LARGEST
    return value if is_number else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _loaded(value: int | bytes) -> Any:
    """Return what was stored. The file is written by the site alone, like its database."""
    return value if isinstance(value, int) else pickle.loads(value)  # noqa: S301 - see above
