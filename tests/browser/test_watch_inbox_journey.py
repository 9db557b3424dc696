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


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_inbox_is_sorted_with_keys_alone(open_browser):
    keyboard = Keyboard(open_browser())
    log_in(keyboard, WATCHER)
    keyboard.go(INBOX)
    page = keyboard.page
    count = items(page).count()
    assert count >= 4
    first, second, third = (title_of(items(page).nth(rank)) for rank in range(3))
    assert serious(Axe().run(page)) == []

    # Keys do nothing until one begins: a reader of screens keeps its own.
    press(page, "e", "j")
    expect(items(page)).to_have_count(count)
    keyboard.press("button", "Trier au clavier")
    expect(items(page).first).to_be_focused()
    press(page, "j", "j")
    expect(items(page).nth(2)).to_be_focused()
    press(page, "k")
    expect(items(page).nth(1)).to_be_focused()
    press(page, "k", "k")
    expect(items(page).first).to_be_focused()

    # G goes to the line; letters are typed there, and Escape comes back to the list.
    press(page, "g")
    line = items(page).first.get_by_label("Pourquoi c’est utile dans un EPM")
    expect(line).to_be_focused()
    page.keyboard.type("je garde")
    expect(line).to_have_value("je garde")
    press(page, "Escape")
    expect(items(page).first).to_be_focused()

    # E discards and the next takes its place, with the focus; U undoes.
    press(page, "j", "e")
    expect(page.get_by_text(f"Écartée\u00a0: «\u00a0{second}\u00a0».")).to_be_visible()
    expect(items(page)).to_have_count(count - 1)
    expect(items(page).first).to_be_focused()
    assert title_of(items(page).nth(1)) == third
    press(page, "u")
    expect(items(page)).to_have_count(count)
    assert title_of(items(page).nth(1)) == second

    # Enter in the line publishes; an empty one is refused beside its field, which keeps the focus.
    press(page, "j", "g", "Enter")
    refused = items(page).nth(1)
    expect(refused.get_by_text("Dites en une ligne pourquoi c’est utile dans un EPM.")).to_be_visible()
    expect(refused.get_by_label("Pourquoi c’est utile dans un EPM")).to_be_focused()
    page.keyboard.type(WHY)
    press(page, "Enter")
    expect(
        page.get_by_role("status").filter(has_text=f"Publiée dans la veille\u00a0: «\u00a0{second}\u00a0»")
    ).to_be_visible()
    expect(items(page)).to_have_count(count - 1)
    expect(items(page).first).to_be_focused()

    # Undone in the same way: the line comes back with its page.
    press(page, "u")
    expect(items(page)).to_have_count(count)
    assert title_of(items(page).first) == first
    expect(items(page).nth(1).get_by_label("Pourquoi c’est utile dans un EPM")).to_have_value(WHY)


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
    line = item.get_by_label("Pourquoi c’est utile dans un EPM")
    line.fill("Pour parler des")
    expect(item.locator(".keeping")).to_contain_text("Brouillon gardé à")
    here.reload()
    expect(line).to_have_value("Pour parler des")

    there = open_inbox(open_browser, Mouse)
    same = items(there).filter(has_text=title)
    expect(same.get_by_label("Pourquoi c’est utile dans un EPM")).to_have_value("Pour parler des")
    same.get_by_label("Pourquoi c’est utile dans un EPM").fill("Pour parler des cookies")
    expect(same.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    # The first window has not seen the second text: it says so, and replaces nothing by itself.
    line.fill("Pour parler des témoins")
    expect(item.locator(".keeping")).to_contain_text("Un autre texte", timeout=30_000)
    there.reload()
    expect(same.get_by_label("Pourquoi c’est utile dans un EPM")).to_have_value("Pour parler des cookies")
    item.get_by_role("button", name="Garder celui-ci").click()
    expect(item.locator(".keeping")).to_contain_text("Brouillon gardé à", timeout=30_000)

    # Nothing is left behind for a colleague.
    colleague = Mouse(open_browser())
    log_in(colleague, "territoire.figeac@example.org")
    colleague.go(INBOX)
    expect(items(colleague.page).filter(has_text=title).get_by_label("Pourquoi c’est utile dans un EPM")).to_have_value(
        ""
    )
