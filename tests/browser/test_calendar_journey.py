"""The agenda of a place on a phone, by month, week and day; its week printed. With scripts and without."""

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE
from tests.browser.hands import Keyboard, page_width
from tests.browser.test_accessibility import serious

MOST_WEEKS = 5


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-script"])
def test_place_is_read_by_month_week_and_day_and_its_week_printed(open_browser, scripts):
    reader = Keyboard(open_browser(viewport=PHONE, java_script_enabled=scripts))
    page = reader.page
    reader.go("/agenda/")
    reader.activate(page.get_by_role("navigation", name="Où").get_by_role("link").first)
    reader.press("link", "Semaine")
    place = choose_a_place_with_dates(reader)
    table = page.get_by_role("table")
    assert page_width(page) <= PHONE["width"]
    if scripts:
        assert serious(Axe().run(page)) == []
    week = page.url

    day = table.locator("tr:has(li) th a").first
    words = day.inner_text()
    reader.activate(day)
    expect(page).to_have_url(re.compile(r"/agenda/jour/\?.*epm="))
    assert page.get_by_role("main").inner_text().count(words) >= 1
    assert page_width(page) <= PHONE["width"]
    page.go_back()

    expect(page).to_have_url(week)
    expect(page.get_by_label("EPM", exact=True).locator("option:checked")).to_have_text(place)
    printed = page.request.get(
        page.get_by_role("link", name=re.compile("Imprimer\\s+pour la porte")).get_attribute("href")
    )
    text = " ".join(PdfReader(BytesIO(printed.body())).pages[0].extract_text().split())
    assert text.count(place) >= 1
    assert text.count(table.locator("caption").inner_text()) == 1


def choose_a_place_with_dates(reader: Keyboard) -> str:
    """Go on by weeks until a place of the territory has dates, choose the first one, return its name."""
    page, places = reader.page, reader.page.get_by_label("EPM", exact=True)
    for _ in range(MOST_WEEKS):
        if places.count():
            break
        reader.activate(page.locator("main a[rel=next]").first)
    place = places.locator("option").nth(1).inner_text()
    reader.choose("EPM", place)
    reader.press("button", "Choisir")
    expect(page).to_have_url(re.compile("epm="))
    return place
