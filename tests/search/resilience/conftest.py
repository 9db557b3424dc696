"""A site in several processes, on each engine."""

from contextlib import ExitStack

import pytest

from search.index.services import rebuild_index
from tests.search.resilience.site import Site, shared_database
from tests.search.servers import node_url, site_on


@pytest.fixture(params=["embedded", pytest.param("node", marks=pytest.mark.node)])
def site(request, transactional_db, settings, tmp_path):
    """Processes that share the database of the test and its empty index."""
    with ExitStack() as stack:
        if request.param == "node":
            settings.SEARCH_URL, settings.SEARCH_REPLICAS = stack.enter_context(site_on(node_url())), 0
        site = Site(tmp_path, stack.enter_context(shared_database(tmp_path / "site.sqlite3")))
        stack.callback(site.stop)
        rebuild_index()
        yield site
