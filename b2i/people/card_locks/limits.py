"""Limits of wrong codes: for one card from one place, for one card from everywhere, for one place with all cards.

Tries from registered computers of EPM and tries from elsewhere never count together, so that nobody far away locks out
a learner who stands at the counter.
"""

from datetime import timedelta

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from reseau.people.computers.recognition import registered_computer

# Wrong codes in a row, from one place: a pause after five, twice as long after ten, and so on; then the card is closed.
WRONG_BEFORE_PAUSE = 5
FIRST_PAUSE = timedelta(minutes=15)
WRONG_BEFORE_CLOSING = 20
# Over all addresses: several strangers together close a card everywhere but in EPM, one alone never does.
WRONG_FROM_ELSEWHERE = 60
# Tries of a card that is not closed are forgotten after so long.
KEPT_FOR = timedelta(days=365)

# One place with all cards: a robot tries thousands of them. An EPM whose computers are registered is not one address.
ADDRESS_LIMITS = {"card_login": "20/15m/ip,50/d/ip,100/30d/ip"}
COMPUTER_LIMITS = {"card_login_registered": "30/15m/key,200/d/key"}
TOO_MANY_MESSAGE = "Il y a eu trop d’erreurs ici. Attendez un peu, ou demandez de l’aide."


def pause_after(wrong: int) -> timedelta | None:
    """Return how long a card rests after so many wrong codes in a row; None if it does not."""
    if wrong % WRONG_BEFORE_PAUSE or not wrong:
        return None
    return FIRST_PAUSE * 2 ** (wrong // WRONG_BEFORE_PAUSE - 1)


def consume_card_try(request: HttpRequest):
    """Count one try; return its usage, to `rollback()` after a right code, or None when the limit is reached."""
    if computer := registered_computer(request):
        return ratelimit.consume(
            request, app="b2i", action="card_login_registered", config=COMPUTER_LIMITS, key=str(computer.pk)
        )
    return ratelimit.consume(request, app="b2i", action="card_login", config=ADDRESS_LIMITS)
