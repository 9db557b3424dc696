"""Accounts in Wagtail's admin: a learner is neither listed, edited nor deleted there."""

import pytest

from b2i.learners.models.learner import Learner
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client_of, site_tree):
    return client_of(MemberFactory(is_superuser=True))


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm, member__last_name="Delpech")


def test_members_are_listed_without_learners(operator, learner, animator):
    pages = [operator.get(address).content.decode() for address in ("/admin/users/", "/admin/users/?q=jeanne")]

    assert [(str(animator) in page, "Delpech" in page) for page in pages] == [(True, False), (False, False)]


def test_account_of_a_learner_is_neither_edited_nor_deleted(operator, learner):
    key = learner.member_id
    addresses = (
        f"/admin/users/edit/{key}/",
        f"/admin/users/delete/{key}/",
        f"/admin/bulk/reseau/member/delete/?id={key}",
    )

    assert [operator.post(address).status_code for address in addresses] == [404, 404, 404]
    assert Learner.objects.filter(pk=learner.pk).exists()
