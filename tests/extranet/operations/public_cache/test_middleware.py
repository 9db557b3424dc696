"""What a visitor's browser gets: the kept page while it stands, never that of somebody else, never after a change."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from extranet.operations.public_cache.models import TableChange
from extranet.public.pages.models.home import HomePage
from reseau.directory.place_facets import directory_facets
from reseau.places.models.epm import EPM
from tests.clock import freeze_time
from tests.factories.extranet import add_news
from tests.factories.reseau import EPMFactory

NOON = "2026-03-10 11:00:20"


def queries_of(client: Client, path: str, **headers) -> tuple[int, int]:
    """Return the status of the answer and the number of its queries."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers=headers)
    return response.status_code, len(queries)


@pytest.mark.parametrize("path", ["/", "/annuaire/", "/ressources/", "/actualites/", "/recherche/", "/aide/"])
def test_second_reading_costs_one_query_and_is_the_same(visitor, path):
    first = visitor.get(path)

    assert queries_of(visitor, path) == (200, 1)
    assert visitor.get(path).content == first.content


def test_page_is_told_to_be_asked_for_again(visitor):
    response = visitor.get("/")

    assert response.headers["cache-control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} == set(response.headers["vary"].split(", "))
    assert "last-modified" not in response.headers


@pytest.mark.parametrize("mark", ["{}", '"other", {}', "*"])
def test_browser_that_has_the_page_is_told_so(visitor, mark):
    etag = visitor.get("/").headers["etag"]

    answer = visitor.get("/", headers={"If-None-Match": mark.format(etag)})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert answer.headers["cache-control"] == "no-cache"


def test_browser_that_has_another_page_gets_this_one(visitor):
    etag = visitor.get("/").headers["etag"]
    HomePage.objects.update(lead="Un autre accueil")

    answer = visitor.get("/", headers={"If-None-Match": etag})

    assert (answer.status_code, "Un autre accueil" in answer.content.decode()) == (200, True)


def test_mark_stays_where_the_text_stays(visitor):
    etag = visitor.get("/").headers["etag"]
    HomePage.objects.update(lead=HomePage.objects.get().lead)

    assert queries_of(visitor, "/", **{"If-None-Match": etag})[0] == 304


def test_kept_page_is_compressed_for_who_takes_it(visitor):
    plain = visitor.get("/").content

    answer = visitor.get("/", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.content) < len(plain) / 2
    assert "content-encoding" not in visitor.get("/").headers


def test_member_never_gets_the_page_of_visitors(visitor, client_of, animator):
    visitor.get("/")
    member = client_of(animator)
    visitor.cookies = member.cookies

    answer = visitor.get("/")

    assert (answer.context["user"].pk, answer.headers["cache-control"]) == (animator.pk, "private, no-store")
    assert "etag" not in answer.headers


def test_message_is_shown_and_not_kept(visitor):
    visitor.get("/")
    visitor.cookies["messages"] = "x"

    assert queries_of(visitor, "/")[1] > 1


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Authorization": "Basic x"}, {"Range": "bytes=0-1"}])
def test_request_for_something_else_is_answered_for_itself(visitor, headers):
    visitor.get("/ressources/")

    assert queries_of(visitor, "/ressources/", **headers)[1] > 1


@pytest.mark.parametrize(
    "path", ["/ressources/?q=mot", "/ressources/?x=1", "/annuaire/?pres=44.1,1.2", "/?a", "/carte/"]
)
def test_address_that_anybody_may_make_up_is_not_kept(visitor, path):
    visitor.get(path)

    assert queries_of(visitor, path)[1] > 0
    assert visitor.get(path).headers.get("etag") is None


def test_long_address_is_not_kept(visitor):
    path = f"/ressources/?motcle={'a' * 300}"
    visitor.get(path)

    assert queries_of(visitor, path)[1] > 1


@pytest.mark.parametrize(("cookie", "value"), [("theme", "dark"), ("text", "large")])
def test_display_has_its_own_page(visitor, cookie, value):
    light = visitor.get("/").content
    visitor.cookies[cookie] = value

    shown = visitor.get("/").content
    assert shown != light
    assert (queries_of(visitor, "/"), visitor.get("/").content) == ((200, 1), shown)


def test_head_is_answered_by_the_kept_page_and_keeps_none(visitor):
    visitor.head("/")
    etag = visitor.get("/").headers["etag"]

    with CaptureQueriesContext(connection) as queries:
        answer = visitor.head("/")

    assert (answer.headers["etag"], len(queries)) == (etag, 1)


def test_missing_page_is_not_kept(visitor):
    visitor.get("/actualites/portes-ouvertes/")
    add_news("Portes ouvertes")

    assert visitor.get("/actualites/portes-ouvertes/").status_code == 200


def test_directory_stands_for_a_minute(visitor):
    with freeze_time(NOON) as clock:
        visitor.get("/annuaire/")
        clock.shift(timedelta(seconds=39))
        assert queries_of(visitor, "/annuaire/")[1] == 1
        clock.shift(timedelta(seconds=1))
        assert queries_of(visitor, "/annuaire/")[1] > 1


def test_library_stands_until_midnight_in_paris(visitor):
    with freeze_time("2026-03-10 22:58:00") as clock:
        visitor.get("/ressources/")
        clock.shift(timedelta(minutes=1, seconds=59))
        assert queries_of(visitor, "/ressources/")[1] == 1
        clock.shift(timedelta(seconds=1))
        assert queries_of(visitor, "/ressources/")[1] > 1


def test_clock_set_back_renders_the_page_again(visitor):
    with freeze_time(NOON) as clock:
        visitor.get("/ressources/")
        clock.move_to("2026-03-10 10:00:00")
        assert queries_of(visitor, "/ressources/")[1] > 1


def test_page_rendered_before_a_change_is_not_taken_for_a_later_one(visitor, monkeypatch):
    """The version is read first: a change while the page is rendered makes it old."""
    EPMFactory(name="Avant")
    view = "reseau.directory.views.directory_facets"

    def change_meanwhile(*args):
        facets = directory_facets(*args)
        EPM.objects.update(name="Après")
        return facets

    with monkeypatch.context() as patch:
        patch.setattr(view, change_meanwhile)
        visitor.get("/annuaire/")

    assert "Après" in visitor.get("/annuaire/").content.decode()


def test_site_that_does_not_count_keeps_nothing(visitor):
    TableChange.objects.all().delete()
    etag = visitor.get("/").headers["etag"]

    assert queries_of(visitor, "/")[1] > 1
    assert visitor.get("/", headers={"If-None-Match": etag}).status_code == 304


def test_preview_of_a_page_is_never_the_kept_one(visitor, client_of, coordinator):
    home = HomePage.objects.get()
    visitor.get("/")
    home.lead = "Un brouillon"

    with freeze_time(timezone.now()):
        answer = home.make_preview_request(preview_mode=home.default_preview_mode)

    assert "Un brouillon" in answer.content.decode()


@pytest.mark.parametrize("path", ["/recherche/?q=atelier", "/recherche/?q=dromadaire", "/recherche/"])
def test_search_gives_a_visitor_no_cookie(visitor, path):
    assert dict(visitor.get(path).cookies) == {}
