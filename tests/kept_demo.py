"""The demo, built once a run by the first process that asks for it; the others copy its tables and files.

On one's own machine it is also kept for the next runs of the day, as long as nothing that makes it has changed. A
database server has no such copy: there it is built in a transaction that is undone.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from extranet.demo.files.work_ahead import WORK_AHEAD
from scripts.command_steps import ROOT
from scripts.kept_site import copy_into, keep, name_of_site
from tests.emptied_tables import forget_rows
from tests.shared_folder import shared_folder

# Files of a kept site have these names (`scripts/kept_site.py`).
TABLES, BUILDING, FILES = "extranet.sqlite3", "preparation.json", "media"
# What makes the kept copy, besides the site itself.
MADE_BY = (Path(__file__), ROOT / "tests" / "foundation.py")
KIND = "test-demos"


@contextmanager
def demo_in_place(tmp_path_factory) -> Iterator[Path]:
    """Put the demo in the database of this process, and what was there back at the end. Yield a folder of this process:
    the files of the demo, and beside them what its building tells.
    """
    own = tmp_path_factory.mktemp("demo")
    if connection.vendor != "sqlite":
        with transaction.atomic():
            build(own)
            yield own / FILES
            transaction.set_rollback(True)
        return
    folder = kept_demo(tmp_path_factory)
    shutil.copytree(folder, own, dirs_exist_ok=True, ignore=shutil.ignore_patterns(TABLES))
    with tables_put_back():
        put_tables(folder / TABLES)
        yield own / FILES


def kept_demo(tmp_path_factory) -> Path:
    """Return the folder of the demo of this run, SQLite alone; whoever comes first builds it, the others wait."""
    folder = shared_folder(tmp_path_factory) / "demo"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return folder
        folder.mkdir()
        # The suite of CI builds its own.
        name = "" if os.environ.get("CI") == "true" else name_of_demo()
        if not (name and copy_into(folder, name, kind=KIND)):
            build_in(folder)
            if name:
                keep(folder, name, kind=KIND)
    return folder


def build_in(folder: Path) -> None:
    with tables_put_back():
        with transaction.atomic():
            build(folder)
        with closing(sqlite3.connect(folder / TABLES)) as kept:
            connection.connection.backup(kept)


def build(folder: Path) -> None:
    """Build the demo in the database, its files in `folder`, and beside them what its building tells: how many
    statements, which files were prepared that no builder asked for.
    """
    statements = 0

    def count_statement(execute, sql, params, many, context):
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    with override_settings(MEDIA_ROOT=folder / FILES):
        call_command("install", stdout=StringIO())
        with connection.execute_wrapper(count_statement):
            call_command("demo", stdout=StringIO())
    connection.check_constraints()
    facts = {"statements": statements, "unasked": sorted(map(str, WORK_AHEAD.unasked))}
    (folder / BUILDING).write_text(json.dumps(facts))


def name_of_demo() -> str:
    """Return a hash of what makes the demo of today."""
    settings = {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "TZ": time.tzname[0]}
    digest = hashlib.sha256(name_of_site(settings).encode())
    for path in MADE_BY:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def tables_put_back() -> Iterator[None]:
    """Put back all tables at the end, as they were."""
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        try:
            yield
        finally:
            before.backup(connection.connection)
            forget_rows()


def put_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(connection.connection)
    forget_rows()
