"""The seats of a car under answers given at the same time, for real (`in_parallel`)."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from extranet.pages.site_tree import ensure_site_tree
from formation.carpool.models import RideRequest
from formation.carpool.services import answer_ride
from formation.enums import RideAnswer
from tests.factories.formation import SessionFactory
from tests.factories.rides import NEAR, NEARER, RideFactory, RideRequestFactory, somebody_from

SEATS, ASKED, CARS = 3, 10, 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    ensure_site_tree()
    return SessionFactory(epm__latitude=44.78, epm__longitude=1.72)


def accept(request: RideRequest) -> str:
    """By who was asked."""
    member = request.asked.member
    try:
        return answer_ride(session=request.offer.session, member=member, request=request.pk, accepts=True).answer
    except ValidationError as refusal:
        return refusal.messages[0]


def accepted(in_parallel) -> int:
    return in_parallel(lambda _: RideRequest.objects.filter(answer=RideAnswer.ACCEPTED).count(), [None])[0]


def test_car_is_never_fuller_than_its_seats(session, in_parallel):
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

    full = "Il n’y a plus de place dans cette voiture."
    assert answers == {RideAnswer.ACCEPTED: SEATS, full: ASKED - SEATS}
    assert accepted(in_parallel) == SEATS


def test_passenger_whom_many_accept_at_once_is_in_one_car(session, in_parallel):
    search = RideFactory(session=session, member=somebody_from("Lavergne", NEARER), searching=True)
    requests = [
        RideRequestFactory(
            offer=RideFactory(session=session, member=somebody_from(f"Bourg {rank}", NEAR)), search=search
        )
        for rank in range(CARS)
    ]

    answers = Counter(in_parallel(accept, requests))

    # Once she has a seat, what the others were asked is not asked any more.
    assert answers == {RideAnswer.ACCEPTED: 1, "Cette proposition n’est plus là.": CARS - 1}
    assert accepted(in_parallel) == 1
