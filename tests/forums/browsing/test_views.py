"""The lists: forums, topics of a forum, states, pages, weight."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.solutions.services import mark_solved
from forums.topics.models import Topic
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


def post_in(forum, member, **topic):
    """A topic with an answer, always by the same person, since people are slow to build."""
    return PostFactory(topic=TopicFactory(forum=forum, author=member, **topic), author=member)


def queries_of(reader, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(url).status_code == 200
    return [query["sql"] for query in queries]


def test_list_of_forums_shows_counts_and_latest_topic(reader, topic):
    PostFactory(topic__forum=topic.forum, topic__title="Souris", topic__at=datetime(2026, 1, 5, 9, tzinfo=UTC))

    page = BeautifulSoup(reader.get("/forums/").content, "html.parser")

    (row,) = page.select("main .rows > li")
    assert "2 sujets" in row.get_text()
    assert [(link["href"], link.get_text()) for link in row.select("a")] == [
        ("/forums/reseau/", "Tout le réseau"),
        ("/forums/reseau/souris/", "Souris"),
        ("/forums/reseau/?etat=open", "1 sans réponse"),
    ]


def test_forum_without_topic_invites_to_open_the_first(reader, network_forum):
    page = BeautifulSoup(reader.get("/forums/").content, "html.parser")
    assert page.find("a", string="Ouvrir le premier")["href"] == "/forums/reseau/nouveau/"
    assert "Ce forum attend son premier sujet" in reader.get("/forums/reseau/").content.decode()


def test_site_without_forum_shows_who_can_open_one(reader):
    assert "La coordination départementale peut en ouvrir un" in reader.get("/forums/").content.decode()


def test_topics_come_newest_activity_first(reader, network_forum):
    old_topic = TopicFactory(forum=network_forum, at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    recent_topic = TopicFactory(forum=network_forum, at=datetime(2026, 2, 5, 9, tzinfo=UTC))
    PostFactory(topic=old_topic, at=datetime(2026, 3, 5, 9, tzinfo=UTC))

    assert list(reader.get("/forums/reseau/").context["topics"]) == [old_topic, recent_topic]


def test_topics_of_other_forums_are_not_in_the_list(reader, topic, figeac_topic):
    assert list(reader.get("/forums/reseau/").context["topics"]) == [topic]


@pytest.fixture
def one_of_each(network_forum):
    open_topic = TopicFactory(forum=network_forum)
    answered_topic = PostFactory(topic__forum=network_forum).topic
    post = PostFactory(topic__forum=network_forum)
    solved_topic = mark_solved(post=post, by=post.topic.author)
    return {"open": open_topic, "answered": answered_topic, "solved": solved_topic}


@pytest.mark.parametrize("status", ["open", "answered", "solved"])
def test_topics_are_filtered_by_state(reader, one_of_each, status):
    page = reader.get("/forums/reseau/", {"etat": status})

    assert list(page.context["topics"]) == [one_of_each[status]]
    assert [(chip["value"], chip["count"]) for chip in page.context["chips"]] == [
        ("open", 1),
        ("answered", 1),
        ("solved", 1),
    ]
    assert page.content.decode().count(f'href="?etat={status}" aria-current="true"') == 1


def test_unknown_state_is_ignored(reader, one_of_each):
    assert len(reader.get("/forums/reseau/", {"etat": "perdu"}).context["topics"]) == 3


def test_state_without_topic_links_to_all(reader, topic):
    assert "Aucun sujet dans cet état" in reader.get("/forums/reseau/", {"etat": "solved"}).content.decode()


def test_page_has_twenty_topics_and_keeps_the_state(reader, network_forum, animator):
    TopicFactory.create_batch(21, forum=network_forum, author=animator)

    first = reader.get("/forums/reseau/", {"etat": "open"})
    second = reader.get("/forums/reseau/", {"etat": "open", "page": 2})

    assert [len(page.context["topics"]) for page in (first, second)] == [20, 1]
    assert 'href="?etat=open&amp;page=2"' in first.content.decode()
    assert reader.get("/forums/reseau/", {"page": 9}).status_code == 404


def test_list_of_forums_costs_as_many_queries_with_1_and_30(reader, animator):
    counts = []
    for added in (1, 29):
        for _ in range(added):
            TopicFactory(author=animator)
        counts.append(len(queries_of(reader, "/forums/")))

    assert counts == [5, 5]


def test_forum_costs_as_many_queries_with_1_and_30_topics(reader, network_forum, animator):
    counts = []
    for added in (1, 29):
        for _ in range(added):
            post_in(network_forum, animator)
        counts.append(len(queries_of(reader, "/forums/reseau/")))

    assert counts == [7, 7]


def test_reading_writes_nothing(reader, topic):
    verbs = {sql.split()[0] for url in ("/forums/", "/forums/reseau/") for sql in queries_of(reader, url)}

    assert verbs == {"SELECT"}


def test_page_of_20_topics_is_light(reader, network_forum, animator):
    for _ in range(20):
        post_in(network_forum, animator, title="Une question assez longue pour tenir sur deux lignes ?")

    assert len(reader.get("/forums/reseau/").content) < 30_000


def test_titles_are_shown_as_typed(reader, network_forum):
    hostile = "<script>alert(1)</script>"
    TopicFactory(forum=network_forum, title=hostile, tags=hostile)
    topic = Topic.objects.get()

    for url in ("/forums/", "/forums/reseau/", topic.get_absolute_url(), "/forums/reseau/?etat=%22%3E%3Cscript%3E"):
        assert "<script>alert" not in reader.get(url).content.decode()


def test_forums_follow_the_order_of_the_coordination(reader):
    last, first = ForumFactory(order=2), ForumFactory(order=1)

    assert list(reader.get("/forums/").context["forums"]) == [first, last]


def test_post_of_the_author_is_not_counted_as_an_answer(reader, topic, animator):
    PostFactory(topic=topic, author=animator)

    page = reader.get("/forums/reseau/").content.decode()

    assert "sans réponse depuis le" in page
    assert "1 réponse" not in page
