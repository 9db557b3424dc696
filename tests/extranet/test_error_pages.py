"""Pages of errors: lost, refused, broken."""

import re

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

from extranet.operations.refused_input import refused_input


def test_lost_page_offers_to_search_the_words_of_its_address(client, db):
    response = client.get("/ressources/atelier-%C3%A9crire-2019/42/")

    assert response.status_code == 404
    assert 'name="q" value="atelier écrire"' in response.content.decode()


@pytest.mark.parametrize("path", ["/42/", "/%22%3E%3Cscript%3E/", "/a/"])
def test_lost_page_accepts_any_address(client, db, path):
    response = client.get(path)

    assert response.status_code == 404
    assert b"<script>" not in response.content


def test_lost_page_offers_login_to_visitors_alone(client, client_of, animator):
    way = "Si vous travaillez dans un EPM, puis réessayez"

    assert client.get("/perdue/").content.decode().count(way) == 1
    assert client_of(animator).get("/perdue/").content.decode().count(way) == 0


@pytest.mark.parametrize("is_demo", [True, False])
def test_foot_of_each_page_says_that_the_demo_is_one(client, db, settings, is_demo):
    settings.DEMO = is_demo

    assert ("Site de démonstration" in client.get("/perdue/").text) == is_demo


def test_broken_page_asks_for_its_style_sheet_and_nothing_else():
    # Without the fixture of the database, a query fails.
    response = server_error(RequestFactory().get("/"))

    page = response.content.decode()
    assert response.status_code == 500
    assert re.findall(r'<(?:link|img|script|use)[^>]*(?:href|src)="([^"]*)"', page) == ["/static/css/site.css"]
    assert "nous le savons" not in page  # nothing is sent to anybody
    assert "Revenez en arrière pour retrouver ce que vous aviez écrit" in page


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "429.html"])
def test_refused_page_says_that_nothing_is_lost(template, rf, db):
    page = render_to_string(template, request=rf.get("/"))

    assert "ce que vous avez écrit y est encore" in page or "Rien de ce que vous avez enregistré n’est perdu" in page


@pytest.mark.parametrize(
    ("exception", "title"),
    [
        (RequestDataTooBig(), "Ce texte est trop long pour le site"),
        (TooManyFieldsSent(), "C’est trop à la fois pour le site"),
        (TooManyFilesSent(), "C’est trop à la fois pour le site"),
        (BadRequest(), "Le site n’a pas compris cette demande"),
    ],
)
def test_request_that_cannot_be_read_is_explained(rf, db, exception, title):
    response = refused_input(rf.get("/"), exception)

    assert response.status_code == 400
    assert f"<h1>{title}</h1>" in response.content.decode()


def test_text_beyond_every_limit_gets_a_page(client, site_tree, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    response = client.post("/contact/", "message=" + "a" * 2_000, "application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "Ce texte est trop long pour le site" in response.content.decode()
