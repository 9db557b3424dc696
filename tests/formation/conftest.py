"""A training and a session to come in the EPM of the animator."""

import pytest

from tests.factories.formation import SessionFactory, TrainingPageFactory


@pytest.fixture
def training(site_tree):
    """A training of two half-days."""
    return TrainingPageFactory(title="Animer un atelier collectif", slug="animer-un-atelier", half_days=2)


@pytest.fixture
def session(training, epm):
    """A morning in a week, 8 places, nobody enrolled."""
    return SessionFactory(training=training, epm=epm)
