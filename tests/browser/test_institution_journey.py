"""A visitor writes to the right person; the coordination changes the home and the menu. Nothing breaks the policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-script"])
def test_visitor_without_mail_writes_to_the_person_of_their_territory(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    hands = Mouse(page)
    page.goto("/annuaire/figeac/")
    page.get_by_role("contentinfo").get_by_role("link", name="Nous écrire").click()
    page.wait_for_url("**/contact/")
    hands.choose("De quoi s’agit-il ?", "Trouver un lieu")
    hands.write("Votre message", "Je cherche quelqu’un pour ma tablette.")
    hands.write("Votre commune ou votre code postal", "Figeac")
    hands.write("Votre nom", "Odette")
    hands.press("button", "Envoyer le message")

    expect(page.get_by_role("main")).to_contain_text("Laissez une adresse électronique ou un numéro de téléphone")
    expect(hands.field("Votre message")).to_have_value("Je cherche quelqu’un pour ma tablette.")
    hands.write("Votre téléphone", "05 36 49 12 34")
    hands.press("button", "Envoyer le message")

    expect(page.get_by_role("heading", name="Votre message est parti")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Il va à l’animation du territoire de Figeac")
    expect(page.get_by_role("main")).to_contain_text("On vous appellera au numéro")


def test_coordination_changes_the_home_and_the_menu(open_browser):
    page = open_browser()
    log_in(Mouse(page), "coordination@example.org")
    page.goto("/admin/")
    page.get_by_role("link", name="Accueil et menu").first.click()
    page.get_by_role("textbox", name="Accroche").fill("Ici, on prend le temps.")
    page.get_by_role("tab", name="Menu").click()
    page.get_by_role("textbox", name="Autres mots").first.fill("Le début")
    page.get_by_role("button", name="Publier", exact=True).click()
    page.get_by_text("La page « Accueil » a été publiée.").wait_for()

    visitor = open_browser()
    visitor.goto("/")
    expect(visitor.get_by_role("heading", name="Ici, on prend le temps.")).to_be_visible()
    expect(
        visitor.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Le début")
    ).to_be_visible()
