"""Places asked for at once (`in_parallel`): never one too many, nobody lost, one delivery."""

from collections import Counter

import pytest

from extranet.public.pages.site_tree import ensure_site_tree
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.bookings import enrol
from ressources.workshops.open_workshops.services.outcome import note_who_came
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory

PLACES, PEOPLE = 4, 12

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop():
    ensure_site_tree()
    return OpenWorkshopFactory(places=PLACES)


def ask(workshop, in_parallel) -> None:
    def enrol_one(rank: int) -> bool:
        return enrol(workshop=workshop, name=f"Ali {rank}", by=workshop.announced_by).is_waiting

    assert Counter(in_parallel(enrol_one, range(PEOPLE))) == {False: PLACES, True: PEOPLE - PLACES}

    def read(_) -> tuple[int, int]:
        return Booking.objects.seated().count(), OpenWorkshop.objects.get().taken

    assert in_parallel(read, [None]) == [(PLACES, PLACES)]


def note(workshop, in_parallel) -> None:
    def note_one(_) -> int:
        return note_who_came(workshop=workshop, came=(), others=3, by=workshop.announced_by).pk

    with freeze_time(workshop.ends_at):
        assert len(set(in_parallel(note_one, range(6)))) == 1
    assert in_parallel(lambda _: Delivery.objects.count(), [None]) == [1]


@pytest.mark.postgresql
def test_requests_at_once_give_exactly_the_places_on_postgresql(workshop, in_parallel):
    ask(workshop, in_parallel)


@pytest.mark.postgresql
def test_presses_at_once_note_one_delivery_on_postgresql(workshop, in_parallel):
    note(workshop, in_parallel)
