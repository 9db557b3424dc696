"""The follow button on a page of results: shown to network members, with the current state."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from search.questions.results.searcher import ResultPage
from tests.factories.alertes import SavedSearchFactory

pytestmark = pytest.mark.django_db

BUTTON = Template("{% load saved_searches %}{% follow_search %}")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def render_button(user, parameters: str, **context) -> str:
    request = RequestFactory().get(f"/recherche/?{parameters}")
    request.user = user
    return BUTTON.render(Context({"request": request, **context})).strip()


def test_button_sends_the_words_and_filters_of_the_page(animator):
    html = render_button(animator, "q=photo+%3Cb%3E&kind=sheet&kind=epm&page=2")

    assert HIDDEN.findall(html) == [("q", "photo &lt;b&gt;"), ("kind", "epm"), ("kind", "sheet")]
    assert 'action="/alertes/recherches/suivre/"' in html


def test_corrected_text_is_followed_if_its_results_are_shown(animator):
    SavedSearchFactory(member=animator, text="tablette")
    html = render_button(animator, "q=tablete", found=ResultPage(1, None, corrected="photo"))

    assert HIDDEN.findall(html) == [("q", "photo")]
    assert "Ne plus suivre" in render_button(animator, "q=tablete", found=ResultPage(1, None, corrected="tablette"))


def test_followed_search_may_be_unfollowed(animator):
    saved_search = SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"]})
    html = render_button(animator, "q=Photo&kind=epm")

    assert f'action="/alertes/recherches/{saved_search.pk}/ne-plus-suivre/"' in html
    assert "Suivre cette recherche" not in html


@pytest.mark.parametrize("parameters", ["q=photo", "q=photo&kind=sheet", "q=photos&kind=epm"])
def test_other_search_is_not_followed(animator, parameters):
    SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"]})

    assert "Suivre cette recherche" in render_button(animator, parameters)


def test_search_followed_by_a_colleague_is_not_followed(animator, colleague):
    SavedSearchFactory(member=colleague, text="photo")

    assert "Suivre cette recherche" in render_button(animator, "q=photo")


def test_page_without_search_shows_no_button(animator):
    assert render_button(animator, "kind=epm") == ""


def test_button_costs_one_query(animator, django_assert_num_queries):
    assert animator.is_in_network  # already read by the page
    with django_assert_num_queries(1):
        render_button(animator, "q=photo")


def test_visitor_sees_no_button_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert render_button(AnonymousUser(), "q=photo") == ""


def test_learner_sees_no_button(learner):
    assert render_button(learner, "q=photo") == ""
