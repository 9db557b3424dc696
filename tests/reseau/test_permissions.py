"""Permissions, tested on people with neighbouring rights."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

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
