"""Tests of the counts of wrong codes: by card and place, over processes, for numbers that nobody has too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.people.card_locks import services
from b2i.people.card_locks.models import CardLock, CardTries
from b2i.people.card_locks.origin import REGISTERED
from b2i.people.card_locks.state import LockSummary
from tests.clock import freeze_time
from tests.moments import days_from_now

NUMBER = "46-0007"
HOME, STRANGER = "home", "stranger"


def spend(origin: str, times: int, *, number: str = NUMBER) -> list[services.SpentTry]:
    """Spend tries as one who waits for the end of each pause."""
    attempts = []
    with freeze_time(timezone.now()) as clock:
        for _ in range(times):
            attempts.append(services.spend_try(number=number, origin=origin))
            if pause := attempts[-1].state.paused_until:
                clock.move_to(pause)
    return attempts


def allowed(origin: str, *, number: str = NUMBER) -> bool:
    return services.spend_try(number=number, origin=origin).is_allowed


@pytest.mark.django_db
def test_fifth_wrong_code_is_checked_and_begins_pause():
    with freeze_time(now := timezone.now()):
        attempts = [services.spend_try(number=NUMBER, origin=HOME) for _ in range(6)]
    assert [attempt.is_allowed for attempt in attempts] == [True] * 5 + [False]
    assert [attempt.state.paused_until for attempt in attempts] == [None] * 4 + [now + timedelta(minutes=15)] * 2


@pytest.mark.django_db
def test_pauses_last_fifteen_thirty_and_sixty_minutes_then_card_is_closed():
    attempts = spend(HOME, 20)
    states = [attempt.state for attempt in attempts[4::5]]
    first, second, third = (state.paused_until for state in states[:3])
    assert (second - first, third - second) == (timedelta(minutes=30), timedelta(minutes=60))
    assert [state.is_closed for state in states] == [False, False, False, True]
    assert [attempt.closes for attempt in attempts] == [False] * 19 + [True]
    assert not services.spend_try(number=NUMBER, origin=HOME).closes, "it is closed already"


@pytest.mark.django_db
def test_closed_card_stays_closed_for_years():
    spend(HOME, 20)
    with freeze_time(days_from_now(2000)):
        services.forget_old_tries()
        assert not allowed(HOME)


@pytest.mark.django_db
def test_refused_try_is_not_counted():
    with freeze_time():
        for _ in range(30):
            services.spend_try(number=NUMBER, origin=HOME)
    assert CardTries.objects.get().wrong == 5


@pytest.mark.django_db
def test_right_code_forgets_wrong_ones_of_its_place_alone():
    spend(HOME, 4)
    spend(STRANGER, 4)
    services.forget_tries(number=NUMBER, origin=HOME)
    assert list(CardTries.objects.values_list("origin", "wrong")) == [(STRANGER, 4)]


@pytest.mark.django_db
def test_stranger_closes_card_neither_at_home_nor_in_epm():
    spend(STRANGER, 25)
    assert (allowed(STRANGER), allowed(HOME), allowed(REGISTERED)) == (False, True, True)


@pytest.mark.django_db
def test_several_strangers_close_card_at_home_but_not_in_epm():
    for rank in range(3):
        spend(f"{STRANGER} {rank}", 20)
    assert (allowed(HOME), allowed(REGISTERED)) == (False, True)
    assert services.lock_of(number=NUMBER) == LockSummary(closed_elsewhere=True, closed_addresses=3)


@pytest.mark.django_db
def test_tries_in_epm_do_not_close_card_at_home():
    spend(REGISTERED, 20)
    assert (allowed(REGISTERED), allowed(HOME)) == (False, True)
    assert services.lock_of(number=NUMBER) == LockSummary(closed_in_epm=True)


@pytest.mark.django_db
def test_stranger_does_not_close_reopened_card_again_at_home():
    for _ in range(4):
        spend(STRANGER, 25)
        assert allowed(HOME)
        services.forget_card(number=NUMBER)


@pytest.mark.django_db
def test_other_card_is_open():
    spend(HOME, 20)
    assert allowed(HOME, number="46-0008")


@pytest.mark.django_db
def test_reopened_card_is_open_everywhere():
    for origin in (HOME, STRANGER, REGISTERED):
        spend(origin, 20)
    services.forget_card(number=NUMBER)
    assert [allowed(origin) for origin in (HOME, STRANGER, REGISTERED)] == [True] * 3


@pytest.mark.django_db
def test_old_tries_are_forgotten_with_their_number():
    spend(HOME, 3)
    with freeze_time(days_from_now(364)):
        assert services.forget_old_tries() == 0
    with freeze_time(days_from_now(366)):
        assert (services.forget_old_tries(), services.forget_old_tries()) == (1, 0)
    assert not CardLock.objects.exists()


@pytest.mark.django_db
def test_tries_that_close_card_together_are_not_forgotten():
    for rank in range(5):
        spend(f"{STRANGER} {rank}", 12)
    with freeze_time(days_from_now(400)):
        assert services.forget_old_tries() == 0
        assert not allowed(HOME)


@pytest.mark.django_db
def test_summaries_of_many_cards_take_one_query(django_assert_num_queries):
    numbers = [f"46-{rank:04}" for rank in range(1, 4)]
    for number in numbers[:2]:
        spend(HOME, 5, number=number)
    with django_assert_num_queries(1):
        summaries = services.lock_summaries(numbers=numbers)
    assert sorted(summaries) == numbers[:2]
    assert [summary.is_paused for summary in summaries.values()] == [True, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_parallel_tries_from_one_place_never_exceed_five_on_postgresql(in_parallel):
    attempts = in_parallel(lambda _: services.spend_try(number=NUMBER, origin=HOME), range(16))
    assert sum(attempt.is_allowed for attempt in attempts) == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_parallel_tries_from_many_addresses_never_exceed_sixty_on_postgresql(in_parallel):
    attempts = in_parallel(lambda rank: services.spend_try(number=NUMBER, origin=f"{STRANGER} {rank % 40}"), range(120))
    assert sum(attempt.is_allowed for attempt in attempts) == 60
