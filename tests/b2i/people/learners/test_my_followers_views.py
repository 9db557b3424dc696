"""Tests of the page where learners see who reads their record."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from tests.factories.b2i import ConsentFactory, FollowingFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
PATH = "/b2i/mon-livret/lecteurs/"


@pytest.fixture
def client(client_of, record):
    return client_of(record.learner.member)


def test_learner_sees_followers_and_consents(client, record, other_epm):
    ConsentFactory(learner=record.learner, version="2026-1")
    FollowingFactory(learner=record.learner, epm=other_epm)
    page = client.get(PATH).content.decode()
    assert page.count("Cet EPM tient votre livret.") == 1
    assert page.count("<h2>EPM de Luzech</h2>") == 1
    assert page.count("Seuls elle et les animateurs de cet EPM le lisent.") == 1


def test_own_record_links_to_page(client):
    assert client.get("/b2i/mon-livret/").content.decode().count(f'href="{PATH}"') == 1


def test_learner_ends_following_at_once(client, client_of, record, other_epm, stranger):
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    client.post(f"{PATH}{following.pk}/fin/")
    following.refresh_from_db()
    assert following.ended_by == record.learner.member
    assert client_of(stranger).get(record.learner.get_absolute_url()).status_code == 404
    assert client.get(PATH).content.decode().count("ne lit plus votre livret (depuis le") == 1


def test_learner_cannot_end_following_of_other(client, other_record):
    following = FollowingFactory(learner=other_record.learner)
    assert client.post(f"{PATH}{following.pk}/fin/").status_code == 404
    assert Following.objects.live().count() == 1


def test_learner_invites_further_epm(client, record, other_epm, stranger):
    client.post(f"{PATH}ajouter/", {"epm": other_epm.pk, "agreed": "on"})
    consent = Following.objects.get().consent
    assert (consent.epm, consent.means, consent.noted_by) == (other_epm, "online", record.learner.member)
    assert list(Learner.objects.visible_to(stranger)) == [record.learner]


@pytest.mark.parametrize("field", ["epm", "agreed"])
def test_missing_field_is_explained(client, other_epm, field):
    response = client.post(f"{PATH}ajouter/", {"epm": other_epm.pk, "agreed": "on"} | {field: ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Following.objects.count() == 0


def test_closed_and_following_epm_are_not_offered(client, record, other_epm):
    FollowingFactory(learner=record.learner, epm=other_epm)
    EPMFactory(is_open=False)
    open_epm = EPMFactory(name="EPM de Souillac")
    assert list(client.get(PATH).context["form"].fields["epm"].queryset) == [open_epm]


@pytest.mark.parametrize("age", [12, 15])
def test_child_needs_parent(client, record, other_epm, age):
    Learner.objects.update(birth_year=timezone.localdate().year - age)
    page = client.get(PATH).content.decode()
    assert page.count("Demandez-le là-bas, avec votre carte et un parent.") == 1
    client.post(f"{PATH}ajouter/", {"epm": other_epm.pk, "agreed": "on"})
    assert Following.objects.count() == 0


def test_child_without_a_year_needs_the_parent_who_agreed_before(client, record, other_epm):
    ConsentFactory(learner=record.learner, giver="parent", parent_name="Claire Delpech", paper_mark="Classeur 2026")
    assert client.get(PATH).content.decode().count("Demandez-le là-bas, avec votre carte et un parent.") == 1
    client.post(f"{PATH}ajouter/", {"epm": other_epm.pk, "agreed": "on"})
    assert Following.objects.count() == 0


@pytest.mark.parametrize("person", ["animator", "territorial", "coordinator"])
def test_members_of_network_have_no_page(request, client_of, record, other_epm, person):
    client = client_of(request.getfixturevalue(person))
    following = FollowingFactory(learner=record.learner, epm=other_epm)
    assert client.get(PATH).status_code == 404
    assert client.post(f"{PATH}ajouter/", {"epm": other_epm.pk, "agreed": "on"}).status_code == 404
    assert client.post(f"{PATH}{following.pk}/fin/").status_code == 404
    assert Following.objects.live().count() == 1


def test_visitor_is_redirected_to_login(record):
    assert Client().get(PATH).status_code == 302


def test_query_count_is_same_for_one_and_three_followers(client, record):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PATH)
        return len(captured)

    FollowingFactory(learner=record.learner)
    with_one = queries()
    FollowingFactory.create_batch(2, learner=record.learner)
    assert queries() == with_one <= 9
