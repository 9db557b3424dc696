"""Facets of the list of sheets: words, kind, domain, level, duration, Internet, tag; each value with its count.

A count is the number of sheets that its value would leave, the other choices being kept. Four queries whatever is
chosen: one counts the columns of a sheet's row, one what is the reader's own, one domains and tags, one (not here)
reads the sheets. Counts that are the same for everybody of one audience stay in memory until a sheet changes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Count, F, PositiveSmallIntegerField, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from b2i.frameworks.models.framework import Domain
from reseau.permissions import is_network_member
from reseau.texts.accent_folding import fold
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.list_facets import Facet, build_facet, query_value
from reseau.web.queries.row_counts import counted_by_name
from ressources.library.readers.models import favourites_of
from ressources.library.sheet_conditions import (
    OFFLINE_CONDITION,
    base_links,
    domain_condition,
    kind_condition,
    level_condition,
    tag_condition,
    words_condition,
)
from ressources.library.text_search import FoundSheets
from ressources.sheets.enums import DurationBucket, Level, SheetKind
from ressources.sheets.models.authorship import editable_by
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.tag import WorkshopTag

WORDS, KIND = "q", "type"
DOMAIN, LEVEL, DURATION, OFFLINE, TAG = "domaine", "niveau", "duree", "hors-ligne", "motcle"
FRESHNESS, FAVOURITE = "fraicheur", "favoris"
OFFLINE_LABELS = {"oui": "Sans Internet"}
FRESHNESS_LABELS = {"a-relire": "À relire par moi"}
FAVOURITE_LABELS = {"oui": "Mes favoris"}
SHOWN_TAGS = 10


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """Values chosen by `reader`, by facet, and the questions about the sheets that they leave.

    `found` is what the search of the site found for the words. Members of the network choose besides among the sheets
    that they write or review and that are due to be read again, and among their favourites.
    """

    reader: Any
    values: Mapping[str, str]
    found: FoundSheets | None = None

    @property
    def sheets(self) -> QuerySet:
        """The sheets that the reader may see, in use."""
        return Sheet.objects.visible_to(self.reader).in_use()

    @property
    def due(self) -> Q | None:
        editable = editable_by(self.reader)
        return editable and Q(pk__in=self.sheets.due(timezone.localdate()).filter(editable).order_by().values("pk"))

    def conditions(self) -> dict[str, Q]:
        """Return the condition of each chosen facet."""
        makers = {
            WORDS: lambda words: self.found.condition if self.found else words_condition(words),
            DOMAIN: domain_condition,
            KIND: kind_condition,
            LEVEL: level_condition,
            DURATION: lambda duration: DurationBucket(duration).condition,
            OFFLINE: lambda offline: OFFLINE_CONDITION,
            FRESHNESS: lambda freshness: self.due,
            FAVOURITE: lambda favourite: favourites_of(self.reader),
            TAG: tag_condition,
        }
        return {name: make(self.values[name]) for name, make in makers.items() if name in self.values}

    def _but(self, facet: str = "") -> Q:
        """Return the condition of the facets other than `facet`."""
        condition = Q()
        for name, facet_condition in self.conditions().items():
            if name != facet:
                condition &= facet_condition
        return condition

    def matching(self) -> QuerySet:
        return self.sheets.filter(self._but())

    def row_counts(self) -> QuerySet:
        """Return one row: counts by « facet value », and `total`."""
        value_conditions = {f"{LEVEL} {level}": (LEVEL, level_condition(level)) for level in Level.values}
        value_conditions |= {f"{KIND} {kind}": (KIND, kind_condition(kind)) for kind in SheetKind.values}
        value_conditions |= {f"{DURATION} {bucket.value}": (DURATION, bucket.condition) for bucket in DurationBucket}
        value_conditions[f"{OFFLINE} oui"] = (OFFLINE, OFFLINE_CONDITION)
        counts = self._counts(value_conditions)
        return counted_by_name(self.sheets, total=Count("pk", filter=self._but() or None), **counts)

    def own_counts(self) -> QuerySet:
        """Return one row: counts of what a member of the network writes, reviews or keeps, by « facet value »."""
        favourites = favourites_of(self.reader)
        value_conditions = {f"{FRESHNESS} {value}": (FRESHNESS, self.due) for value in FRESHNESS_LABELS}
        value_conditions |= {f"{FAVOURITE} {value}": (FAVOURITE, favourites) for value in FAVOURITE_LABELS}
        # Read from these few rather than from all sheets.
        own_sheets = self.sheets.filter(self.due | favourites)
        return counted_by_name(own_sheets, **self._counts(value_conditions))

    def _counts(self, value_conditions: Mapping[str, tuple[str, Q]]) -> dict[str, Count]:
        return {
            _column(name): Count("pk", filter=self._but(facet) & condition)
            for name, (facet, condition) in value_conditions.items()
        }

    def linked(self) -> QuerySet:
        """Return rows (facet, value, label, short label, rank, count) of domains and tags."""

        def rows(links: QuerySet, sheet: str, facet: str, *, value: str, label: str, short, rank) -> QuerySet:
            sheet_keys = self.sheets.filter(self._but(facet)).order_by().values("pk")
            return (
                links.filter(**{f"{sheet}__in": sheet_keys})
                .order_by()
                .annotate(
                    facet=Value(facet, output_field=CharField()), value=F(value), label=F(label), short=short, rank=rank
                )
                .values_list("facet", "value", "label", "short", "rank")
                .annotate(count=Count(sheet, distinct=True))
            )

        domain = "skill__domain__"
        domains = rows(
            base_links(),
            "sheet",
            DOMAIN,
            value=f"{domain}code",
            label=f"{domain}name",
            short=F(f"{domain}short_name"),
            rank=F(f"{domain}order"),
        )
        tags = rows(
            WorkshopTag.objects.all(),
            "content_object",
            TAG,
            value="tag__slug",
            label="tag__name",
            short=Value("", output_field=CharField()),
            rank=Value(0, output_field=PositiveSmallIntegerField()),
        )
        return domains.union(tags, all=True)


def _column(name: str) -> str:
    """Return the name of the column that counts « facet value »."""
    return "count_" + name.replace(" ", "_").replace("-", "_")


# Values of these facets are those of the code, few; the others are written by readers.
FEW_VALUES = (KIND, LEVEL, DURATION, OFFLINE, FRESHNESS, FAVOURITE)
ROW_COUNTS = CachedQuery(lambda reader, **values: SheetChoice(reader, values).row_counts(), shape=FEW_VALUES)
OWN_COUNTS = CompiledQuery(lambda reader, **values: SheetChoice(reader, values).own_counts(), shape=FEW_VALUES)


def in_order(rows: Iterable[tuple]) -> list[tuple]:
    """Return the rows of `SheetChoice.linked` with the most frequent first, then by their labels."""
    return sorted(rows, key=lambda row: (-row[5], fold(row[2])))


LINKED = CachedQuery(lambda reader, **values: SheetChoice(reader, values).linked(), shape=FEW_VALUES, then=in_order)


class SheetFacets:
    """The choices of one request; unknown values are ignored. `found` is what the search found for the words."""

    def __init__(self, request: HttpRequest, *, found: FoundSheets | None = None) -> None:
        self.request = request
        self.words = query_value(request, WORDS)
        self.choice = SheetChoice(request.user, dict(self._chosen()), found)

    def _chosen(self) -> Iterable[tuple[str, str]]:
        known_values = {
            KIND: SheetKind.values,
            LEVEL: Level.values,
            DURATION: DurationBucket.values,
            OFFLINE: OFFLINE_LABELS,
        }
        if is_network_member(self.request.user):
            known_values |= {FRESHNESS: FRESHNESS_LABELS, FAVOURITE: FAVOURITE_LABELS}
        for name in (WORDS, DOMAIN, *FEW_VALUES, TAG):
            value = query_value(self.request, name)
            if value and (name not in FEW_VALUES or value in known_values.get(name, ())):
                yield name, value

    @property
    def is_compiled(self) -> bool:
        """Whether the questions are among those whose SQL is kept; words make others each time."""
        return not self.words

    @cached_property
    def _row_counts(self) -> Mapping[str, int]:
        if self.is_compiled:
            return ROW_COUNTS.row(reader=self.request.user, **self.choice.values)
        if self.choice.found and not self.choice.found.keys:
            # Django would count nothing at all, and return no row or many.
            return Counter()
        return self.choice.row_counts().get()

    @cached_property
    def _own_counts(self) -> Mapping[str, int]:
        """The counts of what only members of the network choose."""
        if self.is_compiled:
            return OWN_COUNTS.row(reader=self.request.user, **self.choice.values)
        if self.choice.found and not self.choice.found.keys:
            return Counter()
        return self.choice.own_counts().get()

    @property
    def total(self) -> int:
        return self._row_counts["total"]

    @cached_property
    def _linked(self) -> list[tuple[str, str, str, str, int, int]]:
        if self.is_compiled:
            return LINKED.rows(reader=self.request.user, **self.choice.values)
        return in_order(self.choice.linked())

    def _row_facet(self, name: str, label: str, labels: Mapping[str, str]) -> Facet:
        columns = self._own_counts if name in (FRESHNESS, FAVOURITE) else self._row_counts
        counts = {value: columns[_column(f"{name} {value}")] for value in labels}
        return build_facet(self.request, name, label, counts, labels)

    def _linked_facet(self, name: str, label: str, rows: Iterable[tuple[str, str, int]]) -> Facet:
        counts = Counter({value: count for value, _, count in rows})
        return build_facet(self.request, name, label, counts, {value: text for value, text, _ in rows})

    def _domain_facet(self) -> Facet:
        """Return the domains in their order, by their short names, each in its colour."""
        rows = sorted((row for row in self._linked if row[0] == DOMAIN), key=lambda row: row[4])
        domains = {
            value: Domain(code=value, name=name, short_name=short_name, order=rank)
            for _, value, name, short_name, rank, _ in rows
        }
        labels = [
            (value, domain.short_name or f"{domain.code} – {domain.name}", count)
            for (value, domain), (*_, count) in zip(domains.items(), rows, strict=True)
        ]
        facet = self._linked_facet(DOMAIN, "Ce qu’on y apprend", labels)
        hues = {value: domain.hue for value, domain in domains.items() if domain.short_name}
        return replace(facet, values=[replace(value, hue=hues.get(value.value, "")) for value in facet.values])

    def facets(self) -> list[Facet]:
        """Return the facets that offer a choice."""
        tags = [(value, text, count) for facet, value, text, *_, count in self._linked if facet == TAG]
        chosen_tag = query_value(self.request, TAG)
        frequent_tags = sorted(tags, key=lambda row: row[0] != chosen_tag)[:SHOWN_TAGS]
        facets = [
            self._domain_facet(),
            self._row_facet(LEVEL, "Niveau", dict(Level.choices)),
            self._row_facet(DURATION, "Durée", dict(DurationBucket.choices)),
            self._row_facet(OFFLINE, "Connexion", OFFLINE_LABELS),
            self._row_facet(KIND, "Type de fiche", dict(SheetKind.choices)),
            self._linked_facet(TAG, "Mot-clé", frequent_tags),
        ]
        if is_network_member(self.request.user):
            facets.append(self._row_facet(FRESHNESS, "Suivi", FRESHNESS_LABELS))
            facets.insert(0, self._row_facet(FAVOURITE, "Sous la main", FAVOURITE_LABELS))
        return [facet for facet in facets if facet.values]
