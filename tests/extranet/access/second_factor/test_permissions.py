"""Who must have a second factor, and who removes whose."""

import pytest

from extranet.access.second_factor.permissions import may_remove_second_factor, must_have_second_factor
from reseau.people.members.models.member import Member
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db

# Whose second factor → who removes it. The animator works in an EPM of Figeac.
TABLE = {
    "animator": {"territorial", "coordinator", "other_coordinator"},
    "territorial": {"coordinator", "other_coordinator"},
    "other_territorial": {"coordinator", "other_coordinator"},
    "coordinator": set(),
    "superuser": set(),
}
PEOPLE = [
    *("animator", "colleague", "stranger", "territorial", "other_territorial", "coordinator", "other_coordinator"),
    *("superuser", "former"),
]


@pytest.fixture
def people(animator, colleague, stranger, territorial, other_territorial, coordinator):
    return {
        "animator": animator,
        "colleague": colleague,
        "stranger": stranger,
        "territorial": territorial,
        "other_territorial": other_territorial,
        "coordinator": coordinator,
        "other_coordinator": PositionFactory(coordinator=True).member,
        "superuser": MemberFactory(is_superuser=True),
        "former": MemberFactory(),
    }


@pytest.mark.parametrize("whose", TABLE)
def test_second_factor_is_removed_by_those_who_watch_over_the_person(people, whose):
    member = Member.objects.get(pk=people[whose].pk)
    assert {name for name in PEOPLE if may_remove_second_factor(people[name], member)} == TABLE[whose]


@pytest.mark.parametrize(
    ("required", "of_animators", "expected"),
    [
        (True, False, {"territorial", "coordinator", "superuser"}),
        (True, True, {"animator", "territorial", "coordinator", "superuser"}),
        (False, True, set()),
    ],
)
def test_second_factor_is_required_by_role_and_setting(people, settings, required, of_animators, expected):
    settings.MFA_REQUIRED, settings.SECOND_FACTOR_OF_ANIMATORS = required, of_animators
    asked = ("animator", "territorial", "coordinator", "superuser", "former")
    assert {name for name in asked if must_have_second_factor(people[name])} == expected
