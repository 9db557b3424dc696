"""How many responses begin, and how many codes are tried, from one address. It is kept in the cache alone."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A class, or a whole town hall, answers behind one address.
BEGUN = {"survey": "120/10m/ip"}
TRIED = {"survey_code": "15/10m/ip"}
TOO_MANY = "Beaucoup de réponses partent d’ici en ce moment. Attendez dix minutes, puis recommencez."
TOO_MANY_CODES = "Beaucoup de codes ont été essayés d’ici. Attendez dix minutes, puis recommencez."

# Only codes that open nothing count: a whole class types its own, right, behind one address.
WRONG = {"survey_personal_code": "15/10m/ip"}


def may_begin(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="survey", config=BEGUN) is not None


def may_try_code(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="enquetes", action="survey_code", config=TRIED) is not None


def count_personal_code(request: HttpRequest) -> ratelimit.RateLimitUsage | None:
    """Count a try of a personal code; None if there were too many. Give it back (`rollback`) if the code is right."""
    return ratelimit.consume(request, app="enquetes", action="survey_personal_code", config=WRONG)
