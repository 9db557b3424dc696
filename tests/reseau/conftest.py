"""People and query counts shared by the tests of the network."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from tests.factories.reseau import MemberFactory, PositionFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def yesterday(today):
    return today - timedelta(days=1)


@pytest.fixture
def learner(epm):
    """An account with a card and no position: logged in, but not a member of the network."""
    member = MemberFactory(first_name="Odette", last_name="Apprenante", email=None)
    Learner.objects.create(member=member, epm=epm, card_number="46-9001")
    return member


@pytest.fixture
def former(epm, yesterday):
    """An animator of `epm` whose only position ended yesterday."""
    return PositionFactory(epm=epm, end=yesterday, member__first_name="Ancienne", member__last_name="Collègue").member


@pytest.fixture
def queries_of():
    """`queries_of(client, url)`: number of queries of a page, once caches are warm."""

    def count(client, url: str) -> int:
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    return count
