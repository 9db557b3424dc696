"""What the network notes about a commune and about a place."""

from collections.abc import Iterable

from django.db import transaction

from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.vocabulary import FeatureKind


@transaction.atomic
def note_market_days(*, commune: Commune, weekdays: Iterable[int]) -> Commune:
    """Note on which days of the week (0 is Monday) the market of `commune` is held: trainings avoid them."""
    commune.market_days = sorted(set(weekdays))
    commune.save(update_fields=["market_days"])
    return commune


@transaction.atomic
def keep_features(*, epm: EPM, kind: FeatureKind, values: Iterable[str]) -> None:
    """Keep what `epm` offers under `kind`: `values`, in the order of the vocabulary, and no other."""
    wanted = list(dict.fromkeys(values))
    PlaceFeature.objects.filter(epm=epm, kind=kind).exclude(value__in=wanted).delete()
    kept = set(PlaceFeature.objects.filter(epm=epm, kind=kind).values_list("value", flat=True))
    PlaceFeature.objects.bulk_create(
        PlaceFeature(epm=epm, kind=kind, value=value) for value in wanted if value not in kept
    )
