"""The lists: forums, topics of a forum, states, pages, weight."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.enums import ForumKind
from forums.messages.solutions.services import mark_solved
from forums.threads.forums.models import ForumMember
from forums.threads.forums.services import create_forum
from forums.threads.topics.models import Topic
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import MemberFactory

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


def test_list_of_all_forums_shows_topics_and_forums_beside(reader, topic):
    PostFactory(topic__forum=topic.forum, topic__title="Souris")

    page = BeautifulSoup(reader.get("/forums/").content, "html.parser")

    assert [link.get_text() for link in page.select("main .rows .title")] == ["Souris"]
    assert [(link["href"], link.get_text()) for link in page.select("main aside a")] == [
        ("/forums/reseau/", "Tout le réseau1 à lire")
    ]


def test_forum_without_topic_invites_to_open_the_first(reader, network_forum):
    for url in ("/forums/", "/forums/reseau/"):
        page = BeautifulSoup(reader.get(url).content, "html.parser")
        assert page.find("a", string="Ouvrir le premier sujet")["href"] == "/forums/reseau/nouveau/"


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
    assert {chip.url: chip.count for chip in page.context["topic_list"].chips() if "etat" in chip.url} == {
        "?etat=open": 1,
        "?etat=answered": 1,
        "?etat=solved": 1,
    }
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


def test_page_of_what_was_unread_shows_what_is_left(reader, network_forum):
    topics = TopicFactory.create_batch(21, forum=network_forum, author=MemberFactory(animator=True))
    assert reader.get("/forums/").context["page_obj"].has_next()
    reader.get(topics[0].get_absolute_url())

    page = reader.get("/forums/", {"page": 2})
    assert (page.status_code, page.context["page_obj"].number) == (200, 1)


def test_list_of_forums_costs_as_many_queries_with_1_and_30(reader, animator):
    counts = []
    for added in (1, 29):
        for _ in range(added):
            TopicFactory(author=animator)
        counts.append(len(queries_of(reader, "/forums/")))

    assert counts == [8, 8]


def test_forum_costs_as_many_queries_with_1_and_30_topics(reader, network_forum, animator):
    counts = []
    for added in (1, 29):
        for _ in range(added):
            post_in(network_forum, animator)
        counts.append(len(queries_of(reader, "/forums/reseau/")))

    assert counts == [9, 9]


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

    assert [line.forum for line in reader.get("/forums/").context["forum_lines"]] == [first, last]


def test_post_of_the_author_is_not_counted_as_an_answer(reader, topic, animator):
    PostFactory(topic=topic, author=animator)

    page = reader.get("/forums/reseau/").content.decode()

    assert "sans réponse depuis le" in page
    assert "1 réponse" not in page


@pytest.fixture
def colleague_topics(network_forum, figeac_forum, colleague):
    """One topic in each of two forums, opened by somebody else."""
    return [TopicFactory(forum=forum, author=colleague) for forum in (network_forum, figeac_forum)]


def shown(reader, url: str) -> list[Topic]:
    return list(reader.get(url).context["topics"])


def test_first_view_is_what_is_left_to_read_in_all_forums(reader, colleague_topics, topic):
    assert shown(reader, "/forums/") == colleague_topics[::-1]
    reader.get(colleague_topics[0].get_absolute_url())
    assert shown(reader, "/forums/") == colleague_topics[1:]
    assert shown(reader, "/forums/?vue=tous") == [topic, *colleague_topics[::-1]]


def test_whoever_has_read_all_sees_it_and_the_latest_topics(reader, topic):
    page = reader.get("/forums/")

    assert "Vous avez tout lu." in page.content.decode()
    assert list(page.context["topics"]) == [topic]


def test_mine_are_topics_where_i_wrote(reader, colleague_topics, topic, animator):
    PostFactory(topic=colleague_topics[1], author=animator)

    assert shown(reader, "/forums/?vue=les-miens") == [colleague_topics[1], topic]


def test_states_hold_over_all_forums_and_leave_out_discussions(reader, colleague_topics, network_forum, colleague):
    TopicFactory(forum=network_forum, author=colleague, kind="discussion")

    page = reader.get("/forums/?etat=open")

    assert list(page.context["topics"]) == colleague_topics[::-1]
    assert page.context["topic_list"].counts["open"] == 2


@pytest.mark.parametrize("view", ["a-lire", "les-miens", "tous"])
@pytest.mark.parametrize("person", ["stranger", "other_territorial"])
def test_no_view_shows_topics_of_hidden_forums(client_of, figeac_topic, figeac_forum, view, person, request):
    user = request.getfixturevalue(person)
    # Somebody who wrote there before they left the territory.
    PostFactory(topic=figeac_topic, author=user)

    page = client_of(user).get(f"/forums/?vue={view}")

    assert not list(page.context["topics"])
    assert "Gramat" not in page.content.decode()


def test_topic_read_before_says_how_much_is_new_and_leads_there(reader, colleague_topics):
    topic = colleague_topics[0]
    reader.get(topic.get_absolute_url())
    PostFactory.create_batch(2, topic=topic)

    page = BeautifulSoup(reader.get("/forums/?vue=tous").content, "html.parser")

    row = page.select_one(f'.topic:has([href^="{topic.get_absolute_url()}"])')
    assert row.select_one(".title")["href"] == f"{topic.get_absolute_url()}?suite"
    assert "2 nouveaux messages" in row.get_text()


def test_many_forums_are_one_press_away(client_of, coordinator):
    ForumFactory.create_batch(17)

    first, all_of_them = (client_of(coordinator).get(url) for url in ("/forums/", "/forums/?forums=tous"))

    assert [len(page.context["forum_lines"]) for page in (first, all_of_them)] == [15, 17]
    assert "Les 2 autres forums" in first.content.decode()


def test_forum_of_a_project_says_who_reads_it_and_keepers_find_its_settings(client_of, coordinator, animator):
    forum = create_forum(by=coordinator, kind="project", title="Parents", description="Ensemble.", members=[animator])

    pages = [client_of(person).get(forum.get_absolute_url()).content.decode() for person in (coordinator, animator)]

    assert all("Lu par les membres du projet" in page for page in pages)
    assert [f"/forums/reglages/{forum.slug}/" in page for page in pages] == [True, False]


def test_those_who_watch_over_a_forum_find_the_queue(client_of, network_forum, animator, colleague, territorial):
    project = create_forum(
        by=territorial, kind=ForumKind.PROJECT, title="Veillée", description="À cinq.", members=[animator]
    )
    ForumMember.objects.create(forum=project, member=colleague, is_keeper=True)

    def leads_to_the_queue(member) -> bool:
        page = BeautifulSoup(client_of(member).get("/forums/").content, "html.parser")
        return bool(page.select('.head a[href="/forums/moderation/"]'))

    assert [leads_to_the_queue(member) for member in (animator, colleague, territorial)] == [False, True, True]
