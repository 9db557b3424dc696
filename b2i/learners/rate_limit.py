"""Limit of wrong card secrets for one network address, shared by every page where a learner types their secret."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# All computers of an EPM share one address; a robot tries thousands of cards.
LIMITS = {"card_login": "20/15m/ip,100/d/ip"}
TOO_MANY_MESSAGE = "Trop d’erreurs ici. Attendez 15\u00a0minutes ou demandez de l’aide."


def consume_card_try(request: HttpRequest):
    """Count one try; return its usage, to `rollback()` after a right secret, or None when the limit is reached."""
    return ratelimit.consume(request, app="b2i", action="card_login", config=LIMITS)
