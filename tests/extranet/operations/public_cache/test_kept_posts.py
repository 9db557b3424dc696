"""Posts of a topic, kept for those who may do the same: never with the buttons of somebody else, never late."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.channels.mails.headers import absolute
from forums.messages.posts.models import Post
from forums.messages.thanks.services import thank
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory


@pytest.fixture
def topic(animator) -> Topic:
    return TopicFactory(forum=ForumFactory(), author=animator, body="Elle a *disparu*.")


@pytest.fixture
def answer(topic, animator) -> Post:
    return PostFactory(topic=topic, author=animator, body="Changez de port.")


@pytest.fixture
def browse(visitor, client_of):
    """`browse(member)`: a browser of a site that keeps parts of pages; the same memory for all of them."""

    def connect(member: Member) -> Client:
        client = client_of(member)
        client.handler = visitor.handler
        return client

    return connect


def shown(client: Client, post: Post) -> Tag:
    page = BeautifulSoup(client.get(post.topic.get_absolute_url()).content, "html.parser")
    return page.find(id=f"message-{post.pk}")


def statements(client: Client, topic: Topic) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(topic.get_absolute_url()).status_code == 200
    return [query["sql"] for query in queries]


def test_colleague_reads_the_posts_that_were_kept(browse, answer, colleague, stranger):
    before = shown(browse(colleague), answer)
    reader = browse(stranger)

    asked = statements(reader, answer.topic)

    assert [sql for sql in asked if '"forums_postfile"' in sql] == []
    assert shown(reader, answer) == before


def test_author_alone_has_the_buttons_of_the_author(browse, answer, animator, colleague):
    texts = [shown(browse(member), answer).get_text() for member in (colleague, animator, colleague, animator)]

    assert ["Modifier" in text for text in texts] == [False, True, False, True]
    assert ["Signaler" in text for text in texts] == [True, False, True, False]


def test_moderator_alone_has_the_button_of_moderation(browse, answer, colleague, coordinator):
    texts = [shown(browse(member), answer).get_text() for member in (colleague, coordinator, colleague)]

    assert ["Modérer" in text for text in texts] == [False, True, False]


def test_thanks_are_shown_to_each_reader_as_they_gave_them(browse, answer, colleague, stranger):
    first, second = browse(colleague), browse(stranger)
    shown(first, answer)
    shown(second, answer)

    thank(post=answer, by=colleague)

    buttons = [shown(client, answer).find(attrs={"aria-pressed": True}) for client in (first, second)]
    assert [button["aria-pressed"] for button in buttons] == ["true", "false"]
    assert [button.find("span", class_="soft").get_text() for button in buttons] == ["1", "1"]


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda post: Post.objects.filter(pk=post.pk).update(html="<p>Redémarrez.</p>"), "Redémarrez."),
        (lambda post: Post.objects.filter(pk=post.pk).update(withdrawn=timezone.now()), "Message retiré"),
        (lambda post: Post.objects.filter(pk=post.pk).update(hidden=timezone.now()), "Message masqué"),
        (lambda post: Member.objects.filter(pk=post.author_id).update(last_name="Delmas"), "Delmas"),
        (lambda post: EPM.objects.update(name="Cyberbase de Cajarc"), "Cyberbase de Cajarc"),
    ],
)
def test_change_of_a_post_or_of_its_author_is_seen_at_once(browse, answer, colleague, write, expected):
    reader = browse(colleague)
    assert expected not in shown(reader, answer).get_text()

    write(answer)

    assert expected in shown(reader, answer).get_text()


def test_place_that_the_author_has_left_goes_at_once(browse, answer, animator, epm, stranger):
    reader = browse(stranger)
    assert epm.name in shown(reader, answer).get_text()

    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))

    assert epm.name not in shown(reader, answer).get_text()


def test_solution_is_marked_at_once(browse, answer, colleague):
    reader = browse(colleague)
    shown(reader, answer)

    Topic.objects.filter(pk=answer.topic_id).update(solution=answer, status="solved")

    assert "Réponse retenue" in shown(reader, answer).get_text()


def test_card_of_a_link_is_shown_to_those_who_may_read_what_it_leads_to(browse, topic, figeac, colleague, stranger):
    hidden = TopicFactory(forum=ForumFactory(territory=figeac), author=colleague, title="Réunion à huis clos")
    post = PostFactory(topic=topic, body=absolute(hidden.get_absolute_url()))

    texts = [shown(browse(member), post).get_text() for member in (colleague, stranger, colleague, stranger)]

    assert [hidden.title in text for text in texts] == [True, False, True, False]
