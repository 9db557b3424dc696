"""Copy of a PostgreSQL database by its own programs (`pg_dump`, custom format), streamed: nothing waits on the disk."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from extranet.operations.backups.copy_folder import NewCopy, StoredCopy
from extranet.operations.backups.refusal import BackupError

FILE = "database.pgdump"
# Where the former tables wait until those of the copy are committed.
ASIDE = "extranet_before_restore"
# Without those of an extension.
OWN_FUNCTIONS = """
SELECT function.oid::regprocedure::text FROM pg_proc AS function
WHERE function.pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend AS link WHERE link.objid = function.oid AND link.deptype = 'e')
"""


def dump(copy: NewCopy) -> dict[str, int]:
    """Add the database to the copy; return the number of rows of each table, at the same instant."""
    with snapshot() as (identifier, rows):
        command, environment = on_this_database(
            "pg_dump", "--format=custom", f"--exclude-schema={ASIDE}", f"--snapshot={identifier}"
        )
        with running(command, environment, stdout=subprocess.PIPE) as process:
            copy.add(FILE, process.stdout)
    return rows


@contextmanager
def snapshot() -> Iterator[tuple[str, dict[str, int]]]:
    """Yield an instant of the database that `pg_dump` can share, and the rows of its tables."""
    reader = connection.copy()
    try:
        reader.set_autocommit(False)
        with reader.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (identifier,) = cursor.fetchone()
            yield identifier, count_rows(cursor)
    finally:
        reader.close()


def count_rows(cursor) -> dict[str, int]:
    rows = {}
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name that the database gave
        (rows[table],) = cursor.fetchone()
    return rows


def check(copy: StoredCopy) -> None:
    """Read the whole archive without a database; only a restoration counts its rows."""
    with running([find("pg_restore"), "--file=/dev/null"], None, stdin=subprocess.PIPE) as process:
        send(copy, process.stdin)


def load(copy: StoredCopy) -> None:
    """Replace the tables, in one transaction: after a failure, the database is as before.

    Former tables are set aside, and dropped by a transaction of their own: a server keeps a lock for each table and
    each index until the end of a transaction, and has room for one database by default, not for two.
    """
    execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")
    script = set_aside()
    connection.close()
    psql, environment = on_this_database(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"
    )
    archive = [find("pg_restore"), "--no-owner", "--no-privileges", "--clean", "--if-exists", "--file=-"]
    with (
        running(psql, environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as target,
        running(archive, None, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as source,
    ):
        target.stdin.write(script.encode())
        failures: list[Exception] = []
        sender = Thread(target=send, args=(copy, source.stdin, failures))
        sender.start()
        shutil.copyfileobj(source.stdout, target.stdin)
        sender.join()
        if failures:
            raise failures[0]
    execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()


def set_aside() -> str:
    """Return the SQL that moves the tables of the site and the functions of its triggers to another schema."""
    with connection.cursor() as cursor:
        tables = [connection.ops.quote_name(name) for name in sorted(connection.introspection.table_names(cursor))]
        cursor.execute(OWN_FUNCTIONS)
        functions = [name for (name,) in cursor.fetchall()]
    moved = [f"TABLE {name}" for name in tables] + [f"FUNCTION {name}" for name in functions]
    return "\n".join([f"CREATE SCHEMA {ASIDE};", *(f"ALTER {each} SET SCHEMA {ASIDE};" for each in moved), ""])


def send(copy: StoredCopy, target: IO[bytes], failures: list[Exception] | None = None) -> None:
    """Give the archive to a program; a thread puts its refusal into `failures`, for its caller to raise."""
    try:
        copy.read_into(FILE, target)
    except BrokenPipeError:
        # The program has stopped, and says why.
        pass
    except (BackupError, OSError) as error:
        if failures is None:
            raise
        failures.append(error)
    finally:
        with suppress(BrokenPipeError):
            target.close()


@contextmanager
def running(command: list[str], environment: dict[str, str] | None, **pipes) -> Iterator[subprocess.Popen]:
    """Run a program; kill it if the caller fails. Raises BackupError with its words if it fails itself."""
    with tempfile.TemporaryFile("w+") as words:
        with subprocess.Popen(command, env=environment, stderr=words, **pipes) as process:  # noqa: S603 - a program of PostgreSQL
            try:
                yield process
            except BrokenPipeError:
                # The program has stopped: its words say why.
                process.wait()
            except BaseException:
                process.kill()
                raise
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
        if process.returncode:
            words.seek(0)
            raise BackupError(f"{Path(command[0]).name} a échoué\u00a0: {words.read().strip()[-1000:]}")


def on_this_database(program: str, *options: str) -> tuple[list[str], dict[str, str]]:
    """Return command and environment; the password is never an argument, which other accounts could read."""
    (_, *arguments), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return [find(program), *options, *arguments], {**os.environ, **(environment or {})}


def find(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BackupError(
            f"«\u00a0{program}\u00a0» est introuvable (sous Debian ou Ubuntu\u00a0: apt install postgresql-client)."
        )
    return path
