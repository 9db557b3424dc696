"""What each person finds on the kept pages of the demo, in a browser of their own."""

import logging

import pytest

from tests.extranet.demo.sent_forms.page_forms import Site
from tests.extranet.demo.whole_pages.kept_pages import listed


@pytest.fixture
def site_of(running_demo, browse, crawl_of):
    """`site_of(account)`: the forms and the addresses of this person, in a browser where they are logged in."""

    def read(account: str) -> Site:
        site = Site.of(listed(crawl_of(account).pages.values()), browse(account))
        site.client.raise_request_exception = False
        return site

    return read


@pytest.fixture(autouse=True)
def _quiet_log():
    """Requests that are refused fill the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
