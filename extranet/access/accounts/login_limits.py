"""Limits of wrong passwords from one place, beside those of one account, and how long they still hold.

An address is often a whole room: when it has made too many errors, an account that nobody tried yet still has one try
there. A registered computer counts for itself, as it does for cards (`b2i.people.card_locks.limits`).
"""

import math
import time

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from reseau.people.computers.recognition import registered_computer

ADDRESS_LIMITS = {"login_failed": "20/5m/ip"}
COMPUTER_LIMITS = {"login_failed_registered": "30/5m/key"}


def consume_place_try(request: HttpRequest) -> ratelimit.RateLimitUsage | None:
    """Count one try of a password; return its usage, to `rollback()` if it was right, None if the limit is reached."""
    if computer := registered_computer(request):
        return ratelimit.consume(
            request, app="extranet", action="login_failed_registered", config=COMPUTER_LIMITS, key=str(computer.pk)
        )
    return ratelimit.consume(request, app="extranet", action="login_failed", config=ADDRESS_LIMITS)


def place_wait(request: HttpRequest) -> int:
    """Return the minutes until the place may try again, rounded up; 0 if it may."""
    if computer := registered_computer(request):
        return _wait(request, "extranet", "login_failed_registered", COMPUTER_LIMITS, str(computer.pk))
    return _wait(request, "extranet", "login_failed", ADDRESS_LIMITS)


def account_wait(request: HttpRequest, key: str) -> int:
    """Return the minutes until the account of that key may be tried again, rounded up; 0 if it may."""
    return _wait(request, "allauth.account", "login_failed", app_settings.RATE_LIMITS, key)


def is_tried(request: HttpRequest, key: str) -> bool:
    """Whether somebody gave a wrong password for the account of that key, from anywhere, a short time ago."""
    return any(_tries(request, "allauth.account", "login_failed", app_settings.RATE_LIMITS, key).values())


def _wait(request: HttpRequest, app: str, action: str, config: dict, key: str | None = None) -> int:
    """A place is free again when the oldest of the tries that fill its limit is forgotten."""
    ends = [
        tries[rate.amount - 1] + rate.duration
        for rate, tries in _tries(request, app, action, config, key).items()
        if len(tries) >= rate.amount
    ]
    return math.ceil(max(max(ends, default=0) - time.time(), 0) / 60)


def _tries(request: HttpRequest, app: str, action: str, config: dict, key: str | None) -> dict:
    """Return the moments of the tries that each rate still counts, the latest first."""
    now, found = time.time(), {}
    for rate in ratelimit.parse_rates(config[action]):
        name = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key)
        found[rate] = [moment for moment in cache.get(name, []) if moment > now - rate.duration]
    return found
