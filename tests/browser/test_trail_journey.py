"""A trail taken in a telephone opens where there is no network, with its map and its photo."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.hands import Mouse, page_width

TRAIL = "/patrimoine/circuits/suivre/deux-histoires-qui-n-existent-pas/"
SHOWN = "images => Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth > 0, () => false)))"


def shown_pictures(page: Page) -> list[bool]:
    """Return whether each picture of the page is drawn, once it is read."""
    return page.locator("main img").evaluate_all(SHOWN)


def test_trail_is_read_without_network_once_it_was_taken(open_browser):
    visitor = Mouse(open_browser(viewport=PHONE))
    page = visitor.page
    visitor.go(TRAIL)
    assert page_width(page) == PHONE["width"]
    page.get_by_role("button", name="Emporter sans réseau").click()
    expect(page.get_by_role("status").get_by_text("même sans réseau")).to_be_visible()

    page.context.set_offline(True)
    page.goto("about:blank")
    visitor.go(TRAIL)
    expect(page.get_by_role("heading", name="2. Le pont des Trois Loutres")).to_be_visible()
    assert shown_pictures(page) == [True]
    expect(page.get_by_role("button", name="Emporter sans réseau")).to_be_hidden()

    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_role("status").get_by_text("même sans réseau")).to_be_visible()
