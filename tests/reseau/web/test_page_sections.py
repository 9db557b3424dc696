"""Sections that apps add to the pages of others."""

import pytest
from django.urls import reverse

from reseau.web.page_sections import page_sections
from tests.factories.forums import TopicFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


def test_section_is_on_each_page_that_it_is_about(client, epm, declare):
    other_epm = EPMFactory(commune=epm.commune)

    def lantern(request, place):
        if place != epm:
            return None
        return "components/_empty.html", {"text": f"Lanterne de {place.name} pour {request.user}"}

    declare("epm_sections", SECTIONS=[lantern])
    page = client.get(reverse("reseau:epm", args=[epm.slug])).content.decode()
    other_page = client.get(reverse("reseau:epm", args=[other_epm.slug])).content.decode()

    assert page.count("<p>Lanterne de EPM de Gramat pour AnonymousUser</p>") == 1
    assert other_page.count("Lanterne") == 0


def test_sections_follow_their_list(rf, epm, declare):
    def section(text: str):
        return lambda request, place: ("components/_empty.html", {"text": text})

    declare("epm_sections", SECTIONS=[section("un"), section("deux")])

    assert ["un" in html for html in page_sections("epm_sections", rf.get("/"), epm)] == [True, False]


def test_each_kind_of_page_has_its_own_sections(client_of, animator, colleague, declare):
    topic = TopicFactory(author=animator)

    def of_places(request, place):
        return "components/_empty.html", {"text": "Lanterne d’un lieu"}

    def of_members(request, member):
        return ("components/_empty.html", {"text": f"Lanterne de {member}"}) if member == colleague else None

    def of_topics(request, shown_topic):
        return "components/_empty.html", {"text": f"Lanterne de {shown_topic}"}

    declare("epm_sections", SECTIONS=[of_places])
    declare("member_sections", SECTIONS=[of_members])
    declare("topic_sections", SECTIONS=[of_topics])
    browser = client_of(animator)
    shown = (colleague, animator, topic)
    pages = [browser.get(each.get_absolute_url()).content.decode() for each in shown]

    assert [page.count("Lanterne") for page in pages] == [1, 0, 1]
    assert f"<p>Lanterne de {colleague}</p>" in pages[0]
    assert f"<p>Lanterne de {topic}</p>" in pages[2]
