"""Permissions on a sheet, with users who lack them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ressources.permissions import epms_to_write_from, is_reviewer, may_decide, may_edit, may_review
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(request, epm):
    """Users by name, including those without rights."""
    names = ["animator", "colleague", "stranger", "territorial", "other_territorial", "coordinator", "departed"]
    return {name: request.getfixturevalue(name) for name in names} | {
        "learner": LearnerFactory(epm=epm).member,
        "nobody": AnonymousUser(),
    }


def allowed(predicate, people, sheet) -> set[str]:
    return {name for name, person in people.items() if predicate(person, sheet)}


def test_author_and_reviewers_edit(people, submitted):
    assert allowed(may_edit, people, submitted) == {"animator", "territorial", "coordinator"}


def test_watchers_of_the_territory_review(people, submitted):
    assert allowed(may_review, people, submitted) == {"territorial", "coordinator"}


def test_watchers_of_the_territory_decide(people, submitted):
    assert allowed(may_decide, people, submitted) == {"territorial", "coordinator"}


def test_author_cannot_decide_about_their_own_sheet(people, epm):
    PositionFactory(member=people["territorial"], epm=epm)
    own_sheet = SubmittedFactory(epm=epm, author=people["territorial"])
    assert allowed(may_decide, people, own_sheet) == {"coordinator"}


def test_coordinator_decides_about_their_own_sheet(people, epm):
    own_sheet = SubmittedFactory(epm=epm, author=people["coordinator"])
    assert may_decide(people["coordinator"], own_sheet)


def test_author_whose_positions_are_closed_cannot_edit(departed, epm):
    assert not may_edit(departed, SubmittedFactory(epm=epm, author=departed))


def test_reviewers_are_territorial_animators_and_coordinators(people):
    assert {name for name, person in people.items() if is_reviewer(person)} == {
        "territorial",
        "other_territorial",
        "coordinator",
    }


def test_animator_writes_for_their_epm(animator, other_epm, epm):
    assert list(epms_to_write_from(animator)) == [epm]


def test_territorial_animator_writes_for_their_territory(territorial, epm, other_epm):
    second = EPMFactory(name="EPM de Zan", commune__territory=epm.commune.territory)
    assert list(epms_to_write_from(territorial)) == [epm, second]


def test_coordinator_writes_for_every_epm(coordinator, epm, other_epm):
    assert set(epms_to_write_from(coordinator)) == {epm, other_epm}
