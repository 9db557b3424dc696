"""What messages tell of heritage records and of trails: how far they are."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail


class HeritagePlaceFacts(FactSource):
    """Sent, published, to be changed, withdrawn: true as long as the record is so."""

    name = "heritage_place"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(HeritagePlace.objects.filter(pk__in=keys), "state")


class HeritageTrailFacts(FactSource):
    """As a record."""

    name = "heritage_trail"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(HeritageTrail.objects.filter(pk__in=keys), "state")


SOURCES = (HeritagePlaceFacts(), HeritageTrailFacts())
