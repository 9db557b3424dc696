"""Lists cut into pages: the rows of a page and the number of all rows come from compiled queries."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.row_counts import counted


class PagedQuery:
    """`build(**arguments)` returns the whole list, in order, as in `CompiledQuery`; a page has `size` rows.

    `whole` returns the same rows with less to join, for their number.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet],
        *,
        size: int,
        whole: Callable[..., QuerySet] | None = None,
        shape: Iterable[str] = (),
    ) -> None:
        shape, whole = tuple(shape), whole or build
        self.page = CompiledQuery(lambda start, **arguments: build(**arguments)[start : start + size], shape=shape)
        self.total = CompiledQuery(lambda **arguments: counted(whole(**arguments)), shape=shape)

    def of(self, *, count: int | None = None, **arguments: Any) -> "PagedRows":
        """Return what a paginator takes; `count`: the number of rows, if it is known already."""
        return PagedRows(self, arguments, count)


class PagedRows:
    """The rows for these arguments: counted, unless somebody knows, then sliced once. One query each."""

    ordered = True

    def __init__(self, query: PagedQuery, arguments: dict[str, Any], count: int | None) -> None:
        self.query, self.arguments, self._count = query, arguments, count

    def count(self) -> int:
        if self._count is None:
            # A list that can have no row is not asked for.
            self._count = self.query.total.row(**self.arguments) or 0
        return self._count

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list:
        return self.query.page.rows(**self.arguments, start=part.start)[: part.stop - part.start]
