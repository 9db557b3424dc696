"""A connection begun before the clock of the machine was set back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reseau.people.connections.models import Connection
from tests.clock import freeze_time

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("shift", "status", "count"), [(timedelta(hours=1), 200, 1), (timedelta(days=1), 302, 0)])
def test_connection_of_the_future_is_refused_beyond_what_one_may_last(client_of, animator, shift, status, count):
    with freeze_time(timezone.now() + shift):
        client = client_of(animator)

    assert Connection.objects.open().count() == count
    assert client.get("/membres/").status_code == status
