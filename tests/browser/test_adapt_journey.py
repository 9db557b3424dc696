"""A colleague adapts a sheet, and the author of the original takes an improvement back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse

ORIGINAL = "/ressources/acheter-en-ligne-sans-crainte-ni-mauvaise-surprise/"


@pytest.fixture
def title(request):
    """A title that no other journey of this session uses."""
    return f"Acheter en ligne avec {'une souris' if 'mouse' in request.node.name else 'un clavier'}"


def test_sheet_is_adapted_published_and_taken_back(open_browser, hands, title):
    equipment = f"Un vieux téléphone par table, pour {title.lower()}"
    adapter = hands(open_browser())
    log_in(adapter, "animateur2@example.org")
    adapter.go(ORIGINAL)
    adapter.press("link", "Adapter cette fiche")
    adapter.write("Titre de votre adaptation", title)
    adapter.press("button", "Créer mon adaptation")
    adapter.unfold("En pratique")
    adapter.write("Matériel", equipment)
    adapter.press("button", "Envoyer en relecture")
    expect(adapter.page.get_by_role("main")).to_contain_text("En relecture")

    reviewer = Mouse(open_browser())
    log_in(reviewer, "territoire.figeac@example.org")  # the EPM of animateur2
    reviewer.go("/ressources/a-relire/")
    reviewer.press("link", title)
    reviewer.press("button", "Publier la fiche")
    expect(reviewer.page.get_by_role("status").filter(has_text="publiée")).to_be_visible()

    author = hands(open_browser())
    log_in(author, "animateur1@example.org")
    author.go("/alertes/")
    author.activate(author.page.get_by_role("main").get_by_role("button", name=title).first)
    expect(author.page.get_by_role("heading", level=1)).to_have_text("Une fiche et son adaptation")
    part = author.page.get_by_role("region", name="Matériel")
    expect(part).to_contain_text(equipment)
    author.activate(part.get_by_role("button", name="Reprendre dans l’original"))
    expect(author.page.get_by_role("status").filter(has_text="repris dans votre brouillon")).to_be_visible()
    expect(part).to_contain_text("déjà dans votre brouillon")
