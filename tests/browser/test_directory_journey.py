"""Somebody without a mouse finds a place that is open on Saturday near Gramat, with and without scripts."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hands import Keyboard

SECONDS = 60
BOX = "Votre commune, son code postal ou le nom d’un lieu"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-script"])
def test_place_open_on_saturday_near_gramat_is_found_in_a_minute_by_keyboard(open_browser, scripts):
    visitor = Keyboard(open_browser(java_script_enabled=scripts))
    page, begin = visitor.page, time.monotonic()
    visitor.go("/annuaire/")
    visitor.write(BOX, "Gramat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/annuaire/?*q=Gramat*")
    expect(page.get_by_role("heading", name="Autour de Gramat")).to_be_visible()

    visitor.activate(page.get_by_role("link", name="Ouvert samedi"))
    page.wait_for_url("**ouvert=samedi**")
    place = page.locator("#lieux ~ .rows.marked .title").first
    name = place.inner_text()
    expect(page.locator("#lieux ~ .rows.marked li").first).to_contain_text("Samedi")
    visitor.activate(place)

    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert page.locator(".hours").get_by_role("row").filter(has_text="amedi").count() == 1
    assert time.monotonic() - begin < SECONDS


def test_near_here_asks_for_the_position_once_clicked_and_rounds_it(open_browser):
    gramat = {"latitude": 44.77912, "longitude": 1.72534}
    page = open_browser(viewport=PHONE, geolocation=gramat, permissions=["geolocation"])
    page.goto("/annuaire/?fauteuil=oui")
    page.get_by_role("button", name="Près d’ici").click()

    page.wait_for_url("**/annuaire/?fauteuil=oui&pres=44.78%2C1.73")
    expect(page.get_by_role("heading", name="Autour d’ici")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_refused_position_leads_back_to_the_field(open_browser):
    page = open_browser()
    page.goto("/annuaire/")
    page.get_by_role("button", name="Près d’ici").click()

    expect(page.get_by_label(BOX)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="écrivez votre commune")).to_have_count(1)
