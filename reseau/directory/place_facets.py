"""Facets of the directory: each value with the number of places that it would leave under the other facets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Q, QuerySet, When
from django.http import HttpRequest

from reseau.directory.coming_events import has_event_soon
from reseau.directory.open_moments import OpenMoment, open_during
from reseau.directory.place_search import (
    FACETS,
    FEATURES,
    KILOMETRES,
    KIND,
    OPEN,
    SOON,
    TERRITORY,
    WHEELCHAIR,
    WITHIN,
    WORKSHOP,
    YES,
    PlaceSearch,
    features_by_slug,
)
from reseau.enums import EPMKind
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.vocabulary import value_label
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.list_facets import Facet, build_facet

LABELS = {
    OPEN: "Quand",
    WORKSHOP: "Ateliers",
    WHEELCHAIR: "Accès",
    "service": "Ce que vous voulez faire",
    "public": "Pour qui",
    "prix": "Prix",
    "accueil": "Accueil adapté",
    WITHIN: "Distance",
    TERRITORY: "Territoire",
    KIND: "Type de lieu",
}
OF_ROWS = (OPEN, WORKSHOP, WHEELCHAIR, WITHIN, TERRITORY, KIND)


def directory_facets(request: HttpRequest, search: PlaceSearch, places: QuerySet[EPM]) -> list[Facet]:
    """Return the facets over `places`, before any is applied. Three queries."""
    if search.narrows_nothing:
        groups, features = ROW_GROUPS.rows(reader=request.user), FEATURE_GROUPS.rows(reader=request.user)
    else:
        groups, features = row_groups(search, places), feature_groups(search, places)
    rows = list(_with_values(groups))
    feature_counts = _feature_counts(features)
    labels = {
        OPEN: dict(OpenMoment.choices),
        WORKSHOP: {SOON: "Avec un atelier bientôt"},
        WHEELCHAIR: {YES: "Fauteuil roulant"},
        WITHIN: {str(number): f"Moins de {number}\u00a0km" for number in KILOMETRES} if search.origin else {},
        TERRITORY: dict(TERRITORIES.rows()),
        KIND: dict(EPMKind.choices),
    }
    facets = []
    for name in FACETS:
        if name in FEATURES:
            values = {slug: value_label(value) for slug, value in features_by_slug(FEATURES[name]).items()}
            facets.append(build_facet(request, name, LABELS[name], feature_counts[name], values))
        else:
            facets.append(build_facet(request, name, LABELS[name], _row_counts(search, rows, name), labels[name]))
    return facets


def row_groups(search: PlaceSearch, places: QuerySet[EPM]) -> QuerySet:
    """Return the number of places for each set of values of the facets that are no feature."""
    moments = {
        f"open_{moment.value}": ExpressionWrapper(open_during(moment, search.now), BooleanField())
        for moment in OpenMoment
    }
    distance = {"within": Case(*(When(kilometres__lte=number, then=number) for number in KILOMETRES))}
    moments["has_event"] = ExpressionWrapper(has_event_soon(search.now), BooleanField())
    columns = {"territory": F("commune__territory__slug")} | moments | (distance if search.origin else {})
    groups = search.narrow(places, *FEATURES).order_by()
    return groups.values("kind", "is_accessible", **columns).annotate(count=Count("pk"))


def _with_values(groups: Iterable[dict]) -> Iterator[dict]:
    """Yield the rows of `row_groups` with the values of each facet that they have."""
    for row in groups:
        within = row.get("within")
        yield row | {
            OPEN: {moment.value for moment in OpenMoment if row[f"open_{moment.value}"]},
            WORKSHOP: {SOON} if row["has_event"] else set(),
            WHEELCHAIR: {YES} if row["is_accessible"] else set(),
            WITHIN: {str(number) for number in KILOMETRES if within and number >= within},
            TERRITORY: {row["territory"]},
            KIND: {row["kind"]},
        }


def _row_counts(search: PlaceSearch, rows: list[dict], name: str) -> Counter:
    others = {other: search.chosen[other] for other in OF_ROWS if other != name and search.chosen[other]}
    counts: Counter = Counter()
    for row in rows:
        if all(value in row[other] for other, value in others.items()):
            counts.update(dict.fromkeys(row[name], row["count"]))
    return counts


def feature_groups(search: PlaceSearch, places: QuerySet[EPM]) -> QuerySet:
    """Return the kind, the value and the number of places of the facets that are features."""
    narrowed = search.narrow(places, *OF_ROWS)
    if any(search.chosen[name] for name in FEATURES):
        conditions = [
            Q(kind=kind, epm__in=search.narrow(narrowed, *(other for other in FEATURES if other != name)).values("pk"))
            for name, kind in FEATURES.items()
        ]
        counted = reduce(or_, conditions)
    else:
        # The places are the same for each facet: they are listed once.
        counted = Q(kind__in=[*FEATURES.values()], epm__in=narrowed.values("pk"))
    rows = PlaceFeature.objects.filter(counted).order_by().values_list("kind", "value")
    return rows.annotate(count=Count("pk"))


def _feature_counts(groups: Iterable[tuple[str, str, int]]) -> Mapping[str, Counter]:
    """Return the number of places for each value of the facets that are features, by its slug."""
    numbers = {(kind, value): count for kind, value, count in groups}
    return {
        name: Counter({slug: numbers.get((kind, value), 0) for slug, value in features_by_slug(kind).items()})
        for name, kind in FEATURES.items()
    }


def _over_everything(groups_of: Callable[[PlaceSearch, QuerySet[EPM]], QuerySet]) -> CachedQuery:
    """Return the query of these groups for the whole directory, which most people open."""

    def build(reader: Member) -> QuerySet:
        return groups_of(PlaceSearch.of_everything(), EPM.objects.visible_to(reader))

    return CachedQuery(build)


ROW_GROUPS = _over_everything(row_groups)
FEATURE_GROUPS = _over_everything(feature_groups)
TERRITORIES = CachedQuery(lambda: Territory.objects.values_list("slug", "name"))
