"""Who writes presentation pages, and what Wagtail's admin offers to do so."""

from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse

from extranet.public.presentation.models import PresentationPage

pytestmark = pytest.mark.django_db
KINDS = [
    "Texte",
    "Encadré",
    "Lignes qui mènent ailleurs",
    "Frise de dates",
    "Image",
    "Partenaires et logos",
    "Chiffres du réseau",
    "Pages de cette rubrique",
    "Dernières actualités",
    "Logo du réseau, à télécharger",
]


@pytest.fixture
def installed(site_tree):
    call_command("install", verbosity=0)
    return PresentationPage.objects.get(slug="le-reseau")


def test_coordination_opens_every_starting_page_in_the_editor(installed, coordinator, client_of):
    editor = client_of(coordinator)

    statuses = {
        page.slug: editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code
        for page in PresentationPage.objects.all()
    }

    assert set(statuses.values()) == {200}


def test_editor_offers_few_kinds_of_parts_in_french(installed, coordinator, client_of):
    page = client_of(coordinator).get(
        reverse("wagtailadmin_pages:add", args=["extranet", "presentationpage", installed.pk])
    )
    blocks = PresentationPage.parts.field.stream_block.child_blocks.values()

    assert [block.label for block in blocks] == KINDS
    assert "280 signes au plus" in unescape(page.text)


def test_page_that_the_coordination_publishes_is_read_by_everybody(installed, coordinator, client_of, client):
    data = {
        "title": "Nos projets",
        "slug": "nos-projets",
        "lead": "Ce que l’on prépare.",
        "icon": "lightbulb",
        "source": "",
        "parts-count": "0",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    address = reverse("wagtailadmin_pages:add", args=["extranet", "presentationpage", installed.pk])

    response = client_of(coordinator).post(address, data)

    assert response.status_code == 302
    assert client.get("/le-reseau/nos-projets/").context["page"].title == "Nos projets"


@pytest.mark.parametrize("role", ["animator", "territorial"])
def test_others_do_not_come_into_the_editor(request, installed, client_of, role):
    editor = client_of(request.getfixturevalue(role))

    assert editor.get(reverse("wagtailadmin_pages:edit", args=[installed.pk])).status_code in (302, 403, 404)
    assert editor.get(reverse("wagtailimages:index")).status_code in (302, 403, 404)


def test_place_of_editing_leads_to_the_section(installed, coordinator, client_of):
    text = unescape(client_of(coordinator).get("/admin/").text)

    assert (text.count("Pages du réseau"), text.count(reverse("wagtailimages:index")) >= 1) == (1, True)
