"""The places that a commune shows on its own website: its own, then those of its neighbours, nearest first."""

from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

SHOWN = 6
# At least these, however far they are: a frame is never empty in a département that has places.
AT_LEAST = 3
NEIGHBOURS_KM = 15


def places_near(commune: Commune) -> list[EPM]:
    """Return the open places of `commune` and around it, with `kilometres` from its town hall. One query."""
    near = (
        EPM.objects.open()
        .with_place()
        .with_kilometres_from(commune.town_hall_latitude, commune.town_hall_longitude)
        .order_by("kilometres", "search_name", "pk")[:SHOWN]
    )
    places = [epm for rank, epm in enumerate(near) if rank < AT_LEAST or epm.kilometres <= NEIGHBOURS_KM]
    # A place of the commune comes first, even if a neighbour's is nearer to the town hall.
    return sorted(places, key=lambda epm: epm.commune_id != commune.pk)
