"""Two neighbours share a car to a session: communes are shown first, names and addresses once both accept."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width

# Both go to a coming session, from Cahors and from Figeac.
DRIVER, PASSENGER = "animateur1@example.org", "animateur2@example.org"


def test_neighbours_see_contacts_once_both_have_accepted(open_browser, hands, keys):
    rides = f"/formation/sessions/{keys['session']}/covoiturage/"
    passenger, driver = hands(open_browser(viewport=PHONE)), hands(open_browser())
    log_in(passenger, PASSENGER)
    passenger.go(rides)
    passenger.press("button", "Ne plus partager de voiture")
    passenger.check(passenger.page.get_by_label("Je cherche une place"))
    passenger.press("button", "Enregistrer")
    expect(passenger.page.get_by_role("main")).to_contain_text("Quelqu’un de Cahors")
    expect(passenger.page.get_by_role("main")).not_to_contain_text(DRIVER)
    passenger.press("button", "Demander une place à Cahors")
    expect(passenger.page.locator(".notice.success")).to_contain_text("Demande envoyée")

    log_in(driver, DRIVER)
    driver.go(rides)
    expect(driver.page.get_by_role("main")).not_to_contain_text(PASSENGER)
    # Another member of Figeac may have sent a request before.
    driver.activate(driver.page.get_by_role("button", name="Accepter la demande de Figeac").last)
    expect(driver.page.locator(".notice.success")).to_contain_text("C’est convenu.")
    expect(driver.page.get_by_role("link", name=PASSENGER)).to_be_visible()

    passenger.go(rides)
    expect(passenger.page.get_by_role("link", name=DRIVER)).to_be_visible()
    assert page_width(passenger.page) == PHONE["width"]
    passenger.activate(passenger.page.get_by_role("button", name="Annuler ce covoiturage"))
    expect(passenger.page.get_by_role("link", name=DRIVER)).to_have_count(0)
    expect(passenger.page.get_by_role("main")).to_contain_text("Quelqu’un de Cahors")
