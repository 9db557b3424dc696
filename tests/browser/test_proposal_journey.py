"""Several skills of one person, proposed at once: one notice for who decides, one for who proposed."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, page_width
from tests.browser.test_accessibility import serious

ANIMATOR, COLLEAGUE, CARD = "animateur1@example.org", "animateur111@example.org", "46-0002"


def notices(hands: Mouse, words: str):
    hands.go("/alertes/")
    return hands.page.get_by_role("main").locator("button.title, a.title").filter(has_text=re.compile(words))


def test_two_skills_proposed_on_a_phone_make_one_notice_in_words(open_browser):
    animator = Mouse(open_browser(viewport=PHONE))
    log_in(animator, ANIMATOR)
    animator.go(f"/b2i/livrets/?q={CARD}")
    page = animator.page
    animator.activate(page.get_by_role("main").locator("li .title").first)
    expect(page.get_by_role("button", name="Proposer à la validation").first).to_be_visible()
    name = page.get_by_role("heading", level=1).inner_text()
    boxes = page.locator("label.pick")
    for place in (0, 1):
        boxes.nth(place).click()
    animator.press("button", "Proposer à la validation")
    expect(page.get_by_role("main")).to_contain_text(f"2 compétences, pour {name}")
    assert page_width(page) == PHONE["width"]
    assert serious(Axe().run(page)) == []
    animator.press("button", "Proposer")
    expect(page.locator(".notice.success")).to_contain_text("2\u00a0compétences sont proposées")

    colleague = Mouse(open_browser())
    log_in(colleague, COLLEAGUE)
    waiting = notices(colleague, f"{name}.*à valider")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("2\u00a0compétences à valider")
    colleague.activate(waiting)
    expect(colleague.page.get_by_role("heading", level=1)).to_have_text(f"À valider pour {name}")
    for box in colleague.page.get_by_role("checkbox").all():
        box.check()
    colleague.press("button", "Valider les compétences cochées")
    expect(colleague.page.locator(".notice.success")).to_contain_text("2\u00a0compétences validées")

    decided = notices(animator, f"compétences validées pour {name}")
    expect(decided).to_have_count(1)
    animator.activate(decided)
    expect(animator.page.get_by_role("heading", level=1)).to_have_text(name)
