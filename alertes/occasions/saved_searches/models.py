"""A saved search: words and filters that a member follows, and the documents found so far; others are news."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Self

from django.conf import settings
from django.db import models

from search.questions.results.search_facets import address
from search.questions.results.searcher import MAX_LENGTH


class SavedSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.is_authenticated else self.none()

    def asking(self, text: str, filters: Mapping[str, Iterable[str]]):
        """Searches with the same words, capitals aside, and the same filters."""
        return self.filter(signature=signature_of(text, filters))


class SavedSearch(models.Model):
    """`known` holds the ids of documents found so far, whether or not they are still found: nothing is told twice.

    It is null until the engine has answered once, and while there is too much to follow (`is_too_broad`); what the
    next answer finds is then not told. `revision` grows with each change, so that of two checks at once one counts.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="saved_searches"
    )
    text = models.CharField("mots cherchés", max_length=MAX_LENGTH)
    filters = models.JSONField("filtres", default=dict, blank=True)
    signature = models.CharField("empreinte des mots et des filtres", max_length=64, editable=False)
    known = models.JSONField("résultats déjà connus", null=True, blank=True, editable=False)
    is_too_broad = models.BooleanField("trop large pour être suivie", default=False, editable=False)
    revision = models.PositiveIntegerField("nombre de changements", default=0, editable=False)
    created = models.DateTimeField("suivie depuis le", auto_now_add=True)
    last_told = models.DateTimeField("dernière nouveauté le", null=True, blank=True, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "recherche suivie"
        verbose_name_plural = "recherches suivies"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "signature"],
                name="saved_search_once_for_each_member",
                violation_error_message="Vous suivez déjà cette recherche.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The page of its results."""
        return address(self.text, self.filter_values)

    @classmethod
    def build(cls, *, member, text: str, filters: Mapping[str, Iterable[str]]) -> Self:
        """Return an unsaved search, with its filters in a fixed order."""
        return cls(member=member, text=text, filters=ordered(filters), signature=signature_of(text, filters))

    @property
    def filter_values(self) -> dict[str, frozenset[str]]:
        """The filters as the search takes them."""
        return {name: frozenset(values) for name, values in self.filters.items()}


def ordered(filters: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: sorted(filters[name]) for name in sorted(filters) if filters[name]}


def signature_of(text: str, filters: Mapping[str, Iterable[str]]) -> str:
    """Return a hash of words and filters, short enough for a unique index, however many filters."""
    return hashlib.sha256(json.dumps([text.casefold(), ordered(filters)]).encode()).hexdigest()
