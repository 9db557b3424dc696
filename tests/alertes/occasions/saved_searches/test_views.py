"""Following a search from its results, and the page of followed searches."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alertes.occasions.saved_searches.models import SavedSearch
from tests.clock import freeze_time
from tests.factories.alertes import SavedSearchFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db

PAGE = "/alertes/recherches/"
FOLLOW = "/alertes/recherches/suivre/"


def unfollow_url(saved_search: SavedSearch) -> str:
    return reverse("alertes:unfollow_search", args=[saved_search.pk])


def messages_of(response) -> list[tuple[str, str]]:
    return [(message.tags, str(message)) for message in response.context["messages"]]


def test_addresses_do_not_change():
    assert (reverse("alertes:searches"), reverse("alertes:follow_search")) == (PAGE, FOLLOW)


# Following


def test_search_is_followed_from_its_results_and_redirects_there(update_index, client_of, animator):
    EPMFactory(name="EPM photo")
    update_index()

    response = client_of(animator).post(FOLLOW, {"q": " photo ", "kind": ["sheet", "epm"]}, follow=True)

    assert response.redirect_chain == [("/recherche/?q=photo&kind=epm&kind=sheet", 302)]
    assert messages_of(response) == [
        (
            "success",
            "Vous suivez cette recherche\u00a0: 1 résultat aujourd’hui. Les nouveaux arriveront dans vos alertes.",
        )
    ]
    saved_search = SavedSearch.objects.get()
    assert (saved_search.member, saved_search.text, saved_search.filters) == (
        animator,
        "photo",
        {"kind": ["epm", "sheet"]},
    )


def test_refusal_is_shown_on_the_page_of_results(update_index, client_of, animator):
    SavedSearchFactory(member=animator, text="photo")

    response = client_of(animator).post(FOLLOW, {"q": "photo"}, follow=True)

    assert response.redirect_chain == [("/recherche/?q=photo", 302)]
    assert messages_of(response) == [("error", "Vous suivez déjà cette recherche.")]


def test_search_without_words_is_refused(client_of, animator):
    response = client_of(animator).post(FOLLOW, {"kind": "epm"}, follow=True)

    assert messages_of(response) == [("error", "Écrivez au moins un mot avant de suivre une recherche.")]
    assert not SavedSearch.objects.exists()


def test_search_is_followed_by_post_only(client_of, animator):
    assert client_of(animator).get(FOLLOW, {"q": "photo"}).status_code == 405


# Unfollowing


def test_search_is_unfollowed_from_the_list(client_of, animator):
    saved_search = SavedSearchFactory(member=animator, text="photo")
    other_search = SavedSearchFactory(member=animator)

    response = client_of(animator).post(unfollow_url(saved_search), follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert messages_of(response) == [("success", "Vous ne suivez plus la recherche «\u00a0photo\u00a0».")]
    assert list(SavedSearch.objects.all()) == [other_search]


def test_search_unfollowed_from_its_results_redirects_there(client_of, animator):
    saved_search = SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"]})

    response = client_of(animator).post(unfollow_url(saved_search), {"from_results": "1"})

    assert response.url == "/recherche/?q=photo&kind=epm"


def test_search_is_unfollowed_by_post_only(client_of, animator):
    saved_search = SavedSearchFactory(member=animator)

    assert client_of(animator).get(unfollow_url(saved_search)).status_code == 405


def test_search_of_another_member_is_not_found_and_stays(client_of, animator, colleague):
    saved_search = SavedSearchFactory(member=colleague)

    assert client_of(animator).post(unfollow_url(saved_search)).status_code == 404
    assert SavedSearch.objects.exists()


# Access


def test_learner_gets_404(client_of, learner):
    saved_search = SavedSearchFactory(member=learner)
    browser = client_of(learner)

    assert browser.get(PAGE).status_code == 404
    assert browser.post(FOLLOW, {"q": "photo"}).status_code == 404
    assert browser.post(unfollow_url(saved_search)).status_code == 404
    assert list(SavedSearch.objects.all()) == [saved_search]


def test_visitor_is_redirected_to_login(client):
    saved_search = SavedSearchFactory()

    for response in (client.get(PAGE), client.post(FOLLOW, {"q": "photo"}), client.post(unfollow_url(saved_search))):
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/connexion/")
    assert list(SavedSearch.objects.all()) == [saved_search]


# The page


def test_page_shows_own_searches_newest_first(client_of, animator, colleague):
    with freeze_time("2026-03-01 09:00"):
        old_search = SavedSearchFactory(member=animator)
    new_search = SavedSearchFactory(member=animator)
    SavedSearchFactory(member=colleague)

    assert [saved_search for saved_search, _ in client_of(animator).get(PAGE).context["rows"]] == [
        new_search,
        old_search,
    ]


def test_page_lists_searches_with_dates_and_last_news(client_of, animator):
    with freeze_time("2026-03-01 09:00"):
        SavedSearchFactory(member=animator, text="photo", filters={"kind": ["epm"], "year": ["2025", "2026"]})
    SavedSearch.objects.update(last_told="2026-03-02T08:05:00+00:00")

    page = client_of(animator).get(PAGE).content.decode()

    assert '<a href="/recherche/?q=photo&amp;kind=epm&amp;year=2025&amp;year=2026">photo</a>' in page
    assert "Type de contenu\u00a0: Lieux · Année\u00a0: 2025, 2026</p>" in page
    assert "Suivie depuis le dimanche 1er mars 2026. Dernière nouveauté le lundi 2 mars 2026, 9 h 05." in page


def test_page_marks_searches_that_are_too_broad(client_of, animator):
    SavedSearchFactory(member=animator, is_too_broad=True, known=None)

    assert "Trop de résultats" in client_of(animator).get(PAGE).content.decode()


def test_empty_page_shows_how_to_follow_a_search(client_of, animator):
    page = client_of(animator).get(PAGE).content.decode()

    assert "Vous ne suivez aucune recherche." in page
    assert "Ne plus suivre" not in page


def test_page_is_reached_from_the_notices_and_links_back(client_of, animator):
    browser = client_of(animator)

    assert f'href="{PAGE}"' in browser.get("/alertes/").content.decode()
    assert '<a href="/alertes/"><span aria-hidden="true">← ' in browser.get(PAGE).content.decode()


def test_reading_the_page_writes_nothing_and_loads_no_known_results(client_of, animator):
    SavedSearchFactory(member=animator)
    browser = client_of(animator)

    with CaptureQueriesContext(connection) as queries:
        browser.get(PAGE)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert [query["sql"] for query in queries if '"known"' in query["sql"]] == []


def test_page_costs_as_many_queries_with_1_and_21_searches(client_of, animator):
    browser = client_of(animator)
    counts = []
    for number in (1, 20):
        SavedSearchFactory.create_batch(number, member=animator, filters={"kind": ["epm"]})
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        counts.append(len(queries))

    assert counts == [6, 6]
