"""Synonyms stay in memory until somebody changes them, in whatever way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extranet.operations.public_cache.triggers import drop_triggers, set_triggers
from search.questions.synonyms.current_synonyms import current_synonyms
from search.questions.synonyms.models import SynonymSet
from tests.factories.search import SynonymSetFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _counted():
    """The tests with real transactions empty all tables, the counts too."""
    drop_triggers(plan=["a migration"])
    set_triggers()


def test_sets_are_read_once():
    SynonymSetFactory(expressions="mail\nmél")
    current_synonyms()

    with CaptureQueriesContext(connection) as queries:
        assert current_synonyms() == (("mail", "mél"),)

    assert [query["sql"] for query in queries if "search_synonymset" in query["sql"].partition("WHERE")[0]] == []


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda: SynonymSet.objects.update(expressions="mail\ncourriel"), (("mail", "courriel"),)),
        (lambda: SynonymSetFactory(expressions="ordi\nordinateur"), (("mail", "mél"), ("ordi", "ordinateur"))),
        (lambda: SynonymSet.objects.all().delete(), ()),
    ],
)
def test_changed_set_counts_at_the_next_search(write, expected):
    SynonymSetFactory(expressions="mail\nmél")
    assert current_synonyms() == (("mail", "mél"),)

    write()

    assert current_synonyms() == expected
