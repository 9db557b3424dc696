"""An inhabitant reads how to have a place told, and prints the paper; nothing is typed here about a neighbour."""

import io

import pytest
from lxml import html
from pypdf import PdfReader
from pytest_django.asserts import assertContains

pytestmark = pytest.mark.django_db
PAGE = "/patrimoine/vous-connaissez-un-lieu/"


def test_visitor_finds_a_place_of_the_network_and_the_paper(client, epm):
    assertContains(client.get("/patrimoine/"), PAGE)
    page = html.fromstring(client.get(PAGE).text)
    (form,) = page.xpath("//main//form")
    assert (form.get("action"), form.get("method", "get")) == ("/annuaire/", "get")
    assert page.xpath("//main//textarea") == []
    assertContains(client.get(form.get("action"), {form.xpath(".//input/@name")[0]: epm.commune.name}), epm.name)
    (paper,) = page.xpath("//main//a[contains(@href, '.pdf')]/@href")
    text = PdfReader(io.BytesIO(client.get(paper).content)).pages[0].extract_text()
    assert "Je connais un lieu à raconter" in text
    assert "/annuaire/" in text.replace("\n", "")
