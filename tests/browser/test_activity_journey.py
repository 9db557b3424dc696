"""The month of a place: counted on a telephone without network, sent once, corrected, confirmed."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, wait_until

ANIMATOR = "animateur1@example.org"
# A sending that fails is tried again fifteen seconds later.
SENT_WITHIN = 40_000
COUNTER = "/qualite/activite/lieux/cahors/compteur/"
IS_KEPT = "caches.match(location.pathname).then((page) => Boolean(navigator.serviceWorker.controller && page))"


def tap(page: Page, times: int) -> None:
    for _ in range(times):
        page.get_by_role("button", name="Une visite de plus").click()


def visits(page: Page):
    return page.locator("[data-count=visit]")


def open_counter(open_browser) -> Page:
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, ANIMATOR)
    hands.go(COUNTER)
    wait_until(hands.page, IS_KEPT)
    return hands.page


def test_visits_counted_without_network_on_two_devices_add_up(open_browser):
    telephone, computer = open_counter(open_browser), open_counter(open_browser)
    before = int(visits(telephone).inner_text())
    telephone.context.set_offline(True)
    tap(telephone, 3)
    expect(telephone.locator("[data-queue]")).to_contain_text("3 notes sont gardées sur cette tablette")
    expect(visits(telephone)).to_have_text(str(before + 3))
    tap(computer, 2)
    expect(visits(computer)).to_have_text(str(before + 2))
    telephone.reload()  # without network: the page that this device kept
    expect(visits(telephone)).to_have_text(str(before + 3))

    telephone.context.set_offline(False)

    expect(telephone.locator("[data-queue]")).to_be_hidden(timeout=SENT_WITHIN)
    expect(visits(telephone)).to_have_text(str(before + 5), timeout=SENT_WITHIN)
    computer.reload()
    expect(visits(computer)).to_have_text(str(before + 5))


def test_month_is_corrected_and_confirmed(open_browser):
    hands = Mouse(open_browser(viewport=PHONE))
    log_in(hands, ANIMATOR)
    hands.go("/qualite/activite/")
    page = hands.page
    page.locator(".rows a.title").first.click()
    page.get_by_role("link", name="Corriger : Visites").click()
    hands.write("Le bon nombre", "61")
    hands.write("Pourquoi", "Recompté sur la feuille d’accueil.")
    hands.press("button", "Enregistrer")
    expect(page.get_by_role("row", name="Visites")).to_contain_text("61")

    hands.press("button", "Confirmer le mois")

    expect(page.locator(".notice.success")).to_contain_text("il compte dans le rapport de l’année")
    expect(page.get_by_role("button", name="Rouvrir le mois")).to_be_visible()
    page.get_by_role("link", name="L’année", exact=True).click()
    with page.expect_download() as spreadsheet:
        page.get_by_role("link", name="Tableur (ODS)").click()
    assert spreadsheet.value.suggested_filename.startswith("activite-cahors-")
