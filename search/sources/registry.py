"""Sources of the index: each app lists in its module `declarations.search`, under `SOURCES`, what people may find."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from operator import or_

from django.db import models
from django.db.models.functions import Cast

from jobs.declared import declared
from search.language.analysis import fold
from search.sources.documents import Document


class SearchSource(ABC):
    """How one kind of thing becomes documents.

    A subclass states `kind` (short English name, as in `data-kind`), `label` and `label_plural` (French), `model` and
    `weight` (order among kinds at equal relevance, 1.0 by default); it implements the methods below. `key_field` gives
    the document's key; `title_field` is where the database looks when the index can't (it may hold folded text).
    `icon` is the icon of the kind (static/img/icons.svg); `mark` is the template that begins a result, that icon unless
    the kind has something better to show; `card` is the template of what a result shows under its title, out of its
    facts and facets. `date_words` comes before the date of the document there (« publiée le »): without it the date is
    not shown. `is_person` says that the objects are people: searches that name one of them are not noted. `spoken` is a
    pattern of the folded words that ask for this kind and no other (« fiches? »).
    """

    kind: str
    label: str
    label_plural: str
    model: type[models.Model]
    weight: float = 1.0
    key_field: str = "pk"
    title_field: str = "title"
    icon: str = "file-text"
    mark: str = "search/questions/results/_mark.html"
    card: str = "search/questions/results/_card.html"
    date_words: str = ""
    is_person: bool = False
    spoken: str = ""

    @abstractmethod
    def queryset(self) -> models.QuerySet:
        """Return the objects that belong in the index (published, open…), with all that `document` reads joined."""

    @abstractmethod
    def document(self, instance) -> Document:
        """Return the document of `instance`: plain text, and who may find it."""

    @abstractmethod
    def visible_to(self, user) -> models.QuerySet:
        """Return the objects that `user` may read: pages of results are checked against it once more."""

    def key_of(self, instance) -> str:
        return str(getattr(instance, self.key_field))

    def related(self) -> Mapping[type[models.Model], str | tuple[str, ...]]:
        """Return other models whose changes alter documents: model → query path, or paths, from this source's `model`.

        For example `{Commune: "commune", Position: "positions"}`, as in `model.objects.filter(commune=…)`.
        """
        return {}

    def changed_by_days(self, since: date, today: date) -> Iterable:
        """Return the keys of documents that changed by the mere passing of days between `since` and `today`."""
        return ()

    def weighted_document(self, instance) -> Document:
        return replace(self.document(instance), weight=self.weight)

    def readable_rows(self, user, keys: Iterable) -> models.QuerySet:
        """Return kind and key, both texts, of the objects among `keys` that `user` may read."""
        rows = self.with_keys(self.visible_to(user), keys).order_by()
        return rows.values_list(models.Value(self.kind, models.CharField()), Cast(self.key_field, models.CharField()))

    def with_keys(self, queryset: models.QuerySet, keys: Iterable[str]) -> models.QuerySet:
        return queryset.filter(**{f"{self.key_field}__in": list(keys)})

    def with_title_words(self, user, words: Iterable[str]) -> models.QuerySet:
        """Return the indexed objects that `user` may read and whose title contains each of `words`, plural aside."""
        queryset = self.queryset().filter(pk__in=self.visible_to(user).order_by().values("pk"))
        for word in words:
            stem = word[:-1] if len(word) > 3 and word[-1] in "sx" else word
            spellings = [
                models.Q(**{f"{self.title_field}__icontains": s}) for s in (stem, stem.capitalize(), fold(stem))
            ]
            queryset = queryset.filter(reduce(or_, spellings))
        return queryset


def sources() -> Iterable[SearchSource]:
    return declared("search", "SOURCES")


def source(kind: str) -> SearchSource:
    return _by_kind()[kind]


def find_source(kind: str) -> SearchSource | None:
    """Return the source of that kind, or None if no app declares it any more."""
    return _by_kind().get(kind)


@cache
def _by_kind() -> dict[str, SearchSource]:
    return {each.kind: each for each in sources()}
