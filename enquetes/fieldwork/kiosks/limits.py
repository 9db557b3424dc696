"""How often the page of a kiosk speaks to the site, from one address. It is kept in the cache alone."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# Ten computers of a room that all ask at each section, and send at once when the line returns.
SAID = {"kiosk": "1200/10m/ip"}


def may_speak(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="kiosk", config=SAID) is not None
