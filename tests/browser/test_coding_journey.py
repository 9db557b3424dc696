"""Written answers coded with the keyboard alone: codes offered while one types, the next text at once, undone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, page_width

NEXT = "/enquetes/jeunes/codage/regle/une-a-une/"
NARROW = {"width": 360, "height": 740}


def test_texts_are_coded_one_after_the_other_by_keyboard(open_browser):
    page = open_browser()
    page.set_viewport_size(NARROW)
    log_in(Mouse(page), "coordination@example.org")
    page.goto(NEXT)
    field, text = page.get_by_label("Codes", exact=True), page.locator(".coded-text")
    expect(field).to_be_focused()
    assert page_width(page) <= NARROW["width"]
    first = text.inner_text()

    page.keyboard.type("Écrans le soir, Repas")
    page.keyboard.press("Enter")
    expect(text).not_to_have_text(first)
    expect(field).to_be_focused()
    second = text.inner_text()

    # Without its accent: the list offers the code, an arrow and Enter take it, Enter again sends.
    page.keyboard.type("ecr")
    offered = page.get_by_role("option", name="Écrans le soir")
    expect(offered).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Écrans le soir, ")
    page.keyboard.press("Enter")
    expect(text).not_to_have_text(second)

    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("C’est défait"))
    expect(page.get_by_role("complementary").get_by_role("listitem")).to_have_count(2)
