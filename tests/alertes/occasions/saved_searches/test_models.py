"""Saved searches: each belongs to a member; the same words and filters are saved once, in any order or case."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alertes.occasions.saved_searches.models import SavedSearch
from tests.factories.alertes import SavedSearchFactory

pytestmark = pytest.mark.django_db

PLACES = {"territory": {"Figeac", "Cahors"}, "kind": {"epm"}}


def test_str_of_a_saved_search_is_its_words():
    assert str(SavedSearchFactory(text="clé USB")) == "clé USB"


def test_member_sees_only_their_own_searches(animator, colleague):
    saved_search = SavedSearchFactory(member=animator)
    SavedSearchFactory(member=colleague)

    assert list(SavedSearch.objects.visible_to(animator)) == [saved_search]
    assert list(SavedSearch.objects.visible_to(AnonymousUser())) == []


def test_filters_are_stored_in_one_order_without_empty_ones(animator):
    saved_search = SavedSearch.build(member=animator, text="photo", filters=PLACES | {"year": set()})

    assert list(saved_search.filters.items()) == [("kind", ["epm"]), ("territory", ["Cahors", "Figeac"])]


def test_filters_are_returned_in_the_format_of_the_search(animator):
    saved_search = SavedSearchFactory(filters={"kind": ["epm"]})
    saved_search.refresh_from_db()

    assert saved_search.filter_values == {"kind": frozenset({"epm"})}


def test_address_is_the_page_of_results():
    saved_search = SavedSearchFactory(text="clé USB", filters={"kind": ["epm", "sheet"]})

    assert saved_search.get_absolute_url() == "/recherche/?q=cl%C3%A9+USB&kind=epm&kind=sheet"


@pytest.mark.parametrize(
    ("text", "filters", "is_same"),
    [
        ("Photo", {"kind": ["epm"], "territory": ["Figeac", "Cahors"]}, True),
        ("photos", PLACES, False),
        ("photo", {"kind": {"epm"}}, False),
        ("photo", {"kind": {"sheet"}, "territory": {"Figeac", "Cahors"}}, False),
        ("photo", {}, False),
    ],
)
def test_equivalent_search_is_recognised(animator, text, filters, is_same):
    SavedSearch.build(member=animator, text="photo", filters=PLACES).save()

    assert SavedSearch.objects.asking(text, filters).exists() == is_same


def test_following_twice_is_refused_in_french(animator):
    SavedSearchFactory(member=animator, text="photo")

    with pytest.raises(ValidationError) as refusal:
        SavedSearch.build(member=animator, text="PHOTO", filters={}).full_clean()
    assert refusal.value.messages == ["Vous suivez déjà cette recherche."]


def test_database_refuses_the_same_search_twice_for_a_member(animator):
    SavedSearchFactory(member=animator, text="photo")

    with pytest.raises(IntegrityError):
        SavedSearchFactory(member=animator, text="photo")


def test_two_members_may_follow_the_same_search(animator, colleague):
    SavedSearchFactory(member=animator, text="photo")
    SavedSearchFactory(member=colleague, text="photo")

    assert SavedSearch.objects.count() == 2


def test_searches_are_deleted_with_their_member(animator):
    SavedSearchFactory(member=animator)

    animator.delete()

    assert not SavedSearch.objects.exists()
