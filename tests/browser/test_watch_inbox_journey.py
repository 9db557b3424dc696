"""What the feeds brought, sorted with keys alone; the line begun is found again after a reload, and elsewhere."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import log_in
from tests.browser.hands import Keyboard, Mouse
from tests.browser.test_accessibility import serious

INBOX = "/ressources/veille/a-trier/"
WATCHER = "territoire.cahors@example.org"
WHY = "À montrer aux permanences du jeudi."


def open_inbox(open_browser, hands=Keyboard) -> Page:
    keyboard = hands(open_browser())
    log_in(keyboard, WATCHER)
    keyboard.go(INBOX)
    return keyboard.page


def items(page: Page) -> Locator:
    return page.locator("[data-item]")


def title_of(item: Locator) -> str:
    return item.get_by_role("heading").inner_text()


def line_of(item: Locator) -> Locator:
    return item.get_by_label("Pourquoi c’est utile dans un EPM")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_inbox_is_sorted_with_keys_alone(open_browser):
    page = open_inbox(open_browser)
    assert items(page).count() >= 4
    assert serious(Axe().run(page)) == []

    move(page)
    discard_and_undo(page)
    publish_and_undo(page)


def move(page: Page) -> None:
    """Go from item to item, to a line and back."""
    # Keys do nothing until one begins: a reader of screens keeps its own.
    count = items(page).count()
    press(page, "e", "j")
    expect(items(page)).to_have_count(count)
    page.get_by_role("button", name="Trier au clavier").press("Enter")
    expect(items(page).first).to_be_focused()
    press(page, "j", "j")
    expect(items(page).nth(2)).to_be_focused()
    press(page, "k")
    expect(items(page).nth(1)).to_be_focused()
    press(page, "k", "k")
    expect(items(page).first).to_be_focused()

    # G goes to the line; letters are typed there, and Escape comes back to the list.
    press(page, "g")
    expect(line_of(items(page).first)).to_be_focused()
    page.keyboard.type("je garde")
    expect(line_of(items(page).first)).to_have_value("je garde")
    press(page, "Escape")
    expect(items(page).first).to_be_focused()


def discard_and_undo(page: Page) -> None:
    """Discard the second item: the line begun for the first is not asked about, since the site keeps it."""
    count, second, third = items(page).count(), title_of(items(page).nth(1)), title_of(items(page).nth(2))
    press(page, "j", "e")
    expect(items(page)).to_have_count(count - 1)
    expect(page.get_by_text(f"Écartée\u00a0: «\u00a0{second}\u00a0».")).to_be_visible()
    expect(items(page).nth(1)).to_be_focused()  # the next one stands there
    expect(line_of(items(page).first)).to_have_value("je garde")
    assert title_of(items(page).nth(1)) == third
    press(page, "u")
    expect(items(page)).to_have_count(count)
    assert title_of(items(page).nth(1)) == second
    expect(items(page).nth(1)).to_be_focused()


def publish_and_undo(page: Page) -> None:
    """Publish the second item with Enter; an empty line is refused beside its field, which keeps the focus."""
    count, second = items(page).count(), title_of(items(page).nth(1))
    press(page, "g", "Enter")
    refused = items(page).nth(1)
    expect(refused.get_by_text("Dites en une ligne pourquoi c’est utile dans un EPM.")).to_be_visible()
    expect(line_of(refused)).to_be_focused()
    page.keyboard.type(WHY)
    press(page, "Enter")
    expect(items(page)).to_have_count(count - 1)
    words = f"Publiée dans la veille\u00a0: «\u00a0{second}\u00a0»"
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    expect(items(page).nth(1)).to_be_focused()

    # Undone in the same way: the line comes back with its page.
    press(page, "u")
    expect(items(page)).to_have_count(count)
    assert title_of(items(page).nth(1)) == second
    expect(line_of(items(page).nth(1))).to_have_value(WHY)


def test_page_opens_with_a_key(open_browser):
    page = open_inbox(open_browser)
    address = items(page).first.get_by_role("link").first.get_attribute("href")
    page.route(re.compile(re.escape(address)), lambda route: route.fulfill(body="<title>Ailleurs</title>"))

    page.get_by_role("button", name="Trier au clavier").press("Enter")
    press(page, "o")

    expect(page).to_have_title("Ailleurs")


def test_line_being_typed_survives_a_reload_and_another_computer(open_browser):
    here = open_inbox(open_browser, Mouse)
    item = items(here).last
    title = title_of(item)
    line = line_of(item)
    line.fill("Pour parler des")
    expect(item.locator(".keeping")).to_contain_text("Brouillon gardé à")
    here.reload()
    expect(line).to_have_value("Pour parler des")

    there = open_inbox(open_browser, Mouse)
    same = items(there).filter(has_text=title)
    expect(line_of(same)).to_have_value("Pour parler des")
    line_of(same).fill("Pour parler des cookies")
    expect(same.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    # The first window has not seen the second text: it says so, and replaces nothing by itself.
    line.fill("Pour parler des témoins")
    expect(item.locator(".keeping")).to_contain_text("Un autre texte", timeout=30_000)
    there.reload()
    expect(line_of(same)).to_have_value("Pour parler des cookies")
    item.get_by_role("button", name="Garder celui-ci").click()
    expect(item.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    # Nothing is left behind for a colleague.
    colleague = Mouse(open_browser())
    log_in(colleague, "territoire.figeac@example.org")
    colleague.go(INBOX)
    expect(line_of(items(colleague.page).filter(has_text=title))).to_have_value("")
