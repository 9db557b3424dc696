"""Permissions, tested on people with neighbouring rights."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from reseau import permissions
from reseau.people.invitations.permissions import may_invite
from reseau.people.members.permissions import may_close_position, may_open_positions
from reseau.places.models.commune import Territory
from reseau.places.permissions import may_edit_epm
from tests.factories.reseau import PositionFactory

PEOPLE = [
    "animator",
    "stranger",
    "territorial",
    "other_territorial",
    "coordinator",
    "learner",
    "former",
    "visitor",
]


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def people(request, db):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def allowed_roles(people: dict, predicate, *args) -> set[str]:
    return {name for name, user in people.items() if predicate(user, *args)}


def test_network_members_hold_a_live_position(people):
    network = {"animator", "stranger", "territorial", "other_territorial", "coordinator"}

    assert allowed_roles(people, permissions.is_network_member) == network
    assert allowed_roles(people, permissions.is_coordinator) == {"coordinator"}


def test_people_who_watch_a_territory_may_invite(people):
    watchers = {"territorial", "other_territorial", "coordinator"}

    assert allowed_roles(people, may_invite) == watchers
    assert allowed_roles(people, may_open_positions) == watchers


def test_territory_is_watched_by_its_animator_and_the_coordinator(people, figeac, cahors):
    assert allowed_roles(people, permissions.watches_territory, figeac.pk) == {"territorial", "coordinator"}
    assert allowed_roles(people, permissions.watches_territory, cahors.pk) == {"other_territorial", "coordinator"}


def test_watched_territories_are_those_of_live_positions(people, figeac, cahors, yesterday):
    PositionFactory(member=people["animator"], territorial=True, territory=cahors, end=yesterday)

    territories_by_role = {name: set(permissions.watched_territories(user)) for name, user in people.items()}

    assert territories_by_role.pop("coordinator") == set(Territory.objects.all())
    assert territories_by_role.pop("territorial") == {figeac}
    assert territories_by_role.pop("other_territorial") == {cahors}
    assert set().union(*territories_by_role.values()) == set()


def test_record_of_an_epm_is_edited_by_its_team_and_its_territory(people, epm):
    assert allowed_roles(people, may_edit_epm, epm) == {"animator", "territorial", "coordinator"}


def test_position_in_an_epm_is_closed_by_its_territory(people):
    position = people["animator"].positions.get()

    assert allowed_roles(people, may_close_position, position) == {"territorial", "coordinator"}


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_supervising_position_is_closed_by_the_coordinator_only(people, person):
    position = people[person].positions.get()

    assert allowed_roles(people, may_close_position, position) == {"coordinator"}


@pytest.mark.parametrize(
    ("decorator", "roles"),
    [
        (permissions.network_required, {"animator", "stranger", "territorial", "other_territorial", "coordinator"}),
        (permissions.coordinator_required, {"coordinator"}),
    ],
)
def test_decorated_view_is_404_for_others(people, decorator, roles):
    view = decorator(lambda request: "answer")

    def has_access(user):
        request = RequestFactory().get("/")
        request.user = user
        try:
            return view(request) == "answer"
        except Http404:
            return False

    assert allowed_roles(people, has_access) == roles


def test_link_leads_whom_the_view_admits(people, site_tree):
    members = {"animator", "stranger", "territorial", "other_territorial", "coordinator"}

    def openers(address: str) -> set[str]:
        return allowed_roles(people, permissions.may_open, address)

    assert openers("/annuaire/") == set(PEOPLE)
    assert openers("/le-reseau/") == set(PEOPLE)
    assert openers("/membres/?q=cahors#liste") == members
    assert openers("/formation/sessions/7/") == members
    assert openers("/b2i/mon-livret/") == {"learner"}
    assert openers("/pilotage/") == {"territorial", "other_territorial", "coordinator"}
    assert openers("/formation/signataires/") == {"coordinator"}
    ensure_coordination_group()
    assert openers("/admin/pages/") == {"coordinator"}
    assert openers("nowhere") == set()


def test_links_of_a_menu_are_asked_without_a_query(animator, django_assert_num_queries):
    animator.live_positions  # noqa: B018 - the roles, read once for each request

    with django_assert_num_queries(0):
        found = [permissions.may_open(animator, address) for address in ("/membres/", "/pilotage/", "/qualite/")]

    assert found == [True, False, True]
