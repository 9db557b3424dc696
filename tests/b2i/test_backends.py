"""Sessions opened with a card."""

import pytest
from django.contrib.auth import authenticate

from b2i.backends import CardBackend
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


def test_the_session_of_a_learner_is_kept(learner):
    assert CardBackend().get_user(learner.member_id) == learner.member


def test_a_learner_who_joins_the_network_logs_in_again(learner, epm):
    PositionFactory(member=learner.member, epm=epm)
    assert CardBackend().get_user(learner.member_id) is None


def test_an_account_that_is_gone_has_no_session(learner):
    pk = learner.member_id
    learner.member.delete()
    assert CardBackend().get_user(pk) is None


def test_the_backend_authenticates_nobody(learner):
    assert CardBackend().authenticate(None, number="46-0007", secret="2580") is None
    assert authenticate(None, number="46-0007", secret="2580") is None
