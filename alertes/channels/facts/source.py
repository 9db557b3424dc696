"""A source of facts: rows of one kind, and what each of them says today."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping


class FactSource(ABC):
    """Rows of one kind. `name` is stored with messages that wait: it never changes."""

    name: str

    @abstractmethod
    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        """Return what each row says today, by its primary key, in a constant number of queries.

        A row that is gone is absent: only its absence is true of it.
        """
