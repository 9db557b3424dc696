"""Counts of the changes of each table, written by the triggers of the database (`triggers`)."""

from collections.abc import Collection

from django.db import connection, models

# Casts the sum: PostgreSQL adds whole numbers up as decimals.
READ_VERSION = "SELECT CAST(SUM(changes) AS bigint) FROM extranet_tablechange"
READ_TABLES = """
SELECT COUNT(DISTINCT table_name), CAST(SUM(changes) AS bigint) FROM extranet_tablechange WHERE table_name IN ({marks})
"""
# One statement, so that no reader ever sees another sum.
FOLD = """
WITH ended AS (
    DELETE FROM extranet_tablechange
    WHERE writer <> 0 AND writer NOT IN (SELECT pid FROM pg_stat_activity) RETURNING table_name, changes
)
INSERT INTO extranet_tablechange (table_name, writer, changes)
SELECT table_name, 0, SUM(changes) FROM ended GROUP BY table_name
ON CONFLICT (table_name, writer) DO UPDATE SET changes = extranet_tablechange.changes + EXCLUDED.changes
"""


class TableChangeQuerySet(models.QuerySet):
    def version(self) -> int | None:
        """Return a number that grows with every committed change of a counted table, or None where nothing counts
        them: migrations are under way, or failed. One query, without the cost of a queryset.
        """
        with connection.cursor() as cursor:
            cursor.execute(READ_VERSION)
            return cursor.fetchone()[0]

    def version_of(self, tables: Collection[str]) -> int | None:
        """Return a number that grows with every committed change of these tables, or None if one is not counted. One
        query.
        """
        with connection.cursor() as cursor:
            cursor.execute(READ_TABLES.format(marks=", ".join(["%s"] * len(tables))), [*tables])
            counted, changes = cursor.fetchone()
        return changes if counted == len(tables) else None


class TableChange(models.Model):
    """Changes of a table by one `writer`: a process of PostgreSQL, 0 on SQLite, which has one writer at a time.

    A row of its own for each writer: transactions neither wait for one another nor meet in a deadlock.
    """

    pk = models.CompositePrimaryKey("table_name", "writer")
    table_name = models.CharField("table", max_length=63)
    writer = models.BigIntegerField("connexion")
    changes = models.BigIntegerField("changements")

    objects = TableChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement d’une table"
        verbose_name_plural = "changements des tables"

    def __str__(self) -> str:
        return f"{self.table_name}, {self.writer}\u00a0: {self.changes}"


class PublicChange(models.Model):
    """The count of before, one for all tables: the web server of before reads it, and the next release drops it."""

    writer = models.BigIntegerField("connexion", primary_key=True)
    changes = models.BigIntegerField("changements")

    class Meta:
        verbose_name = "changement public"
        verbose_name_plural = "changements publics"

    def __str__(self) -> str:
        return f"{self.writer}\u00a0: {self.changes}"


def fold_ended_writers() -> None:
    """Add the rows of connections that have ended to one row a table; the sums stay. Does nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
