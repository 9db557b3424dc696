"""One person writes so much in an hour, and no more; those who watch over the forum have no limit."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.replies.registry import ReplyRefusedError
from forums.declarations.reply_targets import TopicReplies
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
MANY_TOPICS = (
    "2 sujets ouverts depuis une heure : c’est le plus qu’une personne publie. Gardez votre texte, vous pourrez "
    "l’envoyer à partir de 13 h 01."
)


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.FORUM_TOPICS_AN_HOUR, settings.FORUM_POSTS_AN_HOUR = 2, 3


def open_at(moment, *, forum, author, title):
    return open_topic(forum=forum, author=author, title=title, body="Qui sait ?", at=moment, notify=False)


def test_topic_too_many_in_an_hour_waits(network_forum, animator, colleague):
    for minutes in (0, 20):
        open_at(NOON + timedelta(minutes=minutes), forum=network_forum, author=animator, title=f"Sujet {minutes}")

    with pytest.raises(ValidationError) as refusal:
        open_at(NOON + timedelta(minutes=59), forum=network_forum, author=animator, title="Trop")

    assert refusal.value.messages[0].replace("\u00a0", " ") == MANY_TOPICS
    open_at(NOON + timedelta(minutes=59), forum=network_forum, author=colleague, title="Autre personne")
    open_at(NOON + timedelta(minutes=61), forum=network_forum, author=animator, title="Une heure après")
    assert Topic.objects.count() == 4


def test_same_topic_sent_twice_is_no_topic_too_many(network_forum, animator):
    for title in ("Un", "Deux", "Deux"):
        open_at(NOON, forum=network_forum, author=animator, title=title)

    assert Topic.objects.count() == 2


def test_those_who_watch_over_the_forum_have_no_limit(network_forum, figeac_forum, cahors_forum, territorial):
    for rank in range(4):
        open_at(NOON, forum=figeac_forum, author=territorial, title=f"Sujet {rank}")
        open_at(NOON, forum=network_forum, author=territorial, title=f"Sujet {rank}")

    with pytest.raises(ValidationError):
        open_at(NOON, forum=cahors_forum, author=territorial, title="Ailleurs")


def test_message_too_many_stands_above_the_form_which_keeps_the_text(client_of, topic, colleague):
    for rank in range(3):
        PostFactory(topic=topic, author=colleague, body=f"Essai {rank}", at=timezone.now())

    response = client_of(colleague).post(topic.get_absolute_url(), {"body": "Encore un"})

    (refusal,) = response.context["form"].non_field_errors()
    assert refusal.replace("\u00a0", " ").startswith("3 messages depuis une heure : ")
    assert response.context["form"]["body"].value() == "Encore un"
    assert Post.objects.filter(author=colleague).count() == 3


def test_topic_too_many_stands_above_the_form_which_keeps_the_text(client_of, network_forum, colleague):
    for rank in range(2):
        TopicFactory(forum=network_forum, author=colleague, title=f"Sujet {rank}")

    response = client_of(colleague).post("/forums/reseau/nouveau/", {"title": "Trop", "body": "Qui sait ?"})

    (refusal,) = response.context["form"].non_field_errors()
    assert refusal.replace("\u00a0", " ").startswith("2 sujets ouverts depuis une heure : ")
    assert (response.context["form"]["title"].value(), response.context["form"]["body"].value()) == (
        "Trop",
        "Qui sait ?",
    )


def test_reply_by_mail_has_the_same_limit(topic, colleague):
    for rank in range(3):
        answer(topic=topic, author=colleague, body=f"Essai {rank}", notify=False)

    with pytest.raises(ReplyRefusedError, match=r"3.messages depuis une heure"):
        TopicReplies().publish(key=topic.pk, member=colleague, text="Encore un", files=[])
