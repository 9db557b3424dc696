"""A figure of the dashboard leads to the list that it counts, then to the figures: the same number on each page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.pages import COORDINATOR


def test_number_of_learners_is_the_same_from_page_to_page(open_browser, hands):
    person = hands(open_browser())
    page = person.page
    log_in(person, COORDINATOR)
    figure = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="personnes suivies", exact=True))
    number = re.match(r"\s*(\d+)", figure.inner_text()).group(1)
    expect(figure).to_contain_text("Une personne compte une fois, dans l’EPM qui tient son livret.")

    person.activate(figure.get_by_role("link"))
    expect(page.get_by_role("main")).to_contain_text(f"{number} personnes suivies dans le réseau")
    person.press("link", "Chiffres des livrets")
    expect(page.get_by_role("row", name=re.compile(f"^Ensemble du réseau {number} "))).to_be_visible()
