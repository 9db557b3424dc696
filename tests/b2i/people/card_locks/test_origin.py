"""Tests of the places from which a card is tried."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from b2i.people.card_locks.limits import consume_card_try
from b2i.people.card_locks.origin import DIGEST_LENGTH, REGISTERED, origin_of
from reseau.people.computers.recognition import COOKIE, set_computer_cookie
from tests.factories.reseau import ComputerFactory


def from_address(address: str):
    return RequestFactory().post("/carte/", REMOTE_ADDR=address)


def from_computer(computer):
    request = from_address("192.0.2.7")
    request.COOKIES[COOKIE] = set_computer_cookie(HttpResponse(), computer).cookies[COOKIE].value
    return request


@pytest.mark.django_db
def test_registered_computers_are_one_place_whatever_their_address():
    computers = [ComputerFactory(), ComputerFactory()]
    requests = [from_computer(computer) for computer in computers]
    assert [origin_of(request) for request in requests] == [REGISTERED] * 2
    computers[0].delete()
    assert origin_of(from_computer(ComputerFactory.build(pk=computers[0].pk))) == origin_of(from_address("192.0.2.7"))


@pytest.mark.django_db
def test_address_that_tried_too_often_leaves_its_registered_computers_alone():
    cache.clear()
    tries = [consume_card_try(from_address("192.0.2.7")) for _ in range(21)]
    assert [usage is None for usage in tries] == [False] * 20 + [True]
    assert consume_card_try(from_computer(ComputerFactory())) is not None


def test_address_is_kept_as_a_digest():
    origin = origin_of(from_address("192.0.2.7"))
    assert (len(origin), "192.0.2.7" in origin, origin == REGISTERED) == (DIGEST_LENGTH, False, False)


@pytest.mark.parametrize(
    ("address", "other", "is_same"),
    [
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        # A home has a whole range of addresses of the sixth version.
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_place_is_one_address_or_one_home(address, other, is_same):
    assert (origin_of(from_address(address)) == origin_of(from_address(other))) is is_same
