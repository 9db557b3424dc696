"""What each person finds on the pages of the demo, read once for all the tests of this folder."""

import logging
from dataclasses import replace

import pytest

from tests.extranet.demo.sent_forms.page_forms import Site
from tests.pages import PAGES


@pytest.fixture(scope="package")
def sites() -> dict[str, Site]:
    return {}


@pytest.fixture
def site_of(running_demo, browse, keys, sites):
    """`site_of(account)`: the forms and the addresses of this person, in a browser where they are logged in."""

    def read(account: str) -> Site:
        client = browse(account)
        if account not in sites:
            sites[account] = Site.read(client, [path.format(**keys) for path in PAGES[account]])
        client.raise_request_exception = False
        return replace(sites[account], client=client)

    return read


@pytest.fixture(autouse=True)
def _quiet_log():
    """Requests that are refused fill the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
