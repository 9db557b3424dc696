"""An announcement is published once its author has read who will be told; its log is for them and those who watch."""

import re

import pytest
from django.urls import reverse

from alertes.channels.notices.models import Notice
from forums.enums import TopicKind
from forums.messages.posts.services import open_topic
from forums.threads.topics.models import Topic
from tests.factories.forums import TopicFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db

NEW = "/forums/reseau/nouveau/"
TYPED = {"kind": "announcement", "title": "Réunion jeudi", "body": "À dix heures, à Gramat.", "tags": ""}


def log_url(topic) -> str:
    return reverse("forums:announcement_log", args=[topic.forum.slug, topic.slug])


@pytest.fixture
def announcement(network_forum, territorial, animator):
    return open_topic(
        forum=network_forum, author=territorial, title="Réunion", body="Jeudi.", kind=TopicKind.ANNOUNCEMENT
    )


def test_announcement_shows_its_plan_and_keeps_what_was_typed(
    client_of, network_forum, territorial, animator, stranger
):
    page = client_of(territorial).post(NEW, TYPED)

    assert not Topic.objects.exists()
    assert {one.member for one in page.context["plan"].notifications} == {animator, stranger}
    html = page.content.decode()
    assert "2 personnes seront prévenues" in html
    assert "À dix heures, à Gramat." in html


def test_announcement_whose_plan_was_read_is_published_and_told(client_of, network_forum, territorial, animator):
    client = client_of(territorial)
    mark = client.post(NEW, TYPED).context["plan"].mark

    response = client.post(NEW, TYPED | {"plan": mark})

    topic = Topic.objects.get()
    assert response.url == topic.get_absolute_url()
    assert list(Notice.objects.values_list("member", "kind")) == [(animator.pk, "forums.announced")]


def test_announcement_whose_readers_have_changed_shows_its_plan_again(client_of, network_forum, territorial, animator):
    client = client_of(territorial)
    mark = client.post(NEW, TYPED).context["plan"].mark
    PositionFactory()

    assert client.post(NEW, TYPED | {"plan": mark}).context["plan"].count == 2
    assert not Topic.objects.exists()


def test_question_needs_no_plan(client_of, network_forum, animator):
    assert client_of(animator).post(NEW, TYPED | {"kind": "question"}).status_code == 302


def test_announcement_reaches_nobody_who_may_not_read_it(figeac_forum, territorial, animator, stranger, learner):
    open_topic(forum=figeac_forum, author=territorial, title="Clés", body="Neuves.", kind=TopicKind.ANNOUNCEMENT)

    assert set(Notice.objects.values_list("member", flat=True)) == {animator.pk}


def test_log_is_for_the_author_and_those_who_watch(
    client_of, announcement, territorial, other_territorial, coordinator, animator, learner
):
    Notice.objects.filter(member=animator).mark_read()
    for member in (territorial, other_territorial, coordinator):
        page = client_of(member).get(log_url(announcement)).content.decode()
        assert re.search(r"personnes? prévenues? dans le site,\s+1 l’a lue", page)
    for member in (animator, learner):
        assert client_of(member).get(log_url(announcement)).status_code == 404
    assert "envoi/" in client_of(territorial).get(announcement.get_absolute_url()).content.decode()
    assert "envoi/" not in client_of(animator).get(announcement.get_absolute_url()).content.decode()


def test_question_has_no_log(client_of, network_forum, animator, coordinator):
    assert client_of(coordinator).get(log_url(TopicFactory(forum=network_forum, author=animator))).status_code == 404
