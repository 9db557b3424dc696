"""Lists of which most readers see the first page alone: that page and the number of rows come from compiled queries."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.row_counts import counted


class PagedQuery:
    """`build(**arguments)` returns the whole list, in order, as in `CompiledQuery`; a page has `size` rows."""

    def __init__(self, build: Callable[..., QuerySet], *, size: int, shape: Iterable[str] = ()) -> None:
        shape = tuple(shape)
        self.build, self.size = build, size
        self.first_page = CompiledQuery(lambda **arguments: build(**arguments)[:size], shape=shape)
        self.total = CompiledQuery(lambda **arguments: counted(build(**arguments)), shape=shape)

    def of(self, **arguments: Any) -> "PagedRows":
        return PagedRows(self, arguments)


class PagedRows:
    """The rows for these arguments, as a paginator takes them: counted, then sliced once."""

    def __init__(self, query: PagedQuery, arguments: dict[str, Any]) -> None:
        self.query, self.arguments = query, arguments

    def count(self) -> int:
        return self.query.total.row(**self.arguments)

    def __getitem__(self, part: slice) -> list:
        if part.start == 0 and part.stop <= self.query.size:
            return self.query.first_page.rows(**self.arguments)[: part.stop]
        return list(self.query.build(**self.arguments)[part])
