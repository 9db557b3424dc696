"""The first minutes of a member: help beside what is being written, then a first login that may be left."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, log_in
from tests.browser.hands import Keyboard, Mouse

ANIMATOR = "animateur1@example.org"
# Their first login is made fresh here: no other journey is theirs.
NEWCOMER = "animateur21@example.org"


@pytest.mark.parametrize(("hands", "viewport"), [(Mouse, PHONE), (Keyboard, DESKTOP)], ids=["phone", "keyboard"])
def test_help_answers_and_what_is_written_stays(open_browser, hands, viewport):
    page = open_browser(viewport=viewport)
    person = hands(page)
    log_in(person, ANIMATOR)
    person.go("/b2i/livrets/nouveau/")
    person.write("Prénom, ou pseudonyme", "Honorine")

    person.press("link", "Aide sur cette page")
    help_panel = page.get_by_role("dialog", name="Aide")
    expect(help_panel.get_by_role("heading", name="Ouvrir un livret, donner une carte")).to_be_visible()
    expect(help_panel).to_contain_text("L’accord")
    help_panel.get_by_role("link", name="Noter ce qu’une personne sait faire").click()
    expect(help_panel.get_by_role("heading", level=1)).to_have_text("Noter ce qu’une personne sait faire")
    page.keyboard.press("Escape")

    expect(help_panel).to_be_hidden()
    expect(page.get_by_role("link", name="Aide sur cette page")).to_be_focused()
    expect(person.field("Prénom, ou pseudonyme")).to_have_value("Honorine")


def test_help_is_found_without_a_script_and_by_the_search(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/carte/")
    page.get_by_role("link", name="Aide sur cette page").click()
    page.get_by_role("heading", name="Ouvrir mon livret avec ma carte").wait_for()
    page.get_by_role("main").get_by_role("link", name="Aide").click()
    page.get_by_label("Chercher dans l’aide").fill("code oublié")
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="J’ai perdu ma carte ou mon code").click()

    page.get_by_role("heading", name="J’ai perdu ma carte ou mon code").wait_for()


def test_first_login_is_left_then_taken_up(open_browser, site):
    with sqlite3.connect(Path(site.environment["EXTRANET_VAR"]) / "site.sqlite3") as database:
        database.execute("update reseau_member set welcome_step = 1 where email = ?", [NEWCOMER])
    page = open_browser(viewport=PHONE)
    person = Mouse(page)
    log_in(person, NEWCOMER)
    person.press("link", "Reprendre")

    page.wait_for_url("**/bienvenue/1/")
    person.write("Ce que je peux apporter", "La photo et le dessin.")
    person.press("button", "Continuer")
    page.wait_for_url("**/bienvenue/2/")
    person.press("link", "Passer cette étape")
    page.wait_for_url("**/bienvenue/3/")
    page.get_by_label("Les forums").uncheck()
    person.press("link", "Votre lieu")
    person.write("Téléphone", "05 65 12 34 56")
    person.press("button", "Finir plus tard")

    page.get_by_role("heading", name="Votre arrivée").wait_for()
    person.press("link", "Reprendre")
    page.wait_for_url("**/bienvenue/3/")
    person.press("button", "Terminer")
    page.get_by_role("heading", name="Bonjour").wait_for()
    assert page.get_by_role("heading", name="Votre arrivée").count() == 0
    person.go("/bienvenue/1/")
    expect(person.field("Ce que je peux apporter")).to_have_value("La photo et le dessin.")
    person.go("/bienvenue/2/")
    expect(person.field("Téléphone")).to_have_value("05 65 12 34 56")
