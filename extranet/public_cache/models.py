"""The count of changes that visitors may see, written by the triggers of the database (`triggers`)."""

from django.db import connection, models

# Casts the sum: PostgreSQL adds whole numbers up as decimals.
READ_VERSION = "SELECT CAST(SUM(changes) AS bigint) FROM extranet_publicchange"
# One statement, so that no reader ever sees another sum.
FOLD = """
WITH ended AS (
    DELETE FROM extranet_publicchange
    WHERE writer <> 0 AND writer NOT IN (SELECT pid FROM pg_stat_activity) RETURNING changes
)
INSERT INTO extranet_publicchange (writer, changes) SELECT 0, COALESCE(SUM(changes), 0) FROM ended
ON CONFLICT (writer) DO UPDATE SET changes = extranet_publicchange.changes + EXCLUDED.changes
"""


class PublicChangeQuerySet(models.QuerySet):
    def version(self) -> int | None:
        """Return a number that grows with every committed change, or None where nothing counts them: migrations are
        under way, or failed. One query, without the cost of a queryset.
        """
        with connection.cursor() as cursor:
            cursor.execute(READ_VERSION)
            return cursor.fetchone()[0]


class PublicChange(models.Model):
    """Changes by one `writer`: a process of PostgreSQL, 0 on SQLite, which has one writer at a time.

    A row of its own for each writer: transactions neither wait for one another nor meet in a deadlock.
    """

    writer = models.BigIntegerField("connexion", primary_key=True)
    changes = models.BigIntegerField("changements")

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement public"
        verbose_name_plural = "changements publics"

    def __str__(self) -> str:
        return f"{self.writer}\u00a0: {self.changes}"


def fold_ended_writers() -> None:
    """Add the rows of connections that have ended to one row; the sum stays. Does nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
