"""Names of those who have a sheet in hand."""

import pytest

from ressources.notices import reviewer_names, reviewers_of
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import DraftFactory

pytestmark = pytest.mark.django_db


def test_reviewers_are_those_of_the_sheets_territory(draft, territorial, other_territorial, coordinator):
    assert reviewers_of(draft) == [territorial]


def test_former_territorial_animator_reviews_no_more(draft, figeac, coordinator):
    PositionFactory(territorial=True, territory=figeac, end="2021-01-31")
    assert reviewers_of(draft) == [coordinator]


def test_closed_account_reviews_no_more(draft, territorial, coordinator):
    territorial.is_active = False
    territorial.save()
    assert reviewers_of(draft) == [coordinator]
    assert reviewer_names([draft]) == {draft.pk: "la coordination"}


def test_names_for_a_whole_list_cost_one_query(
    draft, epm, other_epm, territorial, other_territorial, django_assert_num_queries
):
    elsewhere = DraftFactory(epm=other_epm)
    own = DraftFactory(epm=epm, author=territorial)
    with django_assert_num_queries(1):
        names = reviewer_names([draft, elsewhere, own])
    assert names == {
        draft.pk: territorial.get_full_name(),
        elsewhere.pk: other_territorial.get_full_name(),
        own.pk: "la coordination",
    }
