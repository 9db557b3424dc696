"""Who is a learner for the site: someone with a record, and no position in the network."""

import pytest
from django.contrib.auth.models import AnonymousUser

from b2i.people.permissions import is_learner
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


def test_person_with_a_record_is_a_learner():
    assert is_learner(LearnerFactory().member)


def test_visitor_and_member_without_record_are_none(animator):
    assert not any(is_learner(user) for user in (AnonymousUser(), MemberFactory(), animator))


def test_animator_with_a_record_works_in_the_network(animator):
    LearnerFactory(member=animator)

    assert not is_learner(animator)
