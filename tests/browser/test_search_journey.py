"""Search in the browser: typing, choosing a suggestion, filtering, opening, returning, following."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import page_width
from tests.browser.test_accessibility import serious

ANIMATOR = "animateur2@example.org"
BOX = "Chercher dans tout le site"


def header_box(page: Page):
    return page.get_by_role("banner").get_by_label(BOX)


def facet(page: Page, name: str, value: str):
    return page.locator(f'#facette-{name} [data-value="{value}"]')


def total(page: Page) -> int:
    """Return the number of results in the heading."""
    return int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text())[0])


def test_library_has_one_box_that_answers_as_the_search_of_the_site(open_browser):
    page = open_browser()
    page.goto("/ressources/")
    expect(page.get_by_role("searchbox")).to_have_count(1)
    page.get_by_role("searchbox").fill("mot de passe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ressources/?q=*")
    titles = page.locator(".cards h3").all_inner_texts()
    page.get_by_role("link", name="dans tout le site").click()
    page.wait_for_url("**/recherche/?*")
    for kind in ("sheet", "watch", "story", "media"):
        if facet(page, "kind", kind).count():
            page.goto(f"{page.url}&kind={kind}")
    found = page.locator(".hits h2").all_inner_texts()
    assert found == titles[: len(found)] != []


def test_animator_filters_opens_returns_and_follows(open_browser, hands):
    animator = hands(open_browser())
    page = animator.page
    log_in(animator, ANIMATOR)
    animator.write_in(header_box(page), "photos")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=photos")
    for name, value in (("kind", "sheet"), ("theme", "D2")):
        facet_count = int(facet(page, name, value).locator("b").inner_text())
        animator.activate(facet(page, name, value))
        expect(facet(page, name, value)).to_have_attribute("aria-current", "true")
        assert total(page) == facet_count
    narrowed = page.url
    expect(page.locator("a.chip")).to_have_count(2)

    result = page.locator("[data-kind] h2 a").first
    title = result.inner_text()
    animator.activate(result)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    assert page.url == narrowed
    expect(page.locator("a.chip")).to_have_count(2)

    animator.press("button", "Suivre cette recherche")
    expect(page.get_by_role("main")).to_contain_text("Recherche suivie")
    animator.activate(page.locator("a.chip", has_text="Fiches d’atelier"))
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page.get_by_role("button", name="Suivre cette recherche")).to_be_visible()
    animator.go(narrowed)
    animator.press("button", "Ne plus suivre")
    expect(page.get_by_role("button", name="Suivre cette recherche")).to_be_visible()


def test_suggested_title_is_chosen(open_browser, hands):
    visitor = hands(open_browser())
    page = visitor.page
    visitor.go("/")
    box, titles = header_box(page), page.get_by_role("option")
    visitor.write_in(box, "ranger ses doss")
    expect(titles.first).to_contain_text("Ranger ses dossiers et ses photos")
    expect(titles.first).to_contain_text("Fiche d’atelier")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="proposé")).to_have_count(1)
    assert serious(Axe().run(page)) == []
    if "Keyboard" in type(visitor).__name__:
        page.keyboard.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", titles.first.get_attribute("id"))
        page.keyboard.press("Enter")
    else:
        titles.first.click()
    page.wait_for_url("**/ressources/ranger-ses-dossiers-et-ses-photos/")


def test_arrows_cycle_and_escape_returns_to_the_box(open_browser):
    page = open_browser()
    page.goto("/")
    box, titles = header_box(page), page.get_by_role("option")
    box.press_sequentially("photo")
    expect(titles.last).to_contain_text("Chercher «\u00a0photo\u00a0» partout")
    box.press("ArrowUp")
    expect(titles.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("Escape")
    expect(titles.first).to_be_hidden()
    expect(box).to_have_value("photo")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(titles.first).to_be_visible()
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=photo")


def test_slow_suggestions_do_not_delay_the_search(open_browser):
    page = open_browser()
    requested_urls, abandoned_urls = [], []
    page.route("**/recherche/suggestions/**", lambda route: requested_urls.append(route.request.url))
    page.on("requestfailed", lambda request: abandoned_urls.append(request.url))
    page.goto("/")
    for word in ("photo", " fête"):
        header_box(page).press_sequentially(word)
        page.wait_for_timeout(500)
    assert len(requested_urls) == 2
    assert requested_urls[0] in abandoned_urls
    header_box(page).press("Enter")
    page.wait_for_url("**/recherche/?q=photo+f%C3%AAte")


def test_misspelt_word_is_corrected(open_browser, hands):
    visitor = hands(open_browser())
    visitor.go("/recherche/")
    visitor.write("Que cherchez-vous ?", "tabllette")
    visitor.press("button", "Chercher")
    visitor.page.wait_for_url("**/recherche/?q=tabllette")
    assert total(visitor.page) > 0
    visitor.press("link", "tablette")
    visitor.page.wait_for_url("**/recherche/?q=tablette")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-script"])
def test_phone_filters_in_a_disclosure(open_browser, scripts):
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/recherche/?q=photo")
    expect(facet(page, "kind", "sheet")).to_be_hidden()
    page.get_by_text("Affiner les résultats").click()
    facet(page, "kind", "sheet").click()
    page.wait_for_url("**/recherche/?q=photo&kind=sheet")
    expect(page.get_by_text("Affiner (1 filtre actif)")).to_be_visible()
    expect(facet(page, "kind", "sheet")).to_be_hidden()
    page.get_by_text("Affiner (1 filtre actif)").click()
    page.locator("#facette-tag summary").click()
    page.locator("#facette-tag").get_by_role("link", name="Toutes").click()
    expect(page.locator("#facette-tag li a").nth(20)).to_be_visible()
    assert page_width(page) == PHONE["width"]
