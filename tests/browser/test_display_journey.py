"""The frame of a page on a phone, with and without scripts: the menu opens, and the choice of theme and text lasts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-script"])
LOW_SCREENS = [{"width": 360, "height": 480}, {"width": 1366, "height": 560}]


@SCRIPTS
def test_menu_opens_closes_and_leads_somewhere(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/")
    link = page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Ateliers")
    expect(link).to_be_hidden()

    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    link.click()
    page.wait_for_url("**/ressources/")


@SCRIPTS
def test_night_and_large_text_last_from_page_to_page(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/accessibilite/")
    page.get_by_role("button", name="Sombre").click()
    page.get_by_role("button", name="Clair").wait_for()
    page.get_by_role("button", name="Grand texte").click()
    page.get_by_role("button", name="Texte normal").wait_for()
    assert page.url.endswith("/accessibilite/")
    page.wait_for_load_state("networkidle")

    page.goto("/annuaire/")
    assert page.locator("html[data-theme=dark][data-text=large]").count() == 1
    page.get_by_role("button", name="Clair").click()
    page.get_by_role("button", name="Sombre").wait_for()


def test_button_that_was_pressed_leaves_the_focus_to_its_opposite(open_browser):
    page = open_browser()
    page.goto("/accessibilite/")
    page.get_by_role("button", name="Sombre").press("Enter")

    expect(page.get_by_role("button", name="Clair")).to_be_focused()


def test_what_is_typed_stays_when_the_theme_changes(open_browser):
    page = open_browser()
    page.goto("/recherche/")
    page.get_by_label("Que cherchez-vous").fill("tablette")
    page.get_by_role("button", name="Sombre").click()
    page.get_by_role("button", name="Clair").wait_for()

    expect(page.get_by_label("Que cherchez-vous")).to_have_value("tablette")


def test_last_entry_of_each_menu_is_reached_on_a_low_screen(open_browser):
    """The coordination has the longest menu, which ends with « Se déconnecter »."""
    page = open_browser()
    log_in(Mouse(page), "coordination@example.org")
    for size in LOW_SCREENS:
        page.set_viewport_size(size)
        page.goto("/")
        openers = page.get_by_role("banner").locator("[popovertarget]:visible").all()
        assert openers
        for opener in openers:
            opener.click()
            page.locator(":popover-open").locator("a, button").last.click(trial=True)
            page.keyboard.press("Escape")
