"""The index that Wagtail's admin searches, in the database: one writer at a time on SQLite.

Each save of a page queues a task that writes its entry. Wagtail reads whether there is one, then creates it, in two
transactions: two workers that met the same page saved twice both created it, and one of them failed on the unique key.
In a transaction, which takes the file of SQLite at its start, the second one finds the entry of the first. PostgreSQL
needs none of it: one statement creates the entry or updates it.
"""

from functools import cache

from django.db import connection, transaction
from wagtail.search.backends import database


def SearchBackend(params: dict):  # noqa: N802 - the name that Wagtail looks for
    """Return Wagtail's backend of this database."""
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        backend.index_class = _one_writer(backend.index_class)
    return backend


@cache
def _one_writer(index_class: type) -> type:
    class OneWriterIndex(index_class):
        def add_items(self, model, objs) -> None:
            with transaction.atomic():
                super().add_items(model, objs)

    return OneWriterIndex
