"""The pages of a new site."""

import pytest
from wagtail.models import Page, Site

from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.institutional import InstitutionalPage
from extranet.public.pages.site_tree import LEGAL_PAGES, ensure_site_tree
from ressources.library.models import LibraryPage

pytestmark = pytest.mark.django_db


def test_new_site_has_home_library_catalogue_and_legal_pages(empty_site):
    home = ensure_site_tree()

    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert set(home.get_children().values_list("slug", flat=True)) == {
        "ressources",
        "formation",
        "actualites",
        *LEGAL_PAGES,
    }
    assert LibraryPage.objects.get().get_workflow().name == "Relecture des fiches d’atelier"


def test_second_run_keeps_the_changes_of_the_coordination(site_tree):
    HomePage.objects.update(lead="Bienvenue")
    InstitutionalPage.objects.filter(slug="mentions-legales").update(body="<p>Écrit par nous</p>")
    pages = Page.objects.count()

    ensure_site_tree()

    assert HomePage.objects.get().lead == "Bienvenue"
    assert InstitutionalPage.objects.get(slug="mentions-legales").body == "<p>Écrit par nous</p>"
    assert Page.objects.count() == pages


@pytest.mark.parametrize("slug", LEGAL_PAGES)
def test_legal_pages_are_public(client, site_tree, slug):
    response = client.get(f"/{slug}/")

    assert (response.status_code, response.context["page"].slug) == (200, slug)
