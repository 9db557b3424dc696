"""A one-minute evaluation on a phone at the end of a session; the certificate checked by a visitor."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width


def test_evaluation_is_given_on_a_phone_and_the_certificate_is_checked_by_a_visitor(open_browser, hands):
    account = "animateur1@example.org" if hands.__name__ == "Mouse" else "animateur2@example.org"
    person = hands(open_browser(viewport=PHONE))
    page = person.page
    log_in(person, account)
    person.go("/formation/mes-formations/")
    evaluation_link = page.locator(".waiting a").first
    training = evaluation_link.inner_text()
    person.activate(evaluation_link)
    expect(page.get_by_role("button", name="Envoyer mon avis")).to_be_visible()
    for sentence in page.locator("main fieldset").all():
        person.check(sentence.get_by_label("Tout à fait"))
    person.write("Ce qui vous a aidé", "Les essais à deux.")
    assert page_width(page) == PHONE["width"]
    person.press("button", "Envoyer mon avis")
    expect(page.locator(".notice.success")).to_contain_text("Votre avis est gardé sans votre nom")
    expect(page.locator(".waiting").get_by_text(training)).to_have_count(0)

    certificate = page.get_by_role("link", name=re.compile(r"^\w{4}-\w{4}-\w{4}$")).first
    number = certificate.inner_text()
    visitor = hands(open_browser(viewport=PHONE))
    visitor.go("/attestations/")
    visitor.write("Numéro de l’attestation", number.lower().replace("-", " "))
    visitor.press("button", "Vérifier")
    expect(visitor.page.get_by_role("heading", name="Attestation valable")).to_be_visible()
    assert visitor.page.url.endswith(f"/attestations/{number}/")
    visitor.write("Numéro de l’attestation", "ZZZZ-ZZZZ-ZZZZ")
    visitor.press("button", "Vérifier")
    expect(visitor.page.get_by_role("heading", name="Ce numéro n’existe pas")).to_be_visible()
