"""A search in the directory as its address says it: where, when, and what the place must offer."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from reseau.directory.coming_events import has_event_soon
from reseau.directory.open_moments import INSTANT, OpenMoment, open_during
from reseau.directory.starting_point import StartingPoint, find_origin
from reseau.places.commune_search import NamedCommune, find_commune
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.vocabulary import FeatureKind, values_of
from reseau.web.queries.list_facets import query_value

OPEN, WORKSHOP, WHEELCHAIR, WITHIN, TERRITORY, KIND = "ouvert", "atelier", "fauteuil", "rayon", "territoire", "type"
# Chips, one gesture each; the others are lists to choose from.
QUICK = (OPEN, WORKSHOP, WHEELCHAIR)
YES, SOON = "oui", "bientot"
KILOMETRES = (10, 20, 30)
# Parameters of the address that narrow by a row of `PlaceFeature`.
FEATURES: Mapping[str, FeatureKind] = {
    "service": FeatureKind.SERVICE,
    "public": FeatureKind.PUBLIC,
    "prix": FeatureKind.PRICE,
    "accueil": FeatureKind.CARE,
}
FACETS = (OPEN, WORKSHOP, WHEELCHAIR, *FEATURES, WITHIN, TERRITORY, KIND)
NOTHING = Q(pk__in=[])


@cache
def features_by_slug(kind: FeatureKind) -> dict[str, str]:
    """Return the values of the vocabulary by what stands for them in addresses."""
    return {slugify(value): value for value in values_of(kind)}


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """`chosen`: the value of each facet, empty if none is chosen. `origin` None: nothing says near what."""

    named: NamedCommune
    origin: StartingPoint | None
    chosen: Mapping[str, str]
    now: datetime.datetime

    @classmethod
    def of_everything(cls) -> "PlaceSearch":
        """Return the search that narrows nothing. Never at a full hour: such a moment would not move with the clock."""
        return cls(NamedCommune(""), None, dict.fromkeys(FACETS, ""), timezone.now() + INSTANT)

    @property
    def words(self) -> str:
        return self.named.words

    @property
    def narrows_nothing(self) -> bool:
        return not self.words and self.origin is None and not any(self.chosen.values())

    @property
    def moment(self) -> OpenMoment | None:
        return OpenMoment(self.chosen[OPEN]) if self.chosen[OPEN] in OpenMoment.values else None

    def places(self, visible: QuerySet[EPM]) -> QuerySet[EPM]:
        """Return the places that the facets narrow: those that the words name, or all around a commune that they name.

        With an origin, adds `kilometres`.
        """
        if self.origin:
            return visible.with_kilometres_from(self.origin.latitude, self.origin.longitude)
        return visible.matching(self.words)

    def narrow(self, places: QuerySet[EPM], *names: str) -> QuerySet[EPM]:
        """Return the places that the values of the facets `names` leave."""
        for name in names:
            if self.chosen[name]:
                places = places.filter(self._condition(name, self.chosen[name]))
        return places

    def _condition(self, name: str, value: str) -> Q:
        if name in FEATURES:
            kind = FEATURES[name]
            feature = features_by_slug(kind).get(value)
            offered = PlaceFeature.objects.filter(epm=OuterRef("pk"), kind=kind, value=feature)
            return Q(Exists(offered)) if feature else NOTHING
        match name:
            case "ouvert":
                return open_during(self.moment, self.now) if self.moment else NOTHING
            case "atelier":
                return has_event_soon(self.now) if value == SOON else NOTHING
            case "fauteuil":
                return Q(is_accessible=True) if value == YES else NOTHING
            case "rayon":
                return Q(kilometres__lte=int(value)) if value in map(str, KILOMETRES) else NOTHING
            case "territoire":
                return Q(commune__territory__slug=value)
            case _:
                return Q(kind=value)


def read_search(request: HttpRequest, now: datetime.datetime) -> PlaceSearch:
    """Read the address. One query if it has words, three if they name no commune.

    The name of a place is not taken for that of a commune with a slip.
    """
    words = query_value(request, "q")
    visible = EPM.objects.visible_to(request.user)
    named = find_commune(words, forgives=lambda: not visible.matching(words).exists())
    origin = find_origin(named, query_value(request, "pres"))
    chosen = {name: query_value(request, name) for name in FACETS}
    if origin is None:
        chosen[WITHIN] = ""
    return PlaceSearch(named, origin, chosen, now)
