"""The demo, built once for all the tests of this folder, the browsers of those who read it."""

import pytest
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from search.index.services import rebuild_index
from tests.clock import freeze_time
from tests.demo_keys import demo_keys
from tests.extranet.demo.whole_pages.crawl import Crawl
from tests.factories.jobs import JobStatusFactory
from tests.kept_demo import demo_in_place
from tests.pages import CARD, PAGES


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Folder of the files of the demo, whose rows go after the last test here."""
    with django_db_blocker.unblock(), demo_in_place(tmp_path_factory) as files:
        JobStatusFactory()
        yield files


@pytest.fixture
def running_demo(demo, settings):
    """The demo with its files, as a worker keeps it."""
    settings.MEDIA_ROOT = demo
    # On a slow machine the demo was built some time ago: without a worker, its waiting jobs would be late.
    DBTaskResult.objects.update(enqueued_at=timezone.now())


@pytest.fixture
def browse(demo):
    """`browse(account)`: a browser in which that account is logged in."""

    def connect(account: str) -> Client:
        client = Client()
        if account == CARD:
            client.force_login(Learner.objects.get(card_number=account).member, backend="b2i.backends.CardBackend")
        elif account:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            client.force_login(Member.objects.get(email=account), backend=backend)
        return client

    return connect


@pytest.fixture(scope="package")
def keys(demo, django_db_blocker) -> dict[str, int]:
    """Values for the keys in the addresses of `tests.pages`."""
    with django_db_blocker.unblock():
        return demo_keys()


@pytest.fixture(scope="package")
def crawls(demo) -> dict[str, Crawl]:
    """What each account of `tests.pages` has read of the demo, in this process."""
    return {}


@pytest.fixture
def crawl_of(running_demo, browse, keys, papers, crawls):
    """`crawl_of(account)`: the pages of the list as this account reads them, read once and kept."""

    def read(account: str) -> Crawl:
        if account not in crawls:
            rebuild_index()
            # Pictures of a test that was rolled back are known there.
            cache.clear()
            # A connection that is used a minute after its login notes it: pages are read in no time.
            with freeze_time(timezone.now()):
                crawls[account] = Crawl(account, papers).read_list(browse(account), PAGES[account], keys)
        return crawls[account]

    return read


@pytest.fixture(scope="module")
def unchecked_references():
    """Spare tests that only read the demo the check of every reference in it: 0.3 s each, and it was done once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", lambda case, connection: False)
        yield
