"""Connections of each kind of person, and a clock that moves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reseau.people.connections.limits import CARD_BACKEND
from reseau.people.connections.models import Connection
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory


@pytest.fixture
def clock():
    """A clock that stands still until it is moved: `clock.shift(timedelta(…))`."""
    with freeze_time(timezone.now()) as frozen:
        yield frozen


@pytest.fixture
def card_client(epm) -> Client:
    """A browser in which a learner is logged in with their card."""
    client = Client()
    client.force_login(LearnerFactory(epm=epm).member, backend=CARD_BACKEND)
    return client


@pytest.fixture
def connection_of():
    """`connection_of(client)`: the row of the session of that browser."""
    return lambda client: Connection.objects.get(pk=client.cookies["sessionid"].value)


@pytest.fixture
def age():
    """`age(connection, minutes)`: the person was last there so many minutes ago."""

    def make_older(connection: Connection, minutes: float) -> None:
        connection.last_used = timezone.now() - timedelta(minutes=minutes)
        Connection.objects.filter(pk=connection.pk).update(
            last_used=connection.last_used, expire_date=connection.expiry
        )

    return make_older
