"""The pages of the help: open to everybody, what concerns the reader first."""

from math import ceil

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extranet.interface.help.guide_files import read_guide
from extranet.interface.help.news import read_changes
from extranet.interface.help.views import CHANGES_SHOWN
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db

ARTICLES = [article for section in read_guide() for article in section.articles]


def titles_in_order(page: str) -> list[str]:
    titles = [section.title for section in read_guide()]
    return sorted(titles, key=page.index)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_article_is_read_by_anybody(client, article):
    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert f"<h1>{article.title}</h1>" in page.content.decode()


def test_unknown_article_is_not_found(client):
    assert client.get("/aide/inconnue/").status_code == 404


def test_what_concerns_the_reader_comes_first(client_of, coordinator, animator):
    for_coordinator = titles_in_order(client_of(coordinator).get("/aide/").content.decode())
    for_animator = titles_in_order(client_of(animator).get("/aide/").content.decode())
    for_learner = titles_in_order(client_of(LearnerFactory().member).get("/aide/").content.decode())
    for_visitor = titles_in_order(Client().get("/aide/").content.decode())

    assert for_coordinator[0] == "Je coordonne"
    assert for_animator[:4] == ["Les ateliers et leurs fiches", "Me former", "Les livrets", "Je forme ou je valide"]
    assert for_learner[0] == "J’apprends"
    assert for_visitor[:2] == ["J’apprends", "Pour tout le monde"]
    assert all(len(titles) == len(read_guide()) for titles in (for_coordinator, for_animator, for_learner, for_visitor))


def test_page_offers_the_help_that_is_about_it(client_of, animator):
    page = client_of(animator).get(reverse("b2i:group_sessions")).content.decode()

    assert 'href="/aide/noter-un-groupe/" data-help' in page


def test_lost_page_offers_the_whole_guide(client):
    page = client.get("/nulle-part/").content.decode()

    assert 'href="/aide/" data-help' in page


@pytest.fixture
def older(animator):
    """An animator who was there before the newest change."""
    animator.date_joined -= timezone.timedelta(days=400)
    animator.save()
    return animator


def test_news_are_marked_until_they_are_read(client_of, older):
    client = client_of(older)
    assert "Non lues" in client.get("/annuaire/").content.decode()

    client.post("/aide/nouveautes/lues/")

    assert "Non lues" not in client.get("/annuaire/").content.decode()
    older.refresh_from_db()
    assert older.news_read_until == read_changes()[0].date


def test_news_are_read_page_by_page(client_of, older):
    client, titles = client_of(older), []
    for number in range(1, ceil(len(read_changes()) / CHANGES_SHOWN) + 1):
        page = BeautifulSoup(client.get("/aide/nouveautes/", {"page": number}).content, "html.parser")
        titles += [heading.get_text() for heading in page.select("main h2")]
    assert titles == [change.title for change in read_changes()]


def test_reading_news_writes_nothing(client_of, older):
    client_of(older).get("/aide/nouveautes/")

    older.refresh_from_db()
    assert older.news_read_until is None


def test_what_was_there_on_arrival_is_not_news(client_of, animator):
    animator.date_joined = timezone.now()
    animator.save()

    assert "Non lues" not in client_of(animator).get("/annuaire/").content.decode()


def test_news_are_for_members(client, client_of):
    assert client.get("/aide/nouveautes/").status_code == 302
    assert client_of(LearnerFactory().member).get("/aide/nouveautes/").status_code == 404


def test_news_come_newest_first_and_tell_more():
    dates = [change.date for change in read_changes()]

    assert dates == sorted(dates, reverse=True)
    assert {change.article for change in read_changes()} <= {article.slug for article in ARTICLES}
