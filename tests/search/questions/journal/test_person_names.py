"""Searches that name a person: any member, whether or not they are in the index."""

import pytest

from search.questions.journal.tallies import PersonNames
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> PersonNames:
    """Names of a member, of a learner with a first name only, and of a former member."""
    MemberFactory(first_name="Anne-Marie", last_name="Delpech")
    LearnerFactory(member__first_name="Violette", member__last_name="")
    MemberFactory(first_name="Jean", last_name="de Caix", is_active=False)
    return PersonNames()


@pytest.mark.parametrize(
    "text",
    [
        "Anne-Marie Delpech",
        "delpech anne marie",
        "DELPECH",
        "anne",
        "livret de anne marie delpech",
        "violette",
        "jean de caix",
        "caix",
    ],
)
def test_whole_names_and_parts_of_names_are_recognised(names, text):
    assert names.are_in(text) is True


@pytest.mark.parametrize("text", ["souris", "marie curie", "violette sauvage", "de", "", "jean moulin"])
def test_other_words_are_not_recognised(names, text):
    assert names.are_in(text) is False


def test_names_cost_one_query(names, django_assert_num_queries):
    with django_assert_num_queries(1):
        PersonNames()
