"""Tests of the limits of wrong codes: pauses that double, and what a year of guessing finds."""

from datetime import timedelta

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.utils import timezone

from b2i.people.card_locks.limits import ADDRESS_LIMITS, WRONG_BEFORE_CLOSING, WRONG_FROM_ELSEWHERE, pause_after
from b2i.people.card_locks.origin import REGISTERED, address_digest
from b2i.people.card_locks.services import spend_try
from b2i.people.learners.card import SECRET_LENGTHS
from tests.clock import freeze_time

NUMBER = "46-0007"
YEAR = timedelta(days=365)
# One in a hundred: nobody tries for a year for that.
HOPELESS = 0.01


def guesses_in_a_year(origins: list[str]) -> int:
    """Return the number of codes that somebody patient may try on one card, waiting for the end of each pause."""
    count, start = 0, timezone.now()
    for origin in origins:
        is_closed = False
        with freeze_time(start) as clock:
            while not is_closed and timezone.now() < start + YEAR:
                attempt = spend_try(number=NUMBER, origin=origin)
                count, is_closed = count + attempt.is_allowed, attempt.state.is_closed
                if attempt.state.paused_until:
                    clock.move_to(attempt.state.paused_until)
    return count


@pytest.mark.parametrize(
    ("wrong", "minutes"), [(0, None), (4, None), (5, 15), (6, None), (10, 30), (15, 60), (20, 120)]
)
def test_pause_doubles_after_five_wrong_codes(wrong, minutes):
    assert pause_after(wrong) == (minutes and timedelta(minutes=minutes))


@pytest.mark.django_db
def test_one_place_tries_twenty_codes_a_year():
    assert guesses_in_a_year(["one address"]) == WRONG_BEFORE_CLOSING


@pytest.mark.django_db
@pytest.mark.parametrize("digits", SECRET_LENGTHS)
def test_year_of_guessing_one_card_from_everywhere_is_hopeless(digits, record_property):
    addresses = [address_digest(f"192.0.2.{last}") for last in range(40)]
    guesses = guesses_in_a_year([REGISTERED, *addresses])
    chance = guesses / 10**digits
    record_property("figure", f"codes of {digits} digits: {guesses} guesses a year on one card, {chance:.3%}")
    assert guesses == WRONG_BEFORE_CLOSING + WRONG_FROM_ELSEWHERE
    assert chance < HOPELESS


def test_year_of_guessing_any_card_from_one_address_is_hopeless_with_new_codes():
    yearly = min(
        rate.amount * YEAR.total_seconds() / rate.duration for rate in parse_rates(ADDRESS_LIMITS["card_login"])
    )
    assert yearly < 1300
    assert yearly / 10 ** max(SECRET_LENGTHS) < HOPELESS
