"""The sources of the index: each app registers in its `search.py` what it lets people find."""

from collections.abc import Iterable

from django.db import models

from search.documents import Document


class SearchSource:
    """How one kind of thing becomes documents.

    A subclass states `kind` (short English name, as in `data-kind`), `label` and `label_plural` (French), `model` and
    `weight` (order among kinds at equal relevance, 1.0 by default); it implements the methods below.
    """

    kind: str
    label: str
    label_plural: str
    model: type[models.Model]
    weight: float = 1.0

    def queryset(self) -> models.QuerySet:
        """Objects that belong in the index (published, open…), with all that `document` reads already joined."""
        raise NotImplementedError

    def document(self, instance) -> Document:
        raise NotImplementedError

    def visible_to(self, user) -> models.QuerySet:
        """Objects that `user` may read: a page of results is checked against it once more."""
        raise NotImplementedError

    def key_of(self, instance) -> str:
        return str(instance.pk)

    def related(self) -> dict[type[models.Model], str]:
        """Other models whose change alters documents: model → query path from `model` to it (`"epm__commune"`)."""
        return {}


_sources: dict[str, SearchSource] = {}


def register(source_class: type[SearchSource]) -> type[SearchSource]:
    """Class decorator: makes the source known under its kind."""
    _sources[source_class.kind] = source_class()
    return source_class


def sources() -> Iterable[SearchSource]:
    return _sources.values()


def source(kind: str) -> SearchSource:
    return _sources[kind]
