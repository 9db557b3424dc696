"""The button on a page of results: for members of the network, and true to what they follow."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from search.results.searcher import Found
from tests.factories.alertes import SavedSearchFactory

pytestmark = pytest.mark.django_db

BUTTON = Template("{% load saved_searches %}{% follow_search %}")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def shown(user, parameters: str, **context) -> str:
    request = RequestFactory().get(f"/recherche/?{parameters}")
    request.user = user
    return BUTTON.render(Context({"request": request, **context})).strip()


def test_it_sends_the_words_and_filters_of_the_page(animator):
    html = shown(animator, "q=photo+%3Cb%3E&kind=sheet&kind=epm&page=2")

    assert HIDDEN.findall(html) == [("q", "photo &lt;b&gt;"), ("kind", "epm"), ("kind", "sheet")]
    assert 'action="/alertes/recherches/suivre/"' in html


def test_the_corrected_text_is_followed_where_the_results_are_its(animator):
    SavedSearchFactory(member=animator, text="tablette")
    html = shown(animator, "q=tablete", found=Found(1, None, corrected="photo"))

    assert HIDDEN.findall(html) == [("q", "photo")]
    assert "Ne plus suivre" in shown(animator, "q=tablete", found=Found(1, None, corrected="tablette"))


def test_a_search_already_followed_may_be_given_up(animator):
    saved = SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"]})
    html = shown(animator, "q=Photo&kind=epm")

    assert f'action="/alertes/recherches/{saved.pk}/ne-plus-suivre/"' in html
    assert "Suivre cette recherche" not in html


@pytest.mark.parametrize("parameters", ["q=photo", "q=photo&kind=sheet", "q=photos&kind=epm"])
def test_another_search_is_not_followed(animator, parameters):
    SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"]})

    assert "Suivre cette recherche" in shown(animator, parameters)


def test_what_a_colleague_follows_is_not_followed(animator, colleague):
    SavedSearchFactory(member=colleague, text="photo")

    assert "Suivre cette recherche" in shown(animator, "q=photo")


def test_page_without_search_shows_no_result(animator):
    assert shown(animator, "kind=epm") == ""


def test_it_costs_one_query(animator, django_assert_num_queries):
    assert animator.is_in_network  # the page has read it
    with django_assert_num_queries(1):
        shown(animator, "q=photo")


def test_a_visitor_sees_nothing_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert shown(AnonymousUser(), "q=photo") == ""


def test_a_learner_sees_nothing(learner):
    assert shown(learner, "q=photo") == ""
