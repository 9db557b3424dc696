"""How many appointments are booked from one address by people without account, and by one telephone or mailbox."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A town hall shares one address.
LIMITS = {"visio_booking": "6/10m/ip,20/d/ip"}
PERSON_LIMITS = {"visio_person": "4/d/key"}
TOO_MANY_MESSAGE = (
    "Beaucoup de rendez-vous sont partis d’ici. Gardez cette page ouverte et réessayez dans dix minutes, ou appelez le "
    "lieu\u00a0: il réserve pour vous."
)


def consume_booking(request: HttpRequest, *, person: str) -> bool:
    """Count a booking; return False if too many came from here, or for that person."""
    if ratelimit.consume(request, app="accueil", action="visio_booking", config=LIMITS) is None:
        return False
    usage = ratelimit.consume(request, app="accueil", action="visio_person", key=person.lower(), config=PERSON_LIMITS)
    return usage is not None
