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


def test_learner_reads_and_extends_their_record_with_the_keyboard(learner):
    main = learner.page.get_by_role("main")
    expect(main.locator(".ford")).to_have_count(5)
    expect(main.get_by_text("La prochaine pierre")).to_be_visible()
    expect(main.get_by_role("heading", name="Pour vous entraîner à la maison")).to_be_visible()
    expect(main.get_by_role("heading", name="Prochains ateliers près de chez vous")).to_be_visible()
    check(learner)

    domain = main.locator(".ford").nth(4)
    learner.activate(domain.locator("summary").last)
    learner.check(domain.locator("fieldset").first.get_by_label("J’y arrive sans aide"))
    learner.activate(domain.get_by_role("button", name="Enregistrer mes réponses"))
    expect(learner.page.get_by_role("status").filter(has_text="enregistré")).to_be_visible()
    check(learner)


def test_learner_reads_record_in_another_framework_and_comes_back(learner):
    learner.press("link", "Voir mon livret avec les mots de Pix ou de DigComp")
    learner.page.wait_for_url("**/b2i/mon-livret/referentiels/digcomp-2-2/")
    expect(learner.page.get_by_role("main")).to_contain_text("Ce n’est pas un résultat Pix ou DigComp.")
    check(learner)
    learner.press("link", "Pix (CRCN)")
    learner.page.wait_for_url("**/pix-crcn/")
    check(learner)


def test_printed_record_is_one_link_away(learner):
    link = learner.by_name("link", "Imprimer mon livret en grand (PDF)")
    learner.reach(link)
    response = learner.page.request.get(link.get_attribute("href"))
    assert (response.status, response.headers["content-type"]) == (200, "application/pdf")


def test_words_are_not_cut_at_twice_the_size(learner):
    """The reader’s own larger type, on top of the zoom."""
    learner.page.evaluate("document.documentElement.dataset.text = 'large'")
    check(learner)
