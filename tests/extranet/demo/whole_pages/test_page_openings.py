"""Whether a person may open a page, as links and menus ask before they lead to it (`reseau.web.page_access`), and what
the page answers: pages of objects too, which `docs/acces.md` leaves out."""

import pytest
from django.contrib.auth.models import AnonymousUser

from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.web.page_access.openings import may_open
from tests.answers import closing_answer
from tests.pages import CARD, PAGES

pytestmark = pytest.mark.django_db
EACH_ACCOUNT = pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")
LOGIN = ("/connexion/?", "/carte/?")


def person_of(account: str):
    if account == CARD:
        return Learner.objects.get(card_number=account).member
    return Member.objects.get(email=account) if account else AnonymousUser()


def paths_of(accounts, keys) -> set[str]:
    return {pattern.format(**keys) for account in accounts for pattern in PAGES[account]}


@EACH_ACCOUNT
def test_person_may_open_each_page_that_they_read(running_demo, keys, account):
    person = person_of(account)

    assert [path for path in sorted(paths_of([account], keys)) if not may_open(person, path)] == []


@EACH_ACCOUNT
def test_page_that_a_person_may_not_open_refuses_them(running_demo, keys, browse, account):
    person, browser = person_of(account), browse(account)
    closed = [path for path in sorted(paths_of(PAGES, keys)) if not may_open(person, path)]

    opened = []
    for path in closed:
        with closing_answer(browser.get(path)) as response:
            is_sent_to_login = response.status_code == 302 and response["Location"].startswith(LOGIN)
            opened += [] if response.status_code == 404 or is_sent_to_login else [path]

    assert closed
    assert opened == []
