"""How often the page of a tablet speaks to the site, from one address. It is kept in the cache alone."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

SAID = {"opinions": "600/10m/ip"}


def may_speak(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="accueil", action="opinions", config=SAID) is not None
