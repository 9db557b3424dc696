"""Accounts in Wagtail's admin: no learner there; an erasure leaves the name in the forums, or takes it away."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from b2i.people.learners.models.learner import Learner
from tests.factories.b2i import LearnerFactory
from tests.factories.forums import TopicFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

NAME = "Solange Delbos"


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


@pytest.mark.parametrize(
    ("chosen", "sent", "named"), [(False, {}, ""), (True, {}, ""), (False, {"keeps_name": "on"}, NAME)]
)
def test_erasure_follows_what_the_person_said(operator, chosen, sent, named):
    leaver = MemberFactory(first_name="Solange", last_name="Delbos", keeps_name=chosen)
    topic = TopicFactory(author=leaver)
    address = f"/admin/users/delete/{leaver.pk}/"
    page = operator.get(address).content.decode()
    assert ('name="keeps_name" checked' in page, "La personne a demandé" in page) == (chosen, True)

    operator.post(address, sent)

    topic.refresh_from_db()
    assert (topic.author, topic.author_name) == (None, named)


def test_several_accounts_are_erased_as_each_chose(operator):
    first, second = (
        MemberFactory(first_name="Solange", last_name="Delbos", keeps_name=named) for named in (True, False)
    )
    topics = [TopicFactory(author=leaver) for leaver in (first, second)]

    operator.post(f"/admin/bulk/reseau/member/delete/?id={first.pk}&id={second.pk}")

    for topic in topics:
        topic.refresh_from_db()
    assert [(topic.author, topic.author_name) for topic in topics] == [(None, NAME), (None, "")]


def test_command_takes_a_name_back(operator):
    leaver = MemberFactory(first_name="Solange", last_name="Delbos")
    topic = TopicFactory(author=leaver)
    operator.post(f"/admin/users/delete/{leaver.pk}/", {"keeps_name": "on"})
    out = StringIO()

    call_command("take_name_back", NAME, stdout=out)

    topic.refresh_from_db()
    assert (topic.author_name, out.getvalue()) == ("", "Messages sans nom maintenant\u00a0: 1.\n")
    with pytest.raises(CommandError):
        call_command("take_name_back", NAME)
