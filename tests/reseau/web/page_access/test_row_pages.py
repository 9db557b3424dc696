"""Pages of rows: each leads only to what its reader may open, and says what waits there."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from reseau.web.page_access.row_pages import PageRow
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("animator", "territorial", "coordinator", "learner", "visitor")
# Page: who reads how many of its rows.
ROWS = {
    "formation:reporting": {"territorial": 4, "coordinator": 7},
    "b2i:management": {"animator": 5, "territorial": 2, "coordinator": 5},
    "ressources:maintenance": {"territorial": 2, "coordinator": 3},
    "steering_access": {"territorial": 5, "coordinator": 10},
    "steering_services": {"territorial": 13, "coordinator": 15},
}


@pytest.fixture
def browsers(request, client, client_of, site_tree) -> dict:
    """A browser of each kind of person."""
    ensure_coordination_group()
    members = {name: client_of(request.getfixturevalue(name)) for name in PEOPLE[:3]}
    return members | {"learner": client_of(LearnerFactory().member), "visitor": client}


def rows_of(browser, page: str) -> list:
    return BeautifulSoup(browser.get(reverse(page)).content, "html.parser").select("main .rows > li")


@pytest.mark.parametrize("page", ROWS)
def test_page_of_rows_is_for_those_who_have_its_tab(browsers, page):
    shown = {name: len(rows_of(browser, page)) for name, browser in browsers.items()}

    assert {name: count for name, count in shown.items() if count} == ROWS[page]
    assert browsers["learner"].get(reverse(page)).status_code == 404
    assert browsers["visitor"].get(reverse(page)).status_code == 302


@pytest.mark.parametrize("page", ROWS)
def test_each_row_leads_to_a_page(browsers, page):
    for name in ROWS[page]:
        for row in rows_of(browsers[name], page):
            address = row.find("a", class_="title")["href"]
            # The page of the health of the site answers 503 when something is wrong, as in a site of tests.
            assert browsers[name].get(address, follow=True).status_code == (503 if address == "/sante/" else 200), (
                address
            )


def test_row_says_what_waits(browsers, animator, epm):
    SheetFactory(epm=epm, author=MemberFactory())

    states = [row.find(class_="state") for row in rows_of(browsers["territorial"], "ressources:maintenance")]

    assert [state.get_text() for state in states if state] == ["1\u00a0à confier"]


def test_row_is_counted_in_words():
    row = PageRow("Noms", "", "user", "home", count=lambda count: count, waiting=("nom", "noms"))

    assert [row.waiting_for(count) for count in (0, 1, 2)] == ["", "1\u00a0nom", "2\u00a0noms"]


@pytest.mark.parametrize("page", ROWS)
def test_page_of_rows_asks_few_queries(browsers, page, django_assert_max_num_queries):
    for name in ROWS[page]:
        rows_of(browsers[name], page)
        with django_assert_max_num_queries(12):
            rows_of(browsers[name], page)
