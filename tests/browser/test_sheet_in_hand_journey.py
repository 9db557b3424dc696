"""A published sheet on a phone: facts, material and steps first; what is gathered and done stays in that browser."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.hands import Mouse, page_width

SHEET = "/ressources/copier-et-retrouver-ses-fichiers-sur-une-cle-usb/"
TALLEST = 5_200


def test_ticks_and_folded_steps_are_back_without_network(open_browser):
    reader = Mouse(open_browser(viewport=PHONE))
    page = reader.page
    reader.go(SHEET)
    assert page.evaluate("document.documentElement.scrollHeight") < TALLEST
    assert page_width(page) == PHONE["width"]
    boxes, steps = page.locator("[data-gather] input"), page.locator("[data-step-fold]")
    expect(page.get_by_role("button", name="Tout décocher")).to_be_hidden()
    expect(page.locator("[data-step-fold][open]")).to_have_count(1)

    boxes.nth(1).check()
    steps.nth(0).locator("summary").click()
    steps.nth(1).locator("summary").click()
    page.goto("about:blank")
    page.go_back()
    for _ in ("after back", "after a reload"):
        expect(boxes.nth(1)).to_be_checked()
        expect(boxes.nth(0)).not_to_be_checked()
        expect(steps.nth(0)).not_to_have_attribute("open", "")
        expect(steps.nth(1)).to_have_attribute("open", "")
        page.reload()

    page.context.set_offline(True)
    boxes.nth(0).check()
    page.context.set_offline(False)
    page.reload()
    expect(boxes.nth(0)).to_be_checked()
    page.get_by_role("button", name="Tout décocher").click()
    page.reload()
    expect(page.locator("[data-gather] :checked")).to_have_count(0)
    page.get_by_role("link", name="Étape 4").click()
    expect(steps.nth(3)).to_have_attribute("open", "")


def test_every_step_is_open_without_a_script(open_browser):
    reader = Mouse(open_browser(viewport=PHONE, java_script_enabled=False))
    reader.go(SHEET)
    expect(reader.page.locator("[data-step-fold]:not([open])")).to_have_count(0)
    expect(reader.page.get_by_role("button", name="Tout décocher")).to_be_hidden()
