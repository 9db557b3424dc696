"""A learner connected to the site, who is no member of the network."""

import pytest

from tests.factories.b2i import LearnerFactory


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member
