"""What a search found and its reader may read: the condition of each source is compiled once, all are asked at once.

The union that Django would write of them has as many shapes as there are sets of sources.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from django.db import connection
from django.db.models import QuerySet

from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from search.sources.registry import SearchSource, find_source


def readable_rows(reader, keys: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    """Return kind and key of the objects, among the `keys` of each kind, that `reader` may read. One query."""
    found = ((source, keys[kind]) for kind in keys if (source := find_source(kind)))
    statements = [_of_source(source).statement(reader=reader, keys=_values(source, keys)) for source, keys in found]
    sql = " UNION ALL ".join(sql for sql, _ in statements if sql)
    if not sql:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(sql, [param for _, params in statements for param in params])
        return set(cursor.fetchall())


@cache
def _of_source(source: SearchSource) -> CompiledQuery:
    def readable(reader, keys: tuple) -> QuerySet:
        return source.readable_rows(reader, keys)

    return CompiledQuery(readable)


def _values(source: SearchSource, keys: Iterable[str]) -> tuple:
    return few_lengths(map(int, keys)) if source.key_field == "pk" else tuple(sorted(keys))
