"""Whole pages of the demo, as each person reads them: no raw value, no orphan punctuation, no dead link."""

import pytest
from django.apps import apps
from django.core.cache import cache

from reseau.accent_folding import fold
from reseau.members.models.member import Member
from reseau.members.services import close_position
from search.index.services import rebuild_index
from tests.extranet.demo.whole_pages.crawl import Crawl
from tests.pages import COORDINATOR, PAGES
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

TRAINER, FORMER = "animateur5@example.org", "animateur60@example.org"


def values_of_closed_lists() -> frozenset[str]:
    """Return values such as « waiting », which pages replace by their labels; not « document », a word of its label."""
    labels = {
        (str(value), fold(str(label)))
        for model in apps.get_models()
        for field in model._meta.fields
        for value, label in (field.flatchoices if not field.remote_field else ())
    }
    return frozenset(value for value, label in labels if value and value not in label and not value.isdecimal())


@pytest.fixture
def read_site(running_demo, browse, keys, papers):
    """`read_site(account, *paths)`: what this account reads from these pages on."""
    rebuild_index()
    # Pictures of a test that was rolled back are known there.
    cache.clear()

    def read(account: str, *paths: str) -> list[str]:
        crawl = Crawl(browse(account), papers, values_of_closed_lists())
        return crawl.run(path.format(**keys) for path in paths).report(account)

    return read


@pytest.mark.drawn(one_in=4)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")
def test_pages_of_the_demo_are_without_fault(read_site, account):
    complain(read_site(account, *PAGES[account]), "These pages show what nobody should read, or lead nowhere:")


@pytest.mark.night("follows every link of the demo once more")
def test_trainer_reads_pages_without_fault(read_site):
    complain(read_site(TRAINER, "/"), "These pages show what nobody should read, or lead nowhere:")


@pytest.mark.night("follows every link of the demo once more")
def test_person_without_position_reads_pages_without_fault(read_site):
    former = Member.objects.get(email=FORMER)
    coordinator = Member.objects.get(email=COORDINATOR)
    close_position(position=former.positions.get(), by=coordinator, territory_takes_over=True)

    complain(read_site(FORMER, "/", *PAGES[""]), "These pages show what nobody should read, or lead nowhere:")
