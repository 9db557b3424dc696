"""Tests of the places from which a card is tried."""

import pytest
from django.test import RequestFactory

from b2i.card_locks.origin import DIGEST_LENGTH, REGISTERED, origin_of


def from_address(address: str):
    return RequestFactory().post("/carte/", REMOTE_ADDR=address)


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
