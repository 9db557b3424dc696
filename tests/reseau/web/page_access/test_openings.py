"""Whether a person may open an address, asked for people of every kind."""

import pytest
from django.contrib.auth.models import AnonymousUser

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from reseau.web.page_access.openings import may_open

MEMBERS = ["animator", "stranger", "territorial", "other_territorial", "coordinator"]


@pytest.fixture
def people(request, db) -> dict:
    return {"visitor": AnonymousUser()} | {
        name: request.getfixturevalue(name) for name in [*MEMBERS, "learner", "former"]
    }


def test_link_leads_whom_the_view_admits(people, site_tree):
    def openers(address: str) -> set[str]:
        return {name for name, user in people.items() if may_open(user, address)}

    assert openers("/annuaire/") == set(people)
    assert openers("/le-reseau/") == set(people)
    assert openers("/membres/?q=cahors#liste") == set(MEMBERS)
    assert openers("/formation/sessions/7/") == set(MEMBERS)
    assert openers("/b2i/mon-livret/") == {"learner"}
    assert openers("/pilotage/") == {"territorial", "other_territorial", "coordinator"}
    assert openers("/formation/signataires/") == {"coordinator"}
    ensure_coordination_group()
    assert openers("/admin/pages/") == {"coordinator"}
    assert openers("nowhere") == set()


def test_links_of_a_menu_are_asked_without_a_query(animator, django_assert_num_queries):
    animator.live_positions  # noqa: B018 - the roles, read once for each request

    with django_assert_num_queries(0):
        found = [may_open(animator, address) for address in ("/membres/", "/pilotage/", "/qualite/")]

    assert found == [True, False, True]
