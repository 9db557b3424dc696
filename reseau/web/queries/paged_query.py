"""Lists cut into pages: the rows of a page and the number of all rows come from compiled queries."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.row_counts import counted


class PagedQuery:
    """`build(**arguments)` returns the whole list, in order, as in `CompiledQuery`; a page has `size` rows.

    `whole` returns the same rows with less to join, for their number, which stays in memory until a table that it reads
    changes if `keeps_total`.

    With `keys`, that one returns the rows of the list, in order, with as little as finds them; `build` joins to any row
    what a page shows, in the same order: it is computed for the rows of a page alone, not for all that are sorted.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet],
        *,
        size: int,
        whole: Callable[..., QuerySet] | None = None,
        keys: Callable[..., QuerySet] | None = None,
        keeps_total: bool = False,
        shape: Iterable[str] = (),
    ) -> None:
        shape, whole = tuple(shape), whole or keys or build

        def page(start: int, **arguments: Any) -> QuerySet:
            if keys is None:
                return build(**arguments)[start : start + size]
            return build(**arguments).filter(pk__in=keys(**arguments).values("pk")[start : start + size])

        self.page = CompiledQuery(page, shape=(*shape, "start"))
        query_of_total = CachedQuery if keeps_total else CompiledQuery
        self.total = query_of_total(lambda **arguments: counted(whole(**arguments)), shape=shape)

    def of(self, *, count: int | None = None, **arguments: Any) -> "PagedRows":
        """Return what a paginator takes; `count`: the number of rows, if it is known already."""
        return PagedRows(self, arguments, count)


class PagedRows:
    """The rows for these arguments: counted, unless somebody knows, then sliced once. One query each.

    A slice is read when somebody looks at it: a page that keeps its list does not.
    """

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

    def __getitem__(self, part: slice) -> Sequence:
        return SimpleLazyObject(
            lambda: self.query.page.rows(**self.arguments, start=part.start)[: part.stop - part.start]
        )
