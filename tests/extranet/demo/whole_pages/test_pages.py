"""Whole pages of the demo, as each person reads them: what the two answers left of each is shown to every judge."""

import pytest
from django.core.cache import cache

from reseau.people.members.models.member import Member
from reseau.people.members.services import close_position
from search.index.services import rebuild_index
from tests.extranet.demo.whole_pages.crawl import Crawl
from tests.extranet.demo.whole_pages.judges import judged
from tests.extranet.demo.whole_pages.kept_pages import listed
from tests.pages import COORDINATOR, PAGES
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

ADVICE = "These pages cost too much, show what nobody should read, or lead nowhere:"
TRAINER, FORMER = "animateur5@example.org", "animateur60@example.org"
EACH_ACCOUNT = pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")


@EACH_ACCOUNT
def test_pages_of_the_list_are_without_fault(crawl_of, account):
    pages = listed(crawl_of(account).pages.values())

    assert len(pages) == len(set(PAGES[account]))
    complain(judged(pages), ADVICE)


@pytest.fixture
def read_links(running_demo, browse, papers):
    """`read_links(crawl, *paths)`: the pages that these, and those of the crawl, lead to."""
    rebuild_index()
    # Pictures of a test that was rolled back are known there.
    cache.clear()

    def read(crawl: Crawl, *paths: str) -> list:
        return crawl.follow(browse(crawl.account), paths)

    return read


@pytest.mark.night("follows every link of the demo")
@EACH_ACCOUNT
def test_pages_that_links_lead_to_are_without_fault(crawl_of, read_links, account):
    crawl = crawl_of(account)
    before = listed(crawl.pages.values())

    complain(judged(read_links(crawl), among=before), ADVICE)


@pytest.mark.night("follows every link of the demo once more")
def test_trainer_reads_pages_without_fault(read_links, papers):
    complain(judged(read_links(Crawl(TRAINER, papers), "/")), ADVICE)


@pytest.mark.night("follows every link of the demo once more")
def test_person_without_position_reads_pages_without_fault(read_links, papers, keys):
    former = Member.objects.get(email=FORMER)
    coordinator = Member.objects.get(email=COORDINATOR)
    close_position(position=former.positions.get(), by=coordinator, territory_takes_over=True)
    paths = [path.format(**keys) for path in PAGES[""]]

    complain(judged(read_links(Crawl(FORMER, papers), "/", *paths)), ADVICE)
