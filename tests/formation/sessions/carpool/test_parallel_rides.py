"""Concurrent answers about the seats of a car, in real parallel transactions (`in_parallel`)."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from extranet.public.pages.site_tree import ensure_site_tree
from formation.sessions.carpool.models import RideRequest
from formation.sessions.carpool.services import answer_ride
from formation.sessions.enums import RideAnswer
from tests.factories.formation import SessionFactory
from tests.factories.rides import NEAR, NEARER, RideFactory, RideRequestFactory, somebody_from

SEATS, ASKED, CARS = 3, 10, 6

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def session():
    ensure_site_tree()
    return SessionFactory(epm__latitude=44.78, epm__longitude=1.72)


def accept(request: RideRequest) -> str:
    """Accept the request, as the member who was asked."""
    member = request.recipient.member
    try:
        return answer_ride(session=request.offer.session, member=member, request_pk=request.pk, accepts=True).answer
    except ValidationError as refusal:
        return refusal.messages[0]


def count_accepted(in_parallel) -> int:
    return in_parallel(lambda _: RideRequest.objects.filter(answer=RideAnswer.ACCEPTED).count(), [None])[0]


def test_parallel_acceptances_never_exceed_the_seats_on_postgresql(session, in_parallel):
    offer = RideFactory(session=session, seats=SEATS)
    requests = [
        RideRequestFactory(
            offer=offer,
            search=RideFactory(session=session, member=somebody_from(f"Village {rank}", NEARER), searching=True),
            by_driver=rank % 2 == 0,
        )
        for rank in range(ASKED)
    ]

    answers = Counter(in_parallel(accept, requests))

    full_message = "Il n’y a plus de place dans cette voiture."
    assert answers == {RideAnswer.ACCEPTED: SEATS, full_message: ASKED - SEATS}
    assert count_accepted(in_parallel) == SEATS


def test_passenger_accepted_by_many_at_once_is_in_one_car_on_postgresql(session, in_parallel):
    search = RideFactory(session=session, member=somebody_from("Lavergne", NEARER), searching=True)
    requests = [
        RideRequestFactory(
            offer=RideFactory(session=session, member=somebody_from(f"Bourg {rank}", NEAR)), search=search
        )
        for rank in range(CARS)
    ]

    answers = Counter(in_parallel(accept, requests))

    # Once the passenger has a seat, their other requests are withdrawn.
    assert answers == {RideAnswer.ACCEPTED: 1, "Cette proposition n’est plus là.": CARS - 1}
    assert count_accepted(in_parallel) == 1
