"""The journal of acts: who did what, to which row, when. Numbers alone, without the content of any row.

Lines outlive what they tell of, so that no foreign key holds them: an erased person is a number that means nothing
without an older copy of the database, which is what they are for.
"""

import datetime

from django.db import models
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from audit.enums import Act

# Longer than the oldest copy, which operators keep less than a year (docs/exploitation.md).
KEPT = datetime.timedelta(days=400)


class AuditLineQuerySet(HistoryQuerySet):
    def delete_past_term(self) -> int:
        """Delete the lines that no copy needs any more; return their number."""
        return models.QuerySet.delete(self.filter(at__lt=timezone.now() - KEPT))[0]


class AuditLine(HistoryEntry):
    """`row`: the key of the row of the act. `by`: the account of the person, or None for a command or a job."""

    at = models.DateTimeField("quand", default=timezone.now, db_index=True)
    act = models.CharField("quoi", max_length=30)
    row = models.BigIntegerField("quelle ligne", null=True)
    by = models.BigIntegerField("par", null=True)

    objects = AuditLineQuerySet.as_manager()

    class Meta:
        db_table = "audit"
        verbose_name = "acte noté"
        verbose_name_plural = "journal des actes"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{Act(self.act).label} n°\u00a0{self.row}"

    @property
    def fact(self) -> tuple[datetime.datetime, str, int | None, int | None]:
        """What makes it the same line in a table and in a file."""
        return self.at, self.act, self.row, self.by
