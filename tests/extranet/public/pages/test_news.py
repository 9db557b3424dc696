"""News: on the home, in their list, in their feed, in the search, told to search engines."""

import json
import re

import feedparser
import pytest
from django.conf import settings

from extranet.public.pages.models.news import NewsIndexPage
from search.index.services import rebuild_index
from tests.factories.extranet import add_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_latest_news_stand_on_the_home_and_in_their_list(client, site_tree):
    for days, title in ((9, "Ancienne"), (1, "Récente"), (5, "Entre deux"), (20, "Très ancienne")):
        add_news(title, days=days)
    add_news("Brouillon", live=False)

    assert [item.title for item in client.get("/").context["news"]] == ["Récente", "Entre deux", "Ancienne"]
    listed = client.get("/actualites/").context["page_obj"].object_list
    assert [item.title for item in listed] == ["Récente", "Entre deux", "Ancienne", "Très ancienne"]


def test_a_piece_of_news_opens(client, site_tree):
    page = add_news("Portes ouvertes")
    text = client.get(page.url).content.decode()

    assert text.count("<p>Le détail.</p>") == 1


def test_no_news_leave_no_empty_part(client, site_tree):
    text = client.get("/").content.decode()

    assert text.count("Toutes les actualités") == 0
    assert "Rien de nouveau" in client.get("/actualites/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_as_many_queries_however_long(client, site_tree, django_assert_max_num_queries, count):
    for number in range(count):
        add_news(f"Nouvelle {number}")
    client.get("/actualites/")

    with django_assert_max_num_queries(9):
        assert len(client.get("/actualites/").context["page_obj"].object_list) == count


def test_feed_tells_published_news_the_latest_first(client, site_tree):
    old, recent = add_news("Ancienne", days=9), add_news("Récente", days=1)
    add_news("Brouillon", live=False)

    feed = feedparser.parse(client.get("/flux/actualites.atom").content)

    assert [(entry.title, entry.link, entry.summary) for entry in feed.entries] == [
        ("Récente", f"{settings.ORIGIN}/actualites/r%C3%A9cente/", "En bref : Récente"),
        ("Ancienne", f"{settings.ORIGIN}/actualites/ancienne/", "En bref : Ancienne"),
    ]
    assert [entry.id for entry in feed.entries] == [f"urn:uuid:{page.translation_key}" for page in (recent, old)]
    assert feed.feed.link == f"{settings.ORIGIN}/actualites/"


def test_feed_follows_the_list_that_the_coordination_has_renamed(client, site_tree):
    index = NewsIndexPage.objects.get()
    index.slug = "nouvelles"
    index.save()
    page = add_news("Bal")

    feed = feedparser.parse(client.get("/flux/actualites.atom").content)

    assert (feed.feed.link, feed.entries[0].link) == (
        f"{settings.ORIGIN}/nouvelles/",
        f"{settings.ORIGIN}/nouvelles/bal/",
    )
    assert page.get_absolute_url() == "/nouvelles/bal/"


def test_feed_of_a_site_without_news_leads_home(client, empty_site):
    assert feedparser.parse(client.get("/flux/actualites.atom").content).feed.link == f"{settings.ORIGIN}/"


def test_list_offers_its_feed(client, site_tree):
    add_news()

    assert client.get("/actualites/").text.count('type="application/atom+xml" title="Actualités"') == 1


def test_published_news_are_found_by_everybody(client, site_tree):
    add_news("Grand bal du clavier")
    add_news("Bal secret du clavier", live=False)
    rebuild_index()

    hits = client.get("/recherche/", {"q": "clavier", "kind": "news"}).context["page_obj"].object_list

    assert [(hit.title, hit.url) for hit in hits] == [("Grand bal du clavier", "/actualites/grand-bal-du-clavier/")]


def test_news_are_told_to_search_engines(client, site_tree):
    page = add_news("Portes ouvertes")
    scripts = re.findall(r'<script type="application/ld\+json">(.+?)</script>', client.get(page.url).text)

    (described,) = json.loads(scripts[0])["@graph"]

    assert (described["@type"], described["headline"], described["url"], described["datePublished"]) == (
        "NewsArticle",
        "Portes ouvertes",
        f"{settings.ORIGIN}/actualites/portes-ouvertes/",
        page.day.isoformat(),
    )
