"""Append-only rows: history is never rewritten.

Rows about a person are deleted only with the person's data: the cascade bypasses these methods. They move from one
record to another only when two records of one person are merged (`b2i.admission.duplicates.services`). The merge uses
the base manager and lists every row in its journal.
"""

from django.db import models


class HistoryError(TypeError):
    """Raised when code tries to change or delete a row of history."""

    def __init__(self) -> None:
        super().__init__("history is only added to")


class HistoryQuerySet(models.QuerySet):
    """QuerySet that refuses bulk updates and deletions."""

    def update(self, **kwargs):
        raise HistoryError

    def delete(self):
        raise HistoryError


class HistoryEntry(models.Model):
    """Base of rows that are inserted once and never changed."""

    objects = HistoryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise HistoryError
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryError
