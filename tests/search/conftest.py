"""An empty index for each test, on each engine."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache

import pytest

from search.engines.base import Engine
from search.engines.choice import get_engine
from search.engines.cluster.engine import ClusterEngine
from search.engines.embedded import EmbeddedEngine
from search.index.services import rebuild_index
from tests.search.golden.demo import GoldenDemo, golden_demo
from tests.search.servers import CLUSTERS, ENGINES, free_port, node_url, running_emulator, site_on


@pytest.fixture(autouse=True)
def _synchronised(search_sync):
    """Here what is noted for the search is the subject."""


@pytest.fixture(scope="session")
def open_engine(tmp_path_factory) -> Callable[[str], Engine]:
    """Open one of `ENGINES` with private indexes, which are removed at the end."""
    with ExitStack() as stack:

        @cache
        def server(name: str) -> str:
            if name == "node":
                return node_url()
            url, _ = stack.enter_context(running_emulator(tmp_path_factory.mktemp(name), free_port()))
            return url

        def open_engine(name: str) -> Engine:
            if name == "embedded":
                return EmbeddedEngine(tmp_path_factory.mktemp(name))
            return ClusterEngine(stack.enter_context(site_on(server(name))), replicas=0)

        yield open_engine


@pytest.fixture(scope="session")
def _engines() -> dict[str, Engine]:
    """Engines that are open already, since a connection is worth keeping."""
    return {}


@pytest.fixture
def empty_engine(open_engine, _engines) -> Callable[[str], Engine]:
    def empty_engine(name: str) -> Engine:
        engine = _engines.get(name) or _engines.setdefault(name, open_engine(name))
        engine.rebuild((), version=0)
        return engine

    return empty_engine


@pytest.fixture(params=ENGINES)
def engine(request, empty_engine):
    """Each engine in turn, empty. What runs on it belongs to the contract (`test_contract*.py`)."""
    return empty_engine(request.param)


@pytest.fixture(params=CLUSTERS)
def cluster(request, empty_engine):
    """Each cluster engine in turn, empty."""
    return empty_engine(request.param)


@pytest.fixture
def index(db):
    """The site's engine, with an index filled from the database."""
    rebuild_index()
    return get_engine()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, django_db_setup, django_db_blocker) -> GoldenDemo:
    with django_db_blocker.unblock():
        return golden_demo(tmp_path_factory)
