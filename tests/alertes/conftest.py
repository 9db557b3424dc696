"""A learner connected to the site, who is no member of the network; an index that learns when it is told to."""

import pytest

from search.engines import get_engine
from search.engines.base import EngineUnavailableError
from search.services import drain_outbox, rebuild_index
from tests.factories.b2i import LearnerFactory


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


@pytest.fixture
def learn(db):
    """The index of the site, with what the database holds; call it to bring what changed since."""
    rebuild_index()
    return drain_outbox


@pytest.fixture
def engine_down(monkeypatch):
    """No question is answered, as when the engine is stopped; returns a function that starts it again."""

    def refuse(*_, **__):
        raise EngineUnavailableError("stopped")

    monkeypatch.setattr(get_engine(), "matching", refuse)
    return monkeypatch.undo
