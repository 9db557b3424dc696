"""A kit goes round on a phone: booked by its calendar, handed over with its condition, overdue, returned late."""

import datetime

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

OWNER, BORROWER, LATE = "animateur3@example.org", "animateur2@example.org", "animateur1@example.org"


def reader(open_browser, account: str, path: str) -> Mouse:
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, account)
    hands.go(path)
    return hands


def page_is_fit(hands: Mouse) -> bool:
    return (page_width(hands.page), serious(Axe().run(hands.page))) == (PHONE["width"], [])


def test_kit_is_booked_handed_over_and_returned_on_a_phone(open_browser):
    borrower = reader(open_browser, BORROWER, "/qualite/materiel/")
    page = borrower.page
    borrower.activate(page.get_by_role("link", name="Kit micro:bit pour 12"))
    assert page_is_fit(borrower)
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    tomorrow = (datetime.date.fromisoformat(today) + datetime.timedelta(days=1)).isoformat()
    borrower.activate(page.locator(".loan-days .today a"))
    expect(borrower.field("Du")).to_have_value(today)
    borrower.date(borrower.field("Au"), tomorrow)
    borrower.press("button", "Réserver")
    expect(page.locator(".notice.success")).to_contain_text("C’est réservé")

    borrower.press("link", "Noter le départ")
    expect(page.get_by_role("main")).to_contain_text("12 cartes micro:bit V2")
    borrower.check(page.get_by_label("Bon état"))
    assert page_is_fit(borrower)
    borrower.press("button", "Noter le départ")
    expect(page.locator("main .state").first).to_have_text("Emprunté")

    borrower.press("link", "Noter le retour")
    borrower.check(page.get_by_label("À réparer, ou il manque une pièce"))
    borrower.write("Ce que vous avez vu", "Deux câbles manquent.")
    borrower.press("button", "Noter le retour")
    expect(page.locator("main .state").first).to_have_text("Rendu")
    expect(page.get_by_role("main")).to_contain_text("Deux câbles manquent.")


def test_overdue_kit_is_seen_from_the_first_page_and_returned(open_browser):
    late = reader(open_browser, LATE, "/")
    late.activate(late.page.get_by_role("link", name="matériel prêté en retard"))
    expect(late.page.locator("main .state.bad").first).to_have_text("En retard")
    late.activate(late.page.get_by_role("link", name="Deux casques de réalité virtuelle"))
    expect(late.page.get_by_role("main")).to_contain_text("Retour en retard")
    late.press("link", "Noter le retour")
    late.check(late.page.get_by_label("Bon état"))
    late.press("button", "Noter le retour")
    expect(late.page.locator("main .state").first).to_have_text("Rendu")
    late.go("/")
    expect(late.page.get_by_text("matériel prêté en retard")).to_have_count(0)
