"""The index of Wagtail's admin, written by several workers at once."""

import pytest
from django.db import connection
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import BaseSearchBackend
from wagtail.models import Page

TITLE, OTHER_TITLE = "Trier ses photos sur un téléphone", "Trier ses courriels"
# What PostgreSQL keeps of them: their words, with their places and their weight.
WORDS = {
    TITLE: "'photo':3B 'ses':2B 'sur':4B 'trier':1B 'téléphone':6B 'un':5B",
    OTHER_TITLE: "'courriel':3B 'ses':2B 'trier':1B",
}


def kept(title: str) -> str:
    return WORDS[title] if connection.vendor == "postgresql" else title


@pytest.fixture
def backend() -> BaseSearchBackend:
    return get_search_backend("default")


@pytest.fixture
def page(site_tree) -> Page:
    return Page.objects.get(depth=1).add_child(instance=Page(title=TITLE, slug="photos"))


@pytest.mark.django_db(transaction=True)
def test_page_that_workers_index_at_once_has_one_entry(in_parallel, backend, page):
    page.index_entries.all().delete()

    def index(number: int) -> list[str]:
        backend.add(page)
        return [*page.index_entries.values_list("title", flat=True)]

    assert [title for titles in in_parallel(index, range(8)) for title in titles] == [kept(TITLE)] * 8


@pytest.mark.django_db
def test_entry_follows_the_title_of_its_page(backend, page):
    backend.add(page)
    page.title = OTHER_TITLE

    backend.add(page)

    assert [entry.title for entry in page.index_entries.all()] == [kept(OTHER_TITLE)]
