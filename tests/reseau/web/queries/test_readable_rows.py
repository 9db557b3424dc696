"""What a reader may read of what a search found: the same answer as each source gives alone, in one query."""

import pytest
from django.contrib.auth.models import AnonymousUser

from reseau.places.models.epm import EPM
from reseau.web.queries.readable_rows import readable_rows
from ressources.sheets.models.workshop import WorkshopPage
from search.sources.registry import source
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory


@pytest.fixture
def keys(epm, animator) -> dict[str, set[str]]:
    """A place, a closed one, a public sheet, one of the network, and keys of nothing."""
    closed = EPMFactory(is_open=False)
    sheets = [SheetFactory(epm=epm, author=animator) for _ in range(2)]
    WorkshopPage.objects.filter(pk=sheets[1].pk).update(audience="member")
    places = {str(epm.pk), str(closed.pk), "999999"}
    return {"epm": places, "sheet": {str(sheet.pk) for sheet in sheets}, "help": {"nulle-part"}}


def test_each_reader_gets_what_each_source_shows_them(keys, animator, django_assert_num_queries):
    for reader in (animator, AnonymousUser()):
        expected = {row for kind, some in keys.items() for row in source(kind).readable_rows(reader, some)}

        with django_assert_num_queries(1):
            assert readable_rows(reader, keys) == expected

    assert len(readable_rows(animator, keys)) - len(readable_rows(AnonymousUser(), keys)) == 2


def test_change_is_seen_at_once(keys, animator, epm):
    assert ("epm", str(epm.pk)) in readable_rows(AnonymousUser(), keys)

    EPM.objects.update(is_open=False)

    assert {kind for kind, _ in readable_rows(AnonymousUser(), keys)} == {"sheet"}


@pytest.mark.parametrize("keys", [{}, {"a-kind-that-is-no-more": {"1"}}])
def test_nothing_is_asked_for_nothing(db, keys, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert readable_rows(AnonymousUser(), keys) == set()
