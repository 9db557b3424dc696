"""Tests of sessions opened with a card."""

import pytest
from django.contrib.auth import authenticate

from b2i.backends import CardBackend
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


def test_learner_keeps_their_session(learner):
    assert CardBackend().get_user(learner.member_id) == learner.member


def test_learner_who_joins_network_must_log_in_again(learner, epm):
    PositionFactory(member=learner.member, epm=epm)
    assert CardBackend().get_user(learner.member_id) is None


def test_deleted_account_has_no_session(learner):
    pk = learner.member_id
    learner.member.delete()
    assert CardBackend().get_user(pk) is None


def test_backend_authenticates_nobody(learner):
    assert CardBackend().authenticate(None, number="46-0007", secret="2580") is None
    assert authenticate(None, number="46-0007", secret="2580") is None
