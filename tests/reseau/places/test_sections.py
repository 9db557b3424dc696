"""Sections that other apps add to the page of an EPM and to the page of a member."""

import pytest
from django.urls import reverse

from reseau.places import sections
from tests.factories.reseau import EPMFactory


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(sections.EPM_SECTIONS, "makers", [])
    monkeypatch.setattr(sections.MEMBER_SECTIONS, "makers", [])


def test_registered_section_is_on_the_page_of_each_matching_epm(client, epm):
    other_epm = EPMFactory(commune=epm.commune)

    @sections.register
    def lantern(request, place):
        if place != epm:
            return None
        return "components/_empty.html", {"text": f"Lanterne de {place.name} pour {request.user}"}

    page = client.get(reverse("reseau:epm", args=[epm.slug])).content.decode()
    other_page = client.get(reverse("reseau:epm", args=[other_epm.slug])).content.decode()

    assert page.count("<p>Lanterne de EPM de Gramat pour AnonymousUser</p>") == 1
    assert other_page.count("Lanterne") == 0


def test_sections_follow_the_order_of_registration_without_duplicates(rf, epm):
    def first(request, place):
        return "components/_empty.html", {"text": "un"}

    def second(request, place):
        return "components/_empty.html", {"text": "deux"}

    for maker in (first, second, first):
        sections.register(maker)

    assert ["un" in html for html in sections.sections_of(rf.get("/"), epm)] == [True, False]


def test_page_of_a_member_has_its_own_sections(client_of, animator, colleague, epm):
    @sections.register
    def of_places(request, place):
        return "components/_empty.html", {"text": "Lanterne d’un lieu"}

    @sections.register_for_members
    def of_members(request, member):
        return ("components/_empty.html", {"text": f"Lanterne de {member}"}) if member == colleague else None

    browser = client_of(animator)
    pages = [browser.get(member.get_absolute_url()).content.decode() for member in (colleague, animator)]

    assert [page.count("Lanterne") for page in pages] == [1, 0]
    assert pages[0].count(f"<p>Lanterne de {colleague}</p>") == 1
