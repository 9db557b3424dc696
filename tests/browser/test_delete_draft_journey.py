"""My sheets begin with what waits for me; an unwanted draft goes, after a page that says what is lost."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse

DRAFT = "Se faire entendre en visio"


def test_unwanted_draft_is_deleted_and_what_waits_stays_first(open_browser):
    author = Mouse(open_browser(viewport=PHONE))
    page = author.page
    log_in(author, "animateur1@example.org")
    author.go("/ressources/mes-fiches/")
    expect(page.locator("main h2").first).to_have_text("Ce qui vous attend")
    waits_first = page.locator("main h3").first.inner_text()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=DRAFT, exact=True)).last

    row.get_by_role("link", name="Supprimer").click()
    expect(page.get_by_role("main")).to_contain_text("il ne revient pas")
    author.press("link", "Le garder")
    author.press("link", "Supprimer")
    author.press("button", "Supprimer ce brouillon")

    expect(page.get_by_role("status").first).to_contain_text("est supprimé")
    expect(page.get_by_role("link", name=DRAFT, exact=True)).to_have_count(0)
    expect(page.locator("main h3").first).to_have_text(waits_first)
