"""What is unread: opened topics, marked forums, own posts, age; nobody's reading shows in another's lists."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.utils import timezone

from forums.threads.readings.models import ForumReading, TopicReading
from forums.threads.readings.services import forget_old_readings, mark_read, note_reading
from forums.threads.readings.unread import KEPT, first_unread, unread_by_forum, unread_topics, with_read_until
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = pytest.mark.django_db


def unread(member) -> list[Topic]:
    return list(unread_topics(Topic.objects.visible_to(member), member).order_by("pk"))


def read(topic, member) -> Topic:
    """The topic with what tells how far `member` has read it."""
    return with_read_until(Topic.objects.select_related("forum"), member).get(pk=topic.pk)


@pytest.fixture
def asked(network_forum, colleague):
    """A question of a colleague, an hour ago."""
    return TopicFactory(forum=network_forum, author=colleague, at=timezone.now() - timedelta(hours=1))


def test_new_topic_is_unread_for_others_and_read_for_its_author(asked, animator, colleague, coordinator):
    assert [unread(member) for member in (animator, coordinator, colleague)] == [[asked], [asked], []]


def test_opened_topic_is_read_until_somebody_writes(asked, animator, client_of):
    client_of(animator).get(asked.get_absolute_url())
    assert unread(animator) == []
    PostFactory(topic=asked)
    assert unread(animator) == [asked]
    assert dict(unread_by_forum(Topic.objects.all(), animator)) == {asked.forum_id: 1}


def test_answer_of_mine_leaves_nothing_to_read(asked, animator):
    PostFactory(topic=asked, author=animator)

    assert unread(animator) == []


def test_first_page_of_a_long_topic_leaves_the_next_to_read(asked, animator, client_of):
    PostFactory.create_batch(25, topic=asked, author=asked.author)
    reader = client_of(animator)

    reader.get(asked.get_absolute_url())
    assert unread(animator) == [asked]
    jump = reader.get(f"{asked.get_absolute_url()}?suite")
    assert jump.url == f"{asked.get_absolute_url()}?page=2#message-{list(asked.posts.all())[20].pk}"
    reader.get(jump.url)
    assert unread(animator) == []
    assert reader.get(f"{asked.get_absolute_url()}?suite").url == asked.get_absolute_url()


def test_first_page_read_again_does_not_take_back_what_was_read(asked, animator, client_of):
    PostFactory.create_batch(25, topic=asked, author=asked.author)
    for page in (2, 1):
        client_of(animator).get(f"{asked.get_absolute_url()}?page={page}")

    assert unread(animator) == []


def test_line_stands_above_what_was_written_since_the_last_visit(asked, animator, client_of):
    reader = client_of(animator)
    assert "Nouveau depuis votre visite" not in reader.get(asked.get_absolute_url()).content.decode()
    new = PostFactory.create_batch(2, topic=asked)

    page = BeautifulSoup(reader.get(asked.get_absolute_url()).content, "html.parser")

    (line,) = page.select(".since")
    assert line.find_next("article")["id"] == f"message-{new[0].pk}"
    assert "Nouveau depuis votre visite" not in reader.get(asked.get_absolute_url()).content.decode()


def test_all_forums_or_one_are_marked_as_read(client_of, animator, colleague, network_forum, figeac_forum):
    in_network, in_figeac = (TopicFactory(forum=forum, author=colleague) for forum in (network_forum, figeac_forum))
    reader = client_of(animator)
    reader.get(in_network.get_absolute_url())

    assert reader.post("/forums/lus/", {"forum": "figeac"}).url == "/forums/figeac/"
    assert unread(animator) == []
    assert list(ForumReading.objects.values_list("forum", flat=True)) == [figeac_forum.pk]
    PostFactory(topic=in_figeac)
    assert unread(animator) == [in_figeac]
    assert reader.post("/forums/lus/").url == "/forums/"
    assert unread(animator) == []
    assert not TopicReading.objects.filter(member=animator).exists()
    assert unread(colleague) == [in_figeac]


@pytest.mark.parametrize("person", ["stranger", "learner"])
def test_hidden_forum_is_not_marked(client_of, figeac_topic, person, request):
    response = client_of(request.getfixturevalue(person)).post("/forums/lus/", {"forum": "figeac"})

    assert response.status_code == 404
    assert not ForumReading.objects.exists()


def test_mark_needs_post(client_of, animator):
    assert client_of(animator).get("/forums/lus/").status_code == 405


def test_old_topics_count_as_read_and_their_readings_are_forgotten(network_forum, colleague, animator):
    old = TopicFactory(forum=network_forum, author=colleague, at=timezone.now() - KEPT - timedelta(hours=1))
    recent = TopicFactory(forum=network_forum, author=colleague, at=timezone.now() - KEPT + timedelta(hours=1))

    assert unread(animator) == [recent]
    forget_old_readings()
    assert list(TopicReading.objects.values_list("topic", "member")) == [(recent.pk, colleague.pk)]
    PostFactory(topic=old, author=colleague)
    assert unread(animator) == [old, recent]


def test_reading_never_goes_back(asked, animator):
    now = timezone.now()
    for until in (now, now - timedelta(days=1)):
        note_reading(member=animator, topic=asked, until=until)

    assert read(asked, animator).read_until == now


def test_later_of_topic_and_forum_counts(asked, animator):
    now = timezone.now()
    mark_read(member=animator, forums=[asked.forum], at=now - timedelta(minutes=5))
    assert read(asked, animator).read_until == now - timedelta(minutes=5)
    note_reading(member=animator, topic=asked, until=now)
    assert (read(asked, animator).read_until, first_unread(read(asked, animator))) == (now, None)
    mark_read(member=animator, forums=[asked.forum], at=now + timedelta(minutes=5))
    assert read(asked, animator).read_until == now + timedelta(minutes=5)


@pytest.mark.parametrize(("model", "field"), [(TopicReading, "topic"), (ForumReading, "forum")])
def test_database_keeps_one_reading_each(asked, animator, model, field):
    subject = {field: asked if field == "topic" else asked.forum}
    model.objects.create(member=animator, read_until=timezone.now(), **subject)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(member=animator, read_until=timezone.now(), **subject)
