"""People chosen by name, with the keyboard and a script, then without any; the link back from their session."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse
from tests.browser.test_accessibility import serious
from tests.pages import COORDINATOR

FIELD = "Personnes à inscrire"


def picked(page: Page):
    return page.locator(".picked input:checked")


def test_people_are_chosen_as_one_types_and_enrolled_together(open_browser, keys):
    coordinator = Keyboard(open_browser(viewport=PHONE))
    page = coordinator.page
    log_in(coordinator, COORDINATOR)
    coordinator.go(f"/formation/sessions/{keys['session']}/inscrits/")
    box = page.get_by_role("combobox", name=FIELD)

    for rank in range(6):
        coordinator.write_in(box, "be")
        options = page.get_by_role("listbox", name="Personnes proposées").get_by_role("option")
        expect(options.first).to_be_visible()
        if not rank:
            assert serious(Axe().run(page)) == []
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(picked(page)).to_have_count(rank + 1)
    expect(page.get_by_role("status").filter(has_text="choix noté, 6 personnes.")).to_have_count(1)
    coordinator.check(picked(page).first)  # a tick is taken away by the space bar
    page.keyboard.press("Space")
    expect(picked(page)).to_have_count(5)

    coordinator.press("button", "Inscrire")
    expect(page.locator(".notice").first).to_be_visible()


def test_people_are_chosen_without_a_script_and_the_way_back_is_that_of_the_reader(open_browser, keys):
    coordinator = Mouse(open_browser(java_script_enabled=False))
    page = coordinator.page
    log_in(coordinator, COORDINATOR)
    coordinator.go("/formation/")
    page.get_by_role("main").locator("a.title[href^='/formation/']").first.click()
    training = page.url
    page.get_by_role("main").locator("a[href*='/formation/sessions/']").first.click()
    expect(page.locator(".breadcrumb a")).to_have_attribute("href", re.sub(r"^https?://[^/]+", "", training))

    coordinator.go(f"/formation/sessions/{keys['session']}/modifier/")
    chosen = picked(page).count()
    coordinator.write("À savoir avant de venir", "Apporter un stylo")
    page.get_by_label("Formation assurée par").fill("vergne figeac")
    page.get_by_role("button", name="Chercher", exact=True).last.click()
    found = page.locator(".picker fieldset input")
    found.first.check()
    expect(picked(page)).to_have_count(chosen)
    expect(coordinator.field("À savoir avant de venir")).to_have_value("Apporter un stylo")
    page.get_by_label("Formation assurée par").fill("")
    coordinator.press("button", "Enregistrer les changements")
    expect(page.get_by_role("main")).to_contain_text("Rien n’est encore enregistré.")
    coordinator.press("button", "Revenir au formulaire")
    expect(picked(page)).to_have_count(chosen + 1)
