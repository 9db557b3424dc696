"""A source of facts: rows of one kind, and what each of them says today."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping

from django.db.models import QuerySet


class FactSource(ABC):
    """Rows of one kind. `name` is stored with messages that wait: it never changes."""

    name: str

    @abstractmethod
    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        """Return what each row says today, by its primary key, in a constant number of queries.

        A row that is gone is absent: only its absence is true of it.
        """


def stored_states(rows: QuerySet, *columns: str) -> dict[int, str]:
    """Return what columns of `rows` hold, in words to compare. One query."""
    return {pk: " ".join(map(str, state)) for pk, *state in rows.values_list("pk", *columns)}
