"""An interviewer at the market, with a narrow phone: who is left, two people who say no, an interview, a full cell."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_survey_journey import NARROW

OWN = "/enquetes/internet-a-gourdon/entretiens/"
INTERVIEWER = "animateur1@example.org"
AGE = "18 à 34 ans"


def count_of(page, label: str) -> int:
    return int(page.get_by_role("button", name=label).locator("b").inner_text())


def test_interviewer_counts_refusals_and_interviews_until_a_cell_is_full(open_browser):
    person = Mouse(open_browser())
    page = person.page
    page.set_viewport_size(NARROW)
    log_in(person, INTERVIEWER)
    person.go("/enquetes/")
    person.activate(page.get_by_role("region", name="Mes entretiens").get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes entretiens")
    assert page_width(page) <= NARROW["width"]

    refused = count_of(page, "A refusé")
    person.activate(page.get_by_role("button", name="A refusé"))
    expect(page.get_by_role("button", name="A refusé").locator("b")).to_have_text(str(refused + 1))
    person.press("button", "Retirer un refus")
    expect(page.get_by_role("button", name="A refusé").locator("b")).to_have_text(str(refused))

    wanted = page.get_by_role("region", name="Qui reste à trouver").get_by_role("listitem").filter(has_text=AGE)
    left = int(re.search(r"reste (\d+)", wanted.inner_text())[1])
    for _ in range(left):
        person.press("button", "Commencer un entretien")
        page.get_by_role("radio", name=AGE).check()
        assert page_width(page) <= NARROW["width"]
        person.press("button", "Continuer")
        person.press("button", "Enregistrer")
        expect(page.get_by_role("main")).to_contain_text("L’entretien est enregistré.")
    expect(page.get_by_role("heading", name="Cases complètes")).to_be_visible()

    person.press("button", "Commencer un entretien")
    page.get_by_role("radio", name=AGE).check()
    person.press("button", "Continuer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette case est complète")
    person.press("button", "Arrêter l’entretien")
    expect(page.get_by_role("main")).to_contain_text("rien n’est gardé")
    assert page_width(page) <= NARROW["width"]
