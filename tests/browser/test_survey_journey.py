"""A survey answered by its open link on a narrow phone, with the keyboard alone, left and taken up on another one."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.hands import Keyboard, Mouse, page_width

COORDINATOR, BOARD = "coordination@example.org", "/enquetes/demarches/quotas/"
SURVEY, RESUME = "/enquetes/demarches/repondre/", "/enquetes/reprendre/"
NARROW = {"width": 360, "height": 740}


def choose_first_answers(person: Keyboard) -> None:
    """Choose the first answer of each question of the page that has some."""
    for question in person.page.locator("main fieldset:has(> div input)").all():
        if question.is_visible():
            box = question.locator("input").first
            choose = person.check_radio if box.get_attribute("type") == "radio" else person.check
            choose(box)


def test_survey_is_left_taken_up_elsewhere_and_sent_by_keyboard(open_browser):
    person = Keyboard(open_browser())
    page = person.page
    page.set_viewport_size(NARROW)
    person.go(SURVEY)
    person.press("button", "Commencer")
    expect(person.by_name("button", "Continuer")).to_be_visible()
    choose_first_answers(person)
    assert page_width(page) <= NARROW["width"]
    kept = page.locator("main input:checked").evaluate_all("inputs => inputs.map((input) => input.id)")
    person.press("button", "Finir plus tard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos réponses sont gardées")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", page.get_by_role("main").inner_text())[0]

    elsewhere = Keyboard(open_browser())
    elsewhere.page.set_viewport_size(NARROW)
    elsewhere.go(RESUME)
    elsewhere.write("Votre code", code.lower())
    elsewhere.press("button", "Reprendre")
    expect(elsewhere.by_name("button", "Continuer")).to_be_visible()
    found = elsewhere.page.locator("main input:checked").evaluate_all("inputs => inputs.map((input) => input.id)")
    assert found == kept != []
    elsewhere.press("button", "Continuer")
    expect(elsewhere.page).to_have_url(re.compile("/2/$"))
    choose_first_answers(elsewhere)
    assert page_width(elsewhere.page) <= NARROW["width"]
    elsewhere.press("button", "Continuer")
    elsewhere.press("button", "Envoyer")

    expect(elsewhere.page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses sont arrivées")
    assert elsewhere.page.context.cookies() == []


def answer_whole(person: Keyboard) -> None:
    person.go(SURVEY)
    person.press("button", "Commencer")
    for following in (re.compile("/2/$"), re.compile("/envoyer/$")):
        expect(person.by_name("button", "Continuer")).to_be_visible()
        choose_first_answers(person)
        person.press("button", "Continuer")
        expect(person.page).to_have_url(following)
    person.press("button", "Envoyer")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses sont arrivées")


def test_board_of_quotas_follows_what_arrives_by_itself(open_browser):
    watcher = Mouse(open_browser())
    log_in(watcher, COORDINATOR)
    watcher.page.clock.install()
    watcher.go(BOARD)
    watcher.press("link", "Suivre en direct")
    board = watcher.page.locator("#tableau")
    before = int(re.search(r"(\d+)\s+sur", board.inner_text())[1])

    answer_whole(Keyboard(open_browser()))
    watcher.page.clock.fast_forward(40_000)

    expect(board).to_contain_text(re.compile(rf"{before + 1}\s+sur"))
    watcher.press("link", "Arrêter le direct")
    expect(watcher.by_name("link", "Suivre en direct")).to_be_visible()
