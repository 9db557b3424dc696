"""Pages of errors: lost, refused, broken."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error


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


def test_broken_page_asks_for_its_style_sheet_and_nothing_else():
    # Without the fixture of the database, a query fails.
    response = server_error(RequestFactory().get("/"))

    page = response.content.decode()
    assert response.status_code == 500
    assert re.findall(r'<(?:link|img|script|use)[^>]*(?:href|src)="([^"]*)"', page) == ["/static/css/site.css"]
    assert "Revenez en arrière pour retrouver ce que vous aviez écrit" in page


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "429.html"])
def test_refused_page_says_that_nothing_is_lost(template, rf, db):
    page = render_to_string(template, request=rf.get("/"))

    assert "ce que vous avez écrit y est encore" in page or "Rien de ce que vous avez enregistré n’est perdu" in page
