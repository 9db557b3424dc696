"""Forums, topics and posts: visibility, addresses and counts."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.db.models import ProtectedError

from forums.enums import TopicStatus
from forums.messages.posts.models import Post
from forums.threads.forums.models import Forum
from forums.threads.topics.models import SLUG_LENGTH, Topic, count_by_status
from forums.threads.topics.slugs import free_slug
from reseau.people.members.models.member import Member
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_in_cahors(animator, other_epm):
    """`animator` worked in Cahors until the end of 2021."""
    return PositionFactory(member=animator, epm=other_epm, end=date(2021, 12, 31))


@pytest.fixture
def forums(network_forum, figeac_forum, cahors_forum):
    return {"reseau": network_forum, "figeac": figeac_forum, "cahors": cahors_forum}


@pytest.mark.parametrize(
    ("person", "expected_slugs"),
    [
        ("animator", ["reseau", "figeac"]),
        ("territorial", ["reseau", "figeac"]),
        ("stranger", ["reseau", "cahors"]),
        ("other_territorial", ["reseau", "cahors"]),
        ("coordinator", ["reseau", "figeac", "cahors"]),
        ("learner", []),
    ],
)
def test_forums_and_their_content_are_visible_to_their_readers(
    person, expected_slugs, forums, closed_in_cahors, request
):
    posts = {slug: PostFactory(topic__forum=forum) for slug, forum in forums.items()}
    user = Member.objects.get(pk=request.getfixturevalue(person).pk)

    assert [forum.slug for forum in Forum.objects.visible_to(user)] == expected_slugs
    assert set(Topic.objects.visible_to(user)) == {posts[slug].topic for slug in expected_slugs}
    assert set(Post.objects.visible_to(user).exclude(pk__in=Post.objects.filter(body__startswith="Qui"))) == {
        posts[slug] for slug in expected_slugs
    }


def test_outsider_reads_no_forum(outsider, forums, animator):
    assert not Forum.objects.visible_to(outsider).exists() or not outsider.is_active
    assert [set(forum.readers()) for forum in forums.values()] == [{animator}, {animator}, set()]


def test_visitor_sees_no_forum(topic):
    assert not Forum.objects.visible_to(AnonymousUser()).exists()
    assert not Topic.objects.visible_to(AnonymousUser()).exists()
    assert not Post.objects.visible_to(AnonymousUser()).exists()


def test_superuser_without_a_position_sees_no_forum(topic):
    assert not Forum.objects.visible_to(MemberFactory(is_superuser=True)).exists()


def test_readers_of_a_forum_are_those_who_see_it(
    forums, closed_in_cahors, animator, territorial, stranger, other_territorial, coordinator, learner
):
    for forum in forums.values():
        seeing = {member for member in Member.objects.all() if forum in Forum.objects.visible_to(member)}
        assert set(forum.readers()) == seeing


def test_audience_of_a_forum_is_its_territory_and_the_coordination(network_forum, figeac_forum, figeac):
    assert network_forum.audience_tokens == {"member"}
    assert figeac_forum.audience_tokens == {f"territory:{figeac.pk}", "coordinator"}


def test_activity_of_a_forum_counts_topics_and_names_the_latest(network_forum, figeac_forum):
    old = TopicFactory(forum=network_forum, title="Ancien", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    TopicFactory(forum=network_forum, title="Récent", at=datetime(2026, 2, 5, 9, tzinfo=UTC))
    PostFactory(topic=old, at=datetime(2026, 3, 5, 9, tzinfo=UTC))

    rows = Forum.objects.with_activity().values_list(
        "topic_count", "open_count", "latest_title", "latest_slug", "latest_at"
    )

    assert list(rows) == [
        (2, 1, "Ancien", "ancien", datetime(2026, 3, 5, 9, tzinfo=UTC)),
        (0, 0, None, None, None),
    ]


def test_forum_with_topics_cannot_be_deleted(topic):
    with pytest.raises(ProtectedError):
        topic.forum.delete()


def test_topics_are_counted_in_each_status(network_forum):
    TopicFactory.create_batch(2, forum=network_forum)
    PostFactory(topic__forum=network_forum)
    TopicFactory(forum=network_forum, kind="discussion")

    assert count_by_status(network_forum.topics.counted_by_status()) == ({"open": 2, "answered": 1, "solved": 0}, 4)


def test_unanswered_topics_come_oldest_first(network_forum):
    recent_topic = TopicFactory(forum=network_forum, at=datetime(2026, 2, 5, 9, tzinfo=UTC))
    old_topic = TopicFactory(forum=network_forum, at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    PostFactory(topic__forum=network_forum)

    assert list(Topic.objects.unanswered()) == [old_topic, recent_topic]


def test_recent_topics_come_newest_activity_first_without_further_queries(network_forum, django_assert_num_queries):
    TopicFactory(forum=network_forum, title="B", at=datetime(2026, 2, 5, 9, tzinfo=UTC))
    TopicFactory(forum=network_forum, title="A", at=datetime(2026, 3, 5, 9, tzinfo=UTC))

    with django_assert_num_queries(1):
        rows = [(topic.title, topic.forum.title, str(topic.author) != "") for topic in Topic.objects.recent()]
    assert rows == [("A", "Tout le réseau", True), ("B", "Tout le réseau", True)]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("La clé USB n’est plus reconnue", "la-cle-usb-n-est-plus-reconnue"),
        ("Œuvre d’été", "oeuvre-d-ete"),
        ("???", "sujet"),
        ("日本", "sujet"),
        ("Nouveau", "nouveau-2"),
    ],
)
def test_address_of_a_topic_comes_from_its_title(network_forum, title, slug):
    assert free_slug(network_forum, title) == slug


def test_repeated_title_gets_the_next_free_number(network_forum, figeac_forum):
    slugs = [TopicFactory(forum=network_forum, title="Souris", body=f"Message {n}").slug for n in range(3)]

    assert slugs == ["souris", "souris-2", "souris-3"]
    assert free_slug(figeac_forum, "Souris") == "souris"


def test_long_title_gives_an_address_of_limited_length(network_forum):
    titles = ["a" * 140, "a" * 140]

    slugs = [TopicFactory(forum=network_forum, title=title, body=f"{n}").slug for n, title in enumerate(titles)]

    assert slugs == ["a" * SLUG_LENGTH, "a" * SLUG_LENGTH + "-2"]


def test_database_refuses_the_same_address_twice_in_a_forum(topic):
    with pytest.raises(IntegrityError):
        Topic.objects.create(forum=topic.forum, title="Autre", slug=topic.slug)


def test_database_refuses_a_solution_in_an_unsolved_topic(topic):
    post = PostFactory(topic=topic)

    with pytest.raises(IntegrityError):
        Topic.objects.filter(pk=topic.pk).update(solution=post)


def test_solved_topic_can_be_deleted_with_its_posts(topic):
    Topic.objects.filter(pk=topic.pk).update(solution=PostFactory(topic=topic), status=TopicStatus.SOLVED)

    topic.delete()

    assert not Post.objects.exists()


def test_topic_outlives_its_author(topic, animator):
    animator.positions.all().delete()
    animator.delete()

    topic.refresh_from_db()
    assert (topic.author, topic.posts.get().author) == (None, None)


@pytest.mark.parametrize(("answers", "query"), [(0, ""), (19, ""), (20, "?page=2"), (40, "?page=3")])
def test_post_knows_its_page(topic, answers, query):
    last = PostFactory.create_batch(answers, topic=topic, author=topic.author)[-1] if answers else topic.posts.get()

    assert last.rank == answers
    assert last.page_url == f"/forums/reseau/cle-usb-invisible/{query}#message-{last.pk}"


def test_posts_of_the_same_second_keep_their_order(topic):
    at = datetime(2030, 1, 5, 9, tzinfo=UTC)
    first, second = PostFactory(topic=topic, at=at), PostFactory(topic=topic, at=at)

    assert (first.rank, second.rank) == (1, 2)
    assert list(topic.posts.all())[1:] == [first, second]


def test_str_of_each_model(topic, animator):
    post = topic.posts.get()

    assert (str(topic.forum), str(topic)) == ("Tout le réseau", "Clé USB invisible")
    assert str(post) == f"Message de {animator} dans «\u00a0Clé USB invisible\u00a0»"
    assert post.get_absolute_url() == f"/forums/reseau/cle-usb-invisible/message/{post.pk}/"
    assert ForumFactory(slug="aide").get_absolute_url() == "/forums/aide/"


def test_tags_and_answers_of_a_topic(network_forum):
    topic = TopicFactory(forum=network_forum, tags="clé usb, windows")

    assert ([tag.name for tag in topic.sorted_tags], topic.answer_count) == (["clé usb", "windows"], 0)
    assert TopicFactory(forum=network_forum, title="Autre").sorted_tags == []
