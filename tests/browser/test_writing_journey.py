"""Writing with an unreliable network, an expired login, and a colleague who edits the same sheet."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.begun_texts import BegunTopic
from tests.browser.conftest import PASSWORD, PHONE, log_in
from tests.browser.hands import Keyboard, Mouse, page_width, wait_until
from tests.browser.test_accessibility import serious

KEPT = re.compile("Texte gardé sur le site à")
NO_TEXT_HERE = "!Object.keys(localStorage).some((key) => key.startsWith('texte:'))"
REOPENINGS = 20


def line(page: Page):
    """The line that shows where the text is saved."""
    return page.locator("[data-keeping]")


def step(page: Page, rank: int):
    return page.get_by_role("group", name=f"Étape {rank}", exact=True)


def test_text_survives_a_cut_and_an_expired_login_on_a_phone(open_browser):
    author = Mouse(open_browser(viewport=PHONE))
    page = author.page
    log_in(author, "animateur7@example.org")
    author.go("/ressources/proposer/")
    author.write("Titre", "Scanner une vieille photo")
    expect(line(page)).to_have_text(KEPT)

    page.context.set_offline(True)
    author.write("Objectif", "Chacun repart avec une photo numérisée.")
    expect(line(page)).to_contain_text("Hors connexion")
    author.press("button", "Enregistrer le brouillon")  # without effect: the page stays
    expect(author.field("Titre")).to_have_value("Scanner une vieille photo")
    page.context.set_offline(False)
    expect(line(page)).to_have_text(KEPT)

    page.context.clear_cookies(name="sessionid")
    author.write("Pour qui", "Adultes qui ont des albums")
    expect(line(page)).to_contain_text("Votre connexion au site a expiré")
    author.press("button", "Enregistrer le brouillon")
    author.write("Adresse électronique", "animateur7@example.org")
    author.write("Mot de passe", PASSWORD)
    author.press("button", "Se connecter")
    expect(author.field("Pour qui")).to_have_value("Adultes qui ont des albums")
    expect(author.field("Objectif")).to_have_value("Chacun repart avec une photo numérisée.")
    page.evaluate("window.isSame = true")
    wait_until(page, NO_TEXT_HERE)
    page.wait_for_timeout(500)
    assert page.evaluate("window.isSame"), "the page shows the text of this computer already: no other page comes"

    author.press("button", "Enregistrer le brouillon")
    expect(page.get_by_role("heading", level=1)).to_have_text("Modifier «\u00a0Scanner une vieille photo\u00a0»")
    author.go("/ressources/mes-fiches/")
    expect(page.get_by_role("link", name="Scanner une vieille photo")).to_have_count(1)
    assert page.evaluate(NO_TEXT_HERE)


def test_text_of_a_closed_window_is_back(open_browser):
    author = Mouse(open_browser())
    log_in(author, "animateur8@example.org")
    for address, second in (("/ressources/proposer/", "Objectif"), ("/ressources/proposer/veille/", "En une phrase")):
        author.go(address)
        author.write("Titre", "Écrire avec la dictée vocale")
        expect(line(author.page)).to_have_text(KEPT)
        author.write(second, "Fermé juste après cette phrase.")
        author.page.goto("about:blank")
        # On a slow machine, the data sent by a closing window may arrive after the request for the next page.
        for _ in range(REOPENINGS):
            author.go(address)
            if author.field(second).input_value():
                break
            author.page.wait_for_timeout(500)
        expect(author.field(second)).to_have_value("Fermé juste après cette phrase.")


def test_photo_added_last_to_a_topic_is_there_after_leaving(open_browser):
    """The short walk of the day; at night: test_begun_text_walk.py."""
    topic = BegunTopic(open_browser, account="animateur22@example.org", title="Où ranger les câbles")

    for rank, gesture in enumerate(("type", "photo", "leave")):
        topic.make(gesture, rank)


def test_steps_are_moved_and_removed_with_the_keyboard(open_browser):
    author = Keyboard(open_browser())
    page = author.page
    log_in(author, "animateur9@example.org")
    author.go("/ressources/proposer/")
    for rank, title in ((1, "Accueil"), (2, "Bilan")):
        author.write_in(step(page, rank).get_by_label("Titre de l’étape"), title)
    author.activate(step(page, 2).get_by_role("button", name="Monter"))
    expect(step(page, 1).get_by_label("Titre de l’étape")).to_have_value("Bilan")
    expect(step(page, 1).get_by_role("button", name="Descendre")).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("L’étape «\u00a0Bilan\u00a0» est maintenant la numéro 1 sur 3.")

    author.activate(step(page, 1).get_by_role("button", name="Retirer"))
    expect(step(page, 1).get_by_label("Titre de l’étape")).to_have_value("Accueil")
    page.keyboard.press("Enter")  # « La remettre » has the focus
    expect(step(page, 1).get_by_label("Titre de l’étape")).to_be_focused()
    author.press("button", "Ajouter une étape")
    expect(step(page, 4).get_by_label("Titre de l’étape")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_two_simultaneous_authors_lose_nothing(open_browser, scripts):
    author = Mouse(open_browser(viewport=PHONE, java_script_enabled=scripts))
    reviewer = Mouse(open_browser())
    log_in(author, "animateur1@example.org")
    log_in(reviewer, "territoire.cahors@example.org")  # the EPM of animateur1
    author.go("/ressources/proposer/")
    author.write("Titre", f"Écrire à deux {'avec' if scripts else 'sans'} script")
    author.write("Conseils et variantes", "Un poste pour deux")
    author.press("button", "Enregistrer le brouillon")
    author.page.wait_for_url("**/modifier/")
    reviewer.go(author.page.url)
    reviewer.write("Conseils et variantes", "Un poste pour deux\nÉteignez les téléphones")
    reviewer.write("Objectif", "Chacun écrit une lettre.")
    reviewer.press("button", "Enregistrer le brouillon")
    reviewer.page.get_by_text("Vos modifications sont enregistrées.").wait_for()

    author.write("Conseils et variantes", "Une souris par personne\nUn poste pour deux")
    author.press("button", "Enregistrer le brouillon")
    heading = author.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("a enregistré cette fiche pendant que vous écriviez")
    assert_good(author.page, axe=scripts)
    author.press("button", "Enregistrer la fiche ainsi")
    author.page.wait_for_url("**/modifier/")
    expect(author.field("Conseils et variantes")).to_have_value(
        "Une souris par personne\nUn poste pour deux\nÉteignez les téléphones"
    )
    expect(author.field("Objectif")).to_have_value("Chacun écrit une lettre.")

    author.press("link", "Versions")
    author.page.get_by_role("link", name="Voir ce qui a changé").first.click()
    expect(author.page.locator("ins").last).to_contain_text("Une souris par personne")
    assert_good(author.page, axe=scripts)
    author.press("link", "Toutes les versions")
    author.page.get_by_role("link", name="Voir la version 1").click()
    assert_good(author.page, axe=scripts)
    author.press("button", "Reprendre cette version")
    expect(author.page.get_by_role("main")).to_contain_text("4 versions enregistrées")


def assert_good(page: Page, *, axe: bool) -> None:
    """Check that nothing overflows a phone screen and that axe, which is a script, finds nothing."""
    assert page_width(page) == PHONE["width"]
    if axe:
        assert serious(Axe().run(page)) == []


def test_unsaved_text_is_private_on_a_shared_computer(open_browser):
    author = Mouse(open_browser())
    page = author.page
    log_in(author, "animateur10@example.org")
    author.go("/ressources/proposer/")
    page.context.set_offline(True)
    author.write("Titre", "Écrit sans réseau")
    expect(line(page)).to_contain_text("Hors connexion")
    page.context.set_offline(False)
    page.locator("button.who").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("link", name="Se connecter").first.wait_for()
    assert page.evaluate(NO_TEXT_HERE)
    log_in(author, "animateur10@example.org")
    author.go("/ressources/proposer/")
    expect(author.field("Titre")).to_have_value("Écrit sans réseau")
