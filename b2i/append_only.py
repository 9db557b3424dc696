"""Rows that are only ever added: the history of a record is never rewritten.

They go away with the record alone, when a person's data are erased (the cascade of the database layer does not pass
through these methods). One thing moves them as they are from a record to another, and back: the merge of two records of
one person (`b2i.duplicates.services`, by the base manager), which journals each of them.
"""

from django.db import models


class HistoryError(TypeError):
    """Something tried to change or remove what was said of a learner."""

    def __init__(self) -> None:
        super().__init__("the history of a record is only added to")


class HistoryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise HistoryError

    def delete(self):
        raise HistoryError


class HistoryEntry(models.Model):
    objects = HistoryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise HistoryError
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryError
