"""Pages of a list whose rows come from a compiled query."""

from typing import Any

from django.db.models import Count, QuerySet

from reseau.compiled_queries.compiled_query import CompiledQuery


def counts_of(rows: QuerySet, **counts: Count) -> QuerySet:
    """Return one row, even of nothing: `count`, the number of rows, and other counts by name."""
    counted = rows.order_by().annotate(count=Count("pk"), **counts).values("count", *counts)
    # Django groups by the key of a row; this is a count of all rows.
    counted.query.group_by = None
    return counted


class CompiledList:
    """What a `Paginator` cuts into pages: `count` rows, those from `start` on asked of the query. One query a page."""

    ordered = True

    def __init__(self, query: CompiledQuery, count: int, **arguments: Any) -> None:
        self.query, self._count, self.arguments = query, count, arguments

    def count(self) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, rows: slice) -> list:
        return self.query.rows(**self.arguments, start=rows.start)
