"""What the network notes about a commune."""

from collections.abc import Iterable

from django.db import transaction

from reseau.places.models.commune import Commune


@transaction.atomic
def note_market_days(*, commune: Commune, weekdays: Iterable[int]) -> Commune:
    """Note on which days of the week (0 is Monday) the market of `commune` is held: trainings avoid them."""
    commune.market_days = sorted(set(weekdays))
    commune.save(update_fields=["market_days"])
    return commune
