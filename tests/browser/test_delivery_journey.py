"""« J’ai animé cet atelier », on a phone at the end of a workshop, with a login that has expired meanwhile."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width

SHEET = "/ressources/organiser-ses-favoris-et-retrouver-une-page/"


def test_delivery_is_recorded_on_a_phone_and_no_input_is_lost(open_browser, hands):
    account = "animateur70@example.org" if hands.__name__ == "Mouse" else "animateur71@example.org"
    person = hands(open_browser(viewport=PHONE))
    page = person.page
    log_in(person, account)
    person.go(SHEET)
    person.press("link", "J’ai animé cet atelier")
    headcount = person.field("Personnes accueillies")
    initial_headcount = int(headcount.input_value())
    person.press("button", "Personnes accueillies : 1 de plus")
    person.press("button", "Durée réelle, en minutes : 5 de plus")
    assert int(headcount.input_value()) == initial_headcount + 1
    person.check(page.get_by_label("Oui, autrement"))
    person.write("Ce qui a bien marché", "Les dossiers de favoris dessinés sur papier.")
    assert page_width(page) == PHONE["width"]

    page.context.clear_cookies(name="sessionid")
    person.press("button", "Enregistrer cet atelier")
    person.write("Adresse électronique", account)
    person.write("Mot de passe", "demo-extranet")
    person.press("button", "Se connecter")
    expect(page.locator(".notice.info")).to_contain_text("Nous avons remis ce que vous aviez commencé à écrire.")
    assert int(person.field("Personnes accueillies").input_value()) == initial_headcount + 1
    person.press("button", "Enregistrer cet atelier")

    expect(page.locator(".notice.success")).to_contain_text("C’est noté, merci")
    note = page.locator(".field-note").first
    expect(note).to_contain_text(f"{initial_headcount + 1} personnes")
    expect(note).to_contain_text("à refaire : oui, autrement")
    expect(note).to_contain_text("Les dossiers de favoris dessinés sur papier.")
