"""A site of its own for each file, copied from the one that the journeys prepare."""

import pytest

from tests.browser.site import prepared_copy
from tests.processes.live_site import LiveSite


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "tests/processes/" in item.path.as_posix():
            item.add_marker(pytest.mark.night("starts, kills and starves whole sites for minutes"))
            if not item.get_closest_marker("postgresql"):
                item.add_marker(pytest.mark.processes)
            item.add_marker(pytest.mark.xdist_group("processes"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The folder of a site that nobody has started."""
    base = tmp_path_factory.getbasetemp()
    folder = base / "unstarted-site"
    site = prepared_copy(tmp_path_factory, folder)
    site.environment["CACHE_URL"] = "dbcache://extranet_cache"
    site.manage("createcachetable", "--verbosity", "0")
    site.stop()
    return folder


@pytest.fixture
def launch_new():
    """`launch_new(folder, **environment)`: a site in that folder, to be prepared; its processes end with the test."""
    sites = []

    def create(folder, **environment) -> LiveSite:
        site = LiveSite(folder)
        site.environment |= environment
        sites.append(site)
        return site

    yield create
    for site in sites:
        site.stop()


@pytest.fixture
def launch(launch_new):
    """`launch(folder, **environment)`: the site of a copied folder, started."""
    return lambda folder, **environment: launch_new(folder, **environment).start()
