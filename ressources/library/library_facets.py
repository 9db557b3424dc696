"""Facets of the list of sheets: words, kind, domain, level, duration, Internet, tag; each value with its count.

A count is the number of sheets that its value would leave, the other choices being kept. Three queries whatever is
chosen: one counts the columns of a sheet's row, one counts domains and tags, one (not here) reads the sheets.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, PositiveSmallIntegerField, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from b2i.frameworks.models.framework import Domain
from reseau.accent_folding import fold
from reseau.list_facets import Facet, build_facet, query_value
from ressources.enums import DurationBucket, Level, SheetKind
from ressources.library.text_search import FoundSheets
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS
from ressources.sheets.models.tag import WorkshopTag

WORDS, KIND = "q", "type"
DOMAIN, LEVEL, DURATION, OFFLINE, TAG = "domaine", "niveau", "duree", "hors-ligne", "motcle"
FRESHNESS, FAVOURITE = "fraicheur", "favoris"
OFFLINE_LABELS = {"oui": "Sans Internet"}
FRESHNESS_LABELS = {"a-relire": "À relire par moi"}
FAVOURITE_LABELS = {"oui": "Mes favoris"}
SHOWN_TAGS = 10
MAX_WORDS = 6

SkillLink = Sheet.skills.through


def words_condition(text: str) -> Q:
    """Return the condition that each word is in the title, in the aim or in a tag: where the engine cannot answer."""
    condition = Q()
    for word in text.split()[:MAX_WORDS]:
        tagged = WorkshopTag.objects.filter(tag__name__icontains=word).values("content_object")
        condition &= Q(title__icontains=word) | Q(aim__icontains=word) | Q(pk__in=tagged)
    return condition


def domain_condition(code: str) -> Q:
    return Q(pk__in=_base_links().filter(skill__domain__code=code).values("sheet"))


def tag_condition(slug: str) -> Q:
    return Q(pk__in=WorkshopTag.objects.filter(tag__slug=slug).values("content_object"))


def kind_condition(kind: str) -> Q:
    """Return the condition of the sheets of that kind, by the type of their page."""
    page = next(page for page in KINDS if page.kind == kind)
    return Q(content_type=ContentType.objects.get_for_model(page))


# Conditions on what only a workshop has.
def level_condition(level: str) -> Q:
    return Q(workshoppage__level=level)


OFFLINE_CONDITION = Q(workshoppage__needs_internet=False)


def _base_links() -> QuerySet:
    return SkillLink.objects.filter(skill__domain__framework__is_record_base=True)


class SheetFacets:
    """The choices of one request over `sheets`, those that the user may see.

    `found` is what the search of the site found for the words. `editable` is the condition of the sheets that the user
    writes or reviews, among which some are due to be read again; `favourites` is that of their favourites. Both are
    None outside the network.
    """

    def __init__(
        self,
        request: HttpRequest,
        sheets: QuerySet,
        *,
        found: FoundSheets | None = None,
        editable: Q | None = None,
        favourites: Q | None = None,
    ) -> None:
        self.request = request
        self.sheets = sheets
        self.found = found
        self.favourites = favourites
        self.due = editable and Q(pk__in=sheets.due(timezone.localdate()).filter(editable).order_by().values("pk"))
        self.words = query_value(request, WORDS)
        self.conditions = self._conditions()

    def _conditions(self) -> dict[str, Q]:
        """Return the condition of each chosen facet; unknown values are ignored."""
        conditions = {}
        if self.words:
            conditions[WORDS] = self.found.condition if self.found else words_condition(self.words)
        if domain := query_value(self.request, DOMAIN):
            conditions[DOMAIN] = domain_condition(domain)
        if (kind := query_value(self.request, KIND)) in SheetKind.values:
            conditions[KIND] = kind_condition(kind)
        if (level := query_value(self.request, LEVEL)) in Level.values:
            conditions[LEVEL] = level_condition(level)
        if (duration := query_value(self.request, DURATION)) in DurationBucket.values:
            conditions[DURATION] = DurationBucket(duration).condition
        if query_value(self.request, OFFLINE) in OFFLINE_LABELS:
            conditions[OFFLINE] = OFFLINE_CONDITION
        if self.due and query_value(self.request, FRESHNESS) in FRESHNESS_LABELS:
            conditions[FRESHNESS] = self.due
        if self.favourites and query_value(self.request, FAVOURITE) in FAVOURITE_LABELS:
            conditions[FAVOURITE] = self.favourites
        if tag := query_value(self.request, TAG):
            conditions[TAG] = tag_condition(tag)
        return conditions

    def _but(self, facet: str = "") -> Q:
        """Return the condition of the facets other than `facet`."""
        condition = Q()
        for name, facet_condition in self.conditions.items():
            if name != facet:
                condition &= facet_condition
        return condition

    def matching_sheets(self) -> QuerySet:
        return self.sheets.filter(self._but())

    @cached_property
    def _row_counts(self) -> dict[str, int]:
        """Counts by « facet value », and the total under an empty name."""
        value_conditions = {f"{LEVEL} {level}": (LEVEL, level_condition(level)) for level in Level.values}
        value_conditions |= {f"{KIND} {kind}": (KIND, kind_condition(kind)) for kind in SheetKind.values}
        value_conditions |= {f"{DURATION} {bucket.value}": (DURATION, bucket.condition) for bucket in DurationBucket}
        value_conditions[f"{OFFLINE} oui"] = (OFFLINE, OFFLINE_CONDITION)
        if self.due:
            value_conditions |= {f"{FRESHNESS} {value}": (FRESHNESS, self.due) for value in FRESHNESS_LABELS}
        if self.favourites:
            value_conditions |= {f"{FAVOURITE} {value}": (FAVOURITE, self.favourites) for value in FAVOURITE_LABELS}
        counts = {
            f"count_{rank}": Count("pk", filter=self._but(facet) & condition)
            for rank, (facet, condition) in enumerate(value_conditions.values())
        }
        totals = self.sheets.aggregate(total=Count("pk", filter=self._but() or None), **counts)
        return {name: totals[f"count_{rank}"] for rank, name in enumerate(value_conditions)} | {"": totals["total"]}

    @property
    def total(self) -> int:
        return self._row_counts[""]

    @cached_property
    def _linked(self) -> list[tuple[str, str, str, str, int, int]]:
        """Rows (facet, value, label, short label, rank, count) of domains and tags."""

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
            _base_links(),
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
        return list(domains.union(tags, all=True))

    def _row_facet(self, name: str, label: str, labels: Mapping[str, str]) -> Facet:
        counts = {value: self._row_counts[f"{name} {value}"] for value in labels}
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
        frequent_tags = sorted(tags, key=lambda row: (row[0] != query_value(self.request, TAG), -row[2], fold(row[1])))[
            :SHOWN_TAGS
        ]
        facets = [
            self._domain_facet(),
            self._row_facet(LEVEL, "Niveau", dict(Level.choices)),
            self._row_facet(DURATION, "Durée", dict(DurationBucket.choices)),
            self._row_facet(OFFLINE, "Connexion", OFFLINE_LABELS),
            self._row_facet(KIND, "Type de fiche", dict(SheetKind.choices)),
            self._linked_facet(TAG, "Mot-clé", frequent_tags),
        ]
        if self.due:
            facets.append(self._row_facet(FRESHNESS, "Suivi", FRESHNESS_LABELS))
        if self.favourites:
            facets.insert(0, self._row_facet(FAVOURITE, "Sous la main", FAVOURITE_LABELS))
        return [facet for facet in facets if facet.values]
