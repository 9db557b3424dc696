"""An empty index for each test."""

import pytest

from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.services import rebuild_index


@pytest.fixture(params=["embedded"])
def engine(request, tmp_path):
    """Each engine in turn, empty: whatever runs must pass the contract (`test_contract*.py`)."""
    engine = {"embedded": EmbeddedEngine}[request.param](tmp_path / "contract")
    engine.rebuild((), version=0)
    return engine


@pytest.fixture
def index(db):
    """The engine of the site, with the index of what the database holds."""
    rebuild_index()
    return get_engine()
