"""What members want to learn: the app that keeps it lists its source in its module `declarations.learning_wishes`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jobs.declared import declared
from reseau.people.members.models.member import Member


@dataclass(frozen=True, slots=True)
class LearningWish:
    """`key` stands in addresses: letters, digits and hyphens."""

    key: str
    label: str
    url: str


class LearningWishSource(ABC):
    """Does not know who may read it: `reseau.people.profiles` gives it the members who show it."""

    @abstractmethod
    def counted(self, members: QuerySet[Member]) -> QuerySet:
        """Return the columns of what these members want, then their number, most wanted first."""

    @abstractmethod
    def wish(self, *columns) -> LearningWish:
        """Return the want of these columns of a row of `counted`."""

    @abstractmethod
    def by_member(self, keys: Iterable[int]) -> dict[int, list[LearningWish]]:
        """Return what each of these members wishes. One query."""

    @abstractmethod
    def wishing(self, key: str) -> Q:
        """Return the condition on members who want what this key names; nobody if it names nothing here."""

    @abstractmethod
    def matching(self, word: str) -> Q:
        """Return the condition on members who want something with a word that begins with `word`, folded."""


def _sources() -> tuple[LearningWishSource, ...]:
    return declared("learning_wishes", "SOURCES")


def counted_wishes(rows_of: Callable[[LearningWishSource], Iterable[tuple]]) -> list[tuple[LearningWish, int]]:
    """Return what members want with their number, most wanted first. `rows_of`: the rows of `counted` of a source."""
    rows = [(source.wish(*columns), count) for source in _sources() for *columns, count in rows_of(source)]
    return sorted(rows, key=lambda row: -row[1])


def wishes_by_member(keys: Iterable[int]) -> dict[int, list[LearningWish]]:
    keys, wishes = list(keys), {}
    for source in _sources():
        for key, found in source.by_member(keys).items() if keys else ():
            wishes.setdefault(key, []).extend(found)
    return wishes


def wishes_condition(key: str) -> Q:
    return _any(source.wishing(key) for source in _sources())


def wishes_matching(word: str) -> Q:
    return _any(source.matching(word) for source in _sources())


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=())
    for condition in conditions:
        found |= condition
    return found
