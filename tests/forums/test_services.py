"""Opening, answering, editing, solving: updated columns, and notified members."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alertes.channels.notices.models import Notice
from forums.enums import TopicStatus
from forums.messages.permissions import may_mark_solved
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.messages.solutions.services import mark_solved, unmark
from forums.threads.forums.models import Forum
from forums.threads.forums.services import ensure_forums
from forums.threads.topics.models import Topic, count_by_status
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import PositionFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
LATER = A_MINUTE + timedelta(seconds=1)


def sent_notices() -> list[tuple]:
    return list(Notice.objects.order_by("member").values_list("member", "text", "url"))


def test_new_network_has_its_forum_and_one_for_each_territory(figeac, cahors):
    ensure_forums()

    rows = Forum.objects.values_list("slug", "territory__name", "order")
    assert list(rows) == [("reseau", None, 0), ("cahors", "Cahors", 1), ("figeac", "Figeac", 2)]


def test_existing_forums_are_left_unchanged(figeac):
    existing_forum = ForumFactory(title="Nos salles", slug="salles", territory=figeac)
    ForumFactory(title="Nos prêts", slug="prets", territory=figeac, order=1)

    assert ensure_forums()[1] == existing_forum
    assert Forum.objects.count() == 3


def test_opened_topic_stores_its_question_and_counts(network_forum, animator):
    topic = open_topic(
        forum=network_forum, author=animator, title="Clé USB", body="Elle a *disparu*.", tags="clé usb", at=AT
    )

    topic.refresh_from_db()
    assert (topic.title, topic.slug, topic.author, topic.tags.get().name) == (
        "Clé USB",
        "cle-usb",
        animator,
        "clé usb",
    )
    assert (topic.status, topic.post_count, topic.created, topic.last_post_at) == (TopicStatus.OPEN, 1, AT, AT)
    post = topic.posts.get()
    assert (post.author, post.body, post.created) == (animator, "Elle a *disparu*.", AT)
    assert post.html == "<p>Elle a <em>disparu</em>.</p>\n"


def test_default_date_is_now(topic, colleague):
    post = answer(topic=topic, author=colleague, body="Bonjour")

    assert timezone.now() - post.created < timedelta(minutes=1)


def test_topic_sent_twice_is_opened_once(network_forum, animator):
    words = {"forum": network_forum, "author": animator, "title": "Clé USB", "body": "Perdue"}

    first = open_topic(**words, at=AT)
    second = open_topic(**words, at=AT + A_MINUTE)

    assert second == first
    assert (Topic.objects.count(), Post.objects.count()) == (1, 1)


@pytest.mark.parametrize("change", [{"title": "Autre"}, {"body": "Retrouvée"}, {"at": AT + LATER}])
def test_other_words_or_a_later_date_open_another_topic(network_forum, animator, change):
    words = {"forum": network_forum, "author": animator, "title": "Clé USB", "body": "Perdue", "at": AT}

    open_topic(**words)
    open_topic(**words | change)

    assert Topic.objects.count() == 2


def test_same_words_by_another_member_or_elsewhere_open_another_topic(network_forum, figeac_forum, animator, colleague):
    words = {"title": "Clé USB", "body": "Perdue", "at": AT}

    open_topic(forum=network_forum, author=animator, **words)
    open_topic(forum=network_forum, author=colleague, **words)
    open_topic(forum=figeac_forum, author=animator, **words)

    assert Topic.objects.count() == 3


def test_answer_of_another_member_makes_the_topic_answered(topic, colleague):
    later = topic.created + timedelta(hours=1)

    answer(topic=topic, author=colleague, body="Autre *port* ?", at=later)

    topic.refresh_from_db()
    assert (topic.status, topic.post_count, topic.last_post_at) == (TopicStatus.ANSWERED, 2, later)
    assert topic.posts.last().html == "<p>Autre <em>port</em> ?</p>\n"


def test_post_of_the_author_leaves_the_topic_open(topic, animator):
    answer(topic=topic, author=animator, body="Sous Windows 11.")

    topic.refresh_from_db()
    assert (topic.status, topic.post_count) == (TopicStatus.OPEN, 2)


def test_answer_to_a_solved_topic_leaves_it_solved(topic, animator, colleague):
    mark_solved(post=PostFactory(topic=topic, author=colleague), by=animator)

    answer(topic=topic, author=colleague, body="Encore ceci")

    topic.refresh_from_db()
    assert topic.status == TopicStatus.SOLVED


def test_answer_dated_in_the_past_does_not_move_the_topic_back(topic, colleague):
    before = topic.last_post_at

    answer(topic=topic, author=colleague, body="Bonjour", at=before - timedelta(days=1))

    topic.refresh_from_db()
    assert topic.last_post_at == before


def test_stale_topic_in_memory_does_not_lose_an_answer(topic, colleague):
    stale_topic = Topic.objects.get(pk=topic.pk)
    answer(topic=topic, author=colleague, body="Un")
    answer(topic=stale_topic, author=colleague, body="Deux")

    topic.refresh_from_db()
    assert topic.post_count == 3


def test_answer_sent_twice_is_one_post_and_one_notice(topic, animator, colleague):
    first = answer(topic=topic, author=colleague, body="Autre port", at=AT)
    second = answer(topic=topic, author=colleague, body="Autre port", at=AT + A_MINUTE)

    topic.refresh_from_db()
    assert second == first
    assert topic.post_count == 2
    assert [member for member, *_ in sent_notices()] == [animator.pk]


def test_same_words_later_elsewhere_or_by_another_member_are_another_post(topic, figeac_topic, animator, colleague):
    answer(topic=topic, author=colleague, body="Merci", at=AT)
    answer(topic=topic, author=colleague, body="Merci", at=AT + LATER)
    answer(topic=topic, author=animator, body="Merci", at=AT)
    answer(topic=figeac_topic, author=colleague, body="Merci", at=AT)

    assert Post.objects.filter(body="Merci").count() == 4


def test_participants_are_notified_except_the_author_of_the_answer(topic, animator, colleague, stranger, coordinator):
    answer(topic=topic, author=colleague, body="Un", notify=False)
    answer(topic=topic, author=stranger, body="Deux", notify=False)
    assert sent_notices() == []

    post = answer(topic=topic, author=colleague, body="Trois")

    notice = (f"{colleague} a répondu dans «\u00a0Clé USB invisible\u00a0»", post.get_absolute_url())
    assert sent_notices() == sorted([(animator.pk, *notice), (stranger.pk, *notice)])


def test_member_who_lost_the_forum_is_not_notified(figeac_topic, animator, colleague, territorial):
    answer(topic=figeac_topic, author=colleague, body="Un", notify=False)
    colleague.positions.update(end=date(2021, 12, 31))

    answer(topic=figeac_topic, author=territorial, body="Deux")

    assert [member for member, *_ in sent_notices()] == [animator.pk]


def test_member_who_moved_to_another_territory_is_not_notified(figeac_topic, animator, territorial, other_epm):
    animator.positions.update(end=date(2021, 12, 31))
    PositionFactory(member=animator, epm=other_epm, start=date(2022, 1, 1))

    answer(topic=figeac_topic, author=territorial, body="Samedi, oui.")

    assert sent_notices() == []


def test_answering_reads_the_notices_about_the_topic(topic, figeac_topic, animator, colleague):
    answer(topic=topic, author=colleague, body="Autre port ?")
    answer(topic=figeac_topic, author=colleague, body="Moi.")

    answer(topic=topic, author=animator, body="Merci !")

    unread = Notice.objects.visible_to(animator).unread()
    assert [notice.text for notice in unread] == [f"{colleague} a répondu dans «\u00a0Remplacement à Gramat\u00a0»"]


def test_marked_answer_solves_the_topic_and_thanks_its_author(topic, animator, colleague):
    post = PostFactory(topic=topic, author=colleague)

    mark_solved(post=post, by=animator)

    topic.refresh_from_db()
    assert (topic.status, topic.solution) == (TopicStatus.SOLVED, post)
    assert sent_notices() == [
        (colleague.pk, "Votre réponse a résolu «\u00a0Clé USB invisible\u00a0»", post.get_absolute_url())
    ]


def test_own_mark_and_demo_mark_notify_nobody(topic, animator, colleague):
    mark_solved(post=PostFactory(topic=topic, author=animator), by=animator)
    mark_solved(post=PostFactory(topic=topic, author=colleague), by=animator, notify=False)

    assert sent_notices() == []


def test_another_marked_answer_moves_the_thanks(topic, animator, colleague, stranger):
    mark_solved(post=PostFactory(topic=topic, author=colleague), by=animator)

    mark_solved(post=PostFactory(topic=topic, author=stranger), by=animator)

    topic.refresh_from_db()
    assert topic.solution.author == stranger
    assert [member for member, *_ in sent_notices()] == [stranger.pk]


def test_removed_mark_leaves_an_answered_topic_and_withdraws_the_thanks(topic, animator, colleague):
    mark_solved(post=PostFactory(topic=topic, author=colleague), by=animator)

    unmark(topic=topic)

    topic.refresh_from_db()
    assert (topic.status, topic.solution) == (TopicStatus.ANSWERED, None)
    assert sent_notices() == []


def test_removed_mark_leaves_an_open_topic_when_only_its_author_wrote(topic, animator):
    mark_solved(post=PostFactory(topic=topic, author=animator), by=animator)

    unmark(topic=topic)

    topic.refresh_from_db()
    assert topic.status == TopicStatus.OPEN


def test_removing_a_missing_mark_changes_nothing(topic):
    unmark(topic=topic)

    topic.refresh_from_db()
    assert (topic.status, topic.solution) == (TopicStatus.OPEN, None)


def test_longest_title_and_name_fit_in_a_notice(network_forum, animator, colleague):
    colleague.first_name, colleague.last_name = "a" * 60, "b" * 60
    colleague.save()
    topic = TopicFactory(forum=network_forum, author=animator, title="t" * 140)

    post = answer(topic=topic, author=colleague, body="Bonjour")

    assert Notice.objects.get().url == post.get_absolute_url()


def test_announcement_by_somebody_else_is_refused_by_the_service(network_forum, animator):
    with pytest.raises(ValidationError, match="veillent sur le forum"):
        open_topic(forum=network_forum, author=animator, title="Fermeture", body="Demain.", kind="announcement")

    assert not Topic.objects.exists()


@pytest.mark.parametrize("kind", ["discussion", "announcement"])
def test_only_a_question_waits_for_an_answer_and_is_solved(network_forum, coordinator, kind):
    topic = TopicFactory(forum=network_forum, author=coordinator, kind=kind)
    post = PostFactory(topic=topic)

    assert not Topic.objects.unanswered().exists()
    assert count_by_status(Topic.objects.counted_by_status()) == ({"open": 0, "answered": 0, "solved": 0}, 1)
    assert not may_mark_solved(coordinator, topic)
    with pytest.raises(IntegrityError), transaction.atomic():
        mark_solved(post=post, by=coordinator, notify=False)
