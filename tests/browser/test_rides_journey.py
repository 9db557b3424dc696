"""Two neighbours share a car to a session: communes are shown first, names and addresses once both accept."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width


def test_neighbours_see_contacts_once_both_have_accepted(open_browser, hands, keys):
    rides = f"/formation/sessions/{keys['shared']}/covoiturage/"
    driver_email, passenger_email = (f"animateur{keys[name]}@example.org" for name in ("driver", "passenger"))
    passenger, driver = hands(open_browser(viewport=PHONE)), hands(open_browser())
    log_in(driver, driver_email)
    share(driver, rides, "Je peux emmener quelqu’un", seats="3")
    log_in(passenger, passenger_email)
    share(passenger, rides, "Je cherche une place")
    # Others may offer as well: the car is the only one from the commune of its driver.
    commune = driver.page.get_by_text(re.compile("Vous partez d")).inner_text().partition(".")[0].split(" ", 2)[2]
    expect(passenger.page.get_by_role("main")).to_contain_text(f"Quelqu’un {commune}")
    expect(passenger.page.get_by_role("main")).not_to_contain_text(driver_email)
    waiting = passenger.page.get_by_role("listitem").filter(has_text=f"Quelqu’un {commune}")
    passenger.activate(waiting.get_by_role("button", name="Demander une place").first)
    expect(passenger.page.locator(".notice.success")).to_contain_text("Demande envoyée")

    driver.go(rides)
    expect(driver.page.get_by_role("main")).not_to_contain_text(passenger_email)
    # Another neighbour may have sent a request before.
    driver.activate(driver.page.get_by_role("button", name=re.compile("Accepter la demande")).last)
    expect(driver.page.locator(".notice.success")).to_contain_text("C’est convenu.")
    expect(driver.page.get_by_role("link", name=passenger_email)).to_be_visible()

    passenger.go(rides)
    expect(passenger.page.get_by_role("link", name=driver_email)).to_be_visible()
    assert page_width(passenger.page) == PHONE["width"]
    passenger.activate(passenger.page.get_by_role("button", name="Annuler ce covoiturage"))
    expect(passenger.page.get_by_role("link", name=driver_email)).to_have_count(0)
    expect(passenger.page.get_by_role("main")).to_contain_text(f"Quelqu’un {commune}")


def share(hands, rides: str, choice: str, *, seats: str = "") -> None:
    """Begin again with a ride: what was agreed or asked before is gone."""
    hands.go(rides)
    if (stop := hands.page.get_by_role("button", name="Ne plus partager de voiture")).count():
        hands.activate(stop)
    hands.check(hands.page.get_by_label(choice))
    hands.write("Places libres dans ma voiture", seats)
    hands.press("button", "Enregistrer")
    expect(hands.page.locator(".notice.success")).to_contain_text("C’est noté.")
