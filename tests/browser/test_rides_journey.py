"""Two neighbours share a car to a session: communes are shown first, names and addresses once both accept."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in

# A coming session of both, from Cahors and from Figeac.
RIDES = "/formation/sessions/7/covoiturage/"
DRIVER, PASSENGER = "animateur1@example.org", "animateur2@example.org"


def test_neighbours_see_contacts_once_both_have_accepted(open_browser, hands):
    beside, at_wheel = hands(open_browser(viewport=PHONE)), hands(open_browser())
    log_in(beside, PASSENGER)
    beside.go(RIDES)
    beside.press("button", "Ne plus partager de voiture")
    beside.check(beside.page.get_by_label("Je cherche une place"))
    beside.press("button", "Enregistrer")
    expect(beside.page.get_by_role("main")).to_contain_text("Quelqu’un de Cahors")
    expect(beside.page.get_by_role("main")).not_to_contain_text(DRIVER)
    beside.press("button", "Demander une place à Cahors")
    expect(beside.page.locator(".notice.success")).to_contain_text("Demande envoyée")

    log_in(at_wheel, DRIVER)
    at_wheel.go(RIDES)
    expect(at_wheel.page.get_by_role("main")).not_to_contain_text(PASSENGER)
    # Another member of Figeac may have sent a request before.
    at_wheel.activate(at_wheel.page.get_by_role("button", name="Accepter la demande de Figeac").last)
    expect(at_wheel.page.locator(".notice.success")).to_contain_text("C’est convenu.")
    expect(at_wheel.page.get_by_role("link", name=PASSENGER)).to_be_visible()

    beside.go(RIDES)
    expect(beside.page.get_by_role("link", name=DRIVER)).to_be_visible()
    assert beside.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    beside.activate(beside.page.get_by_role("button", name="Annuler ce covoiturage"))
    expect(beside.page.get_by_role("link", name=DRIVER)).to_have_count(0)
    expect(beside.page.get_by_role("main")).to_contain_text("Quelqu’un de Cahors")
