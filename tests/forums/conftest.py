"""Forums of the network and of two territories, a topic in each, and a learner, who cannot see them."""

import pytest

from tests.factories.b2i import LearnerFactory
from tests.factories.forums import ForumFactory, TopicFactory


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


@pytest.fixture
def network_forum(db):
    return ForumFactory(title="Tout le réseau", slug="reseau")


@pytest.fixture
def figeac_forum(figeac):
    return ForumFactory(title="Territoire de Figeac", slug="figeac", territory=figeac, order=1)


@pytest.fixture
def cahors_forum(cahors):
    return ForumFactory(title="Territoire de Cahors", slug="cahors", territory=cahors, order=2)


@pytest.fixture
def topic(network_forum, animator):
    """A question of `animator` in the forum of the network."""
    return TopicFactory(forum=network_forum, author=animator, title="Clé USB invisible", body="Elle a *disparu*.")


@pytest.fixture
def figeac_topic(figeac_forum, animator):
    """A question of `animator` that only the territory of Figeac and the coordinator may read."""
    return TopicFactory(forum=figeac_forum, author=animator, title="Remplacement à Gramat", body="Qui peut samedi ?")
