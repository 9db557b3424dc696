"""Rows that one transaction changes while others wait, read again with what stands around them."""

from typing import TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def lock_row(rows: QuerySet[Row], key: int) -> Row:
    """Lock the row of `rows` with that primary key; return it as it stands after the wait. Two queries.

    Raises `DoesNotExist` where it is gone, or no longer among `rows`. SQLite lets one transaction write at a time, and
    locks no row: one query.
    """
    if connections[rows.db].features.has_select_for_update:
        _lock_only(rows).get(pk=key)
    return rows.get(pk=key)


def lock_rows(rows: QuerySet[Row]) -> list[Row]:
    """Lock `rows` in their order; return those that are still among them after the wait. Two queries, or one."""
    keys = [row.pk for row in _lock_only(rows)]
    return list(rows.filter(pk__in=keys)) if keys else []


def _lock_only(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Lock without the relations. PostgreSQL joins them before it waits: where another transaction changes one
    meanwhile, a row with a required relation is not found, and an optional one seems to be None.
    """
    return rows.select_related(None).only("pk").select_for_update(of=("self",))
