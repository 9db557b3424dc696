"""An empty index for each test."""

import pytest

from search.engines.embedded import EmbeddedEngine


@pytest.fixture(params=["embedded"])
def engine(request, tmp_path):
    """Each engine in turn, empty: whatever runs must pass the contract (`test_contract*.py`)."""
    engine = {"embedded": EmbeddedEngine}[request.param](tmp_path / "contract")
    engine.rebuild((), version=0)
    return engine
