"""What a test with real transactions leaves goes, and the foundation comes back.

Django empties every table, whatever stands in it, and makes types and permissions again; the foundation would then have
to be laid anew: over a second on PostgreSQL. Here SQLite takes back a copy; a server keeps one in a schema of its own.
"""

import sqlite3

from django.core.cache import cache
from django.db import connection, transaction

from extranet.operations.public_cache.models import TableChange
from reseau.web.queries.compiled_query import CompiledQuery
from tests.foundation import look_up_types

SCHEMA = "foundation"


class FirstTables:
    """The tables of this process as they were when its database was made."""

    def keep(self) -> None:
        """Remember the tables as they are."""
        if connection.vendor == "sqlite":
            self.copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self.copy)
            return
        # The triggers of the others write there.
        self.full = [name for name in full_tables() if name != TableChange._meta.db_table]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
            for name in self.full:
                cursor.execute(f'CREATE TABLE {SCHEMA}."{name}" AS TABLE "{name}"')

    def put_back(self) -> None:
        """Leave the tables as they were, and nothing known of the rows that are gone."""
        if connection.vendor == "sqlite":
            self.copy.backup(connection.connection)
        else:
            self.put_rows_back()
        # A count that goes back would say that nothing has changed since.
        TableChange.objects.all().delete()
        forget_rows()

    def put_rows_back(self) -> None:
        """Copy the rows of a server again; what refers to them is checked at the end."""
        with transaction.atomic(), connection.cursor() as cursor:
            for name in full_tables():
                cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of our tables
            for name in self.full:
                cursor.execute(f'INSERT INTO "{name}" SELECT * FROM {SCHEMA}."{name}"')  # noqa: S608 - the same


def full_tables() -> list[str]:
    """Return the names of the tables that hold rows, of a server."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        asked = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names]  # noqa: S608 - ours
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


def forget_rows() -> None:
    """Forget what this process knows of the rows that are gone."""
    cache.clear()
    CompiledQuery.forget_every_shape()
    look_up_types()


FIRST_TABLES = FirstTables()
