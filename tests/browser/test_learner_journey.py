"""A learner and their own record, by keyboard alone, on a phone and at 200 % zoom: answers, next step, paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hands import Keyboard, page_width

# 200 % zoom of a 1280 px screen leaves 640 px.
ZOOMED = {"width": 640, "height": 450}
CARD, SECRET = "46-0003", "2580"


@pytest.fixture(params=[PHONE, ZOOMED], ids=["phone", "zoom-200"])
def learner(request, open_browser) -> Keyboard:
    hands = Keyboard(open_browser(viewport=request.param))
    hands.go("/carte/")
    hands.write("Numéro de la carte", CARD)
    hands.write("Code secret", SECRET)
    hands.press("button", "Ouvrir mon livret")
    hands.page.wait_for_url("**/b2i/mon-livret/")
    return hands


def check(hands: Keyboard) -> None:
    """Check that nothing overflows the screen and that axe finds nothing."""
    page = hands.page
    assert page_width(page) <= page.viewport_size["width"]
    assert Axe().run(page).response["violations"] == []


def test_learner_reads_the_next_step_and_answers_one_question_at_a_time(learner):
    page, main = learner.page, learner.page.get_by_role("main")
    expect(main.locator(".ford")).to_have_count(5)
    expect(main.get_by_text("À apprendre maintenant")).to_be_visible()
    expect(main.locator("#ensuite .button")).to_have_count(1)
    expect(main.get_by_role("heading", name="Des ateliers pour avancer")).to_be_visible()
    check(learner)

    learner.activate(main.get_by_role("link", name="Échanger avec les autres"))
    page.wait_for_url("**/parties/D5/")
    question = main.locator("#question")
    before = question.locator(".meter .on").count()
    asked = question.get_by_role("heading").inner_text()
    check(learner)
    learner.activate(question.get_by_role("button", name="J’y arrive sans aide"))
    expect(question.get_by_role("status")).to_have_text("C’est noté\u00a0: J’y arrive sans aide.")
    expect(question.locator(".meter .on")).to_have_count(before + 1)
    expect(question.get_by_role("heading")).not_to_have_text(asked)
    expect(question.get_by_role("status")).to_be_in_viewport()
    check(learner)


def test_learner_reads_record_in_another_framework_and_comes_back(learner):
    learner.press("link", "Mon livret avec les mots de Pix")
    learner.page.wait_for_url("**/b2i/mon-livret/referentiels/digcomp-2-2/")
    expect(learner.page.get_by_role("main")).to_contain_text("Ce n’est pas un résultat Pix ou DigComp.")
    check(learner)
    learner.press("link", "Pix (CRCN)")
    learner.page.wait_for_url("**/pix-crcn/")
    check(learner)


def test_printed_record_is_one_link_away(learner):
    link = learner.by_name("link", "Imprimer mon livret en grand")
    learner.reach(link)
    response = learner.page.request.get(link.get_attribute("href"))
    assert (response.status, response.headers["content-type"]) == (200, "application/pdf")


def test_words_are_not_cut_at_twice_the_size(learner):
    """The reader’s own larger type, on top of the zoom."""
    learner.page.evaluate("document.documentElement.dataset.text = 'large'")
    check(learner)
