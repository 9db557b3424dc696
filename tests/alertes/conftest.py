"""A learner connected to the site, who is no member of the network."""

import pytest

from b2i.models import Learner
from tests.factories.reseau import MemberFactory


@pytest.fixture
def learner(epm):
    member = MemberFactory(email=None)
    Learner.objects.create(member=member, epm=epm, card_number="46-0001")
    return member
