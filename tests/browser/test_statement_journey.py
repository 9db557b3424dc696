"""A learner prepares a statement on a phone and chooses the shown name; a visitor checks it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hands import page_width
from tests.pages import CARD


def test_learner_shares_statement_and_visitor_checks_it(open_browser, hands):
    person = hands(open_browser(viewport=PHONE))
    page = person.page
    person.go("/carte/")
    person.write("Numéro de la carte", CARD)
    person.write("Code secret", "2580")
    person.press("button", "Ouvrir mon livret")
    first_name = page.get_by_role("heading", name="Bonjour").inner_text().removeprefix("Bonjour ")
    person.press("link", "Un papier qui dit ce que je sais faire")
    person.press("button", "Préparer un relevé")
    expect(page.locator(".notice.success")).to_contain_text("est prêt")
    assert page_width(page) == PHONE["width"]
    number = page.locator("h2", has_text=re.compile(r"^\w{4}-\w{4}-\w{4}$")).first.inner_text()
    person.unfold("Ce que voit la personne qui vérifie")
    person.choose("Que voit la personne qui vérifie\u00a0?", "Mon prénom et mon nom")
    person.press("button", f"Enregistrer pour le relevé {number}")
    expect(page.locator(".notice.success")).to_contain_text("C’est noté")

    visitor = hands(open_browser(viewport=PHONE))
    visitor.go("/attestations/")
    visitor.write("Numéro de l’attestation", number)
    visitor.press("button", "Vérifier")
    expect(visitor.page.get_by_role("heading", name="Relevé valable")).to_be_visible()
    expect(visitor.page.get_by_text(re.compile(rf"^{first_name} \w+"))).to_be_visible()
    expect(visitor.page.get_by_text("seul le recteur la délivre")).to_be_visible()
