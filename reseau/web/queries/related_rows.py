"""Rows kept on their owners, as `prefetch_related` keeps its own: `owner.rows.all()` asks the database no more.

A prefetch writes its SQL anew for each page; a compiled query reads the same rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import models


def keep_rows(owners: Sequence[models.Model], relation: str, rows: Iterable[models.Model]) -> None:
    """Keep on each of `owners` its `rows` of a reverse foreign key, in their order. No query."""
    if not owners:
        return
    field = owners[0]._meta.get_field(relation).field
    key = field.foreign_related_fields[0].attname
    by_owner = defaultdict(list)
    for row in rows:
        by_owner[getattr(row, field.attname)].append(row)
    for owner in owners:
        owned = by_owner[getattr(owner, key)]
        for row in owned:
            field.set_cached_value(row, owner)
        _keep(owner, relation, field.remote_field.cache_name, owned)


def _keep(owner: models.Model, relation: str, name: str, rows: list) -> None:
    kept = getattr(owner, relation).all()
    kept._result_cache, kept._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept


def few_lengths(keys: Iterable[int]) -> tuple[int, ...]:
    """Return `keys` with some that no row has, up to a power of two: a query of these keys has few shapes."""
    known = sorted(set(keys))
    length = 1 << max(0, len(known) - 1).bit_length()
    return (*known, *range(-1, len(known) - length - 1, -1))
