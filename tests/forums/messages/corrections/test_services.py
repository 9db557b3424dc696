"""A post corrected, taken back, put back: its texts, its place, the state of its topic."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from forums.declarations.search import TopicSource
from forums.enums import TopicStatus
from forums.messages.corrections.models import UNDO_TIME, EarlierText, WithdrawnTopic
from forums.messages.corrections.services import (
    PostChangedError,
    edit_post,
    erase_withdrawn,
    restore_post,
    restore_topic,
    text_mark,
    withdraw_post,
)
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from forums.messages.solutions.services import mark_solved
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
QUESTION = "Elle a *disparu*."


def too_late():
    return timezone.now() - UNDO_TIME - timedelta(seconds=1)


def test_edited_post_shows_its_new_words_and_the_time(topic):
    post = topic.posts.get()

    edit_post(post=post, body="Elle est **là**.", at=AT)

    post.refresh_from_db()
    assert (post.body, post.html, post.edited) == (
        "Elle est **là**.",
        "<p>Elle est <strong>là</strong>.</p>\n",
        AT,
    )


def test_unchanged_words_are_no_edit(topic):
    post = edit_post(post=topic.posts.get(), body="Elle a *disparu*.")

    post.refresh_from_db()
    assert post.edited is None


def test_each_earlier_text_is_kept_with_the_moment_it_was_written(topic):
    post = topic.posts.get()

    edit_post(post=post, body="Deux", at=AT)
    edit_post(post=post, body="Trois", at=AT + timedelta(hours=1))

    assert list(EarlierText.objects.values_list("body", "written")) == [(QUESTION, post.created), ("Deux", AT)]


def test_text_saved_meanwhile_is_not_replaced_unseen(topic):
    post = topic.posts.get()
    edit_post(post=post, body="Sur l’autre ordinateur", base=text_mark(body=QUESTION))

    with pytest.raises(PostChangedError) as change:
        edit_post(post=post, body="Ici", base=text_mark(body=QUESTION))

    assert change.value.post.body == Post.objects.get().body == "Sur l’autre ordinateur"
    edit_post(post=post, body="Ici", base=text_mark(body="Sur l’autre ordinateur"))
    assert [text.body for text in EarlierText.objects.all()] == [QUESTION, "Sur l’autre ordinateur"]


def test_same_text_typed_in_two_windows_is_no_conflict(topic):
    edit_post(post=topic.posts.get(), body="Deux", base=text_mark(body=QUESTION))
    edit_post(post=topic.posts.get(), body="Deux", base=text_mark(body=QUESTION))

    assert EarlierText.objects.count() == 1


def test_withdrawn_answer_keeps_its_place_and_loses_its_text(topic, animator, colleague):
    post = answer(topic=topic, author=colleague, body="Mon numéro : 06")
    answer(topic=topic, author=animator, body="Merci", notify=False)

    assert withdraw_post(post=post) is None

    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.body, post.html, bool(post.withdrawn)) == ("", "", True)
    assert (topic.posts.count(), topic.post_count, topic.status) == (3, 3, TopicStatus.OPEN)
    assert not Notice.objects.exists()
    with pytest.raises(ValidationError):
        edit_post(post=post, body="Encore")


def test_withdrawn_text_is_found_by_no_search(topic, colleague):
    post = PostFactory(topic=topic, author=colleague, body="Mon numéro secret")
    PostFactory(topic=topic, body="Merci.")
    withdraw_post(post=post)
    withdraw_post(post=topic.posts.first())

    document = TopicSource().document(TopicSource().queryset().get())

    assert (document.body, document.summary) == ("Merci.", "Merci.")


def test_withdrawn_solution_is_none_any_more_and_another_answer_remains(topic, animator, colleague):
    post, _ = PostFactory(topic=topic, author=colleague), PostFactory(topic=topic)
    mark_solved(post=post, by=animator)

    withdraw_post(post=post)

    topic.refresh_from_db()
    assert (topic.solution, topic.status) == (None, TopicStatus.ANSWERED)


def test_withdrawn_question_with_answers_leaves_its_topic(topic):
    PostFactory(topic=topic)

    assert withdraw_post(post=topic.posts.first()) is None

    topic.refresh_from_db()
    assert (topic.status, [post.body == "" for post in topic.posts.all()]) == (TopicStatus.ANSWERED, [True, False])


def test_withdrawn_post_comes_again_as_it_was(topic, colleague):
    post = PostFactory(topic=topic, author=colleague, body="Essayez.")
    edit_post(post=post, body="**Autre**")
    withdraw_post(post=post)

    restore_post(post=post)

    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.body, post.html, post.withdrawn) == ("**Autre**", "<p><strong>Autre</strong></p>\n", None)
    assert (topic.status, [text.body for text in post.earlier_texts.all()]) == (TopicStatus.ANSWERED, ["Essayez."])


def test_withdrawn_text_is_erased_when_it_may_no_longer_come_again(topic, colleague):
    posts = PostFactory.create_batch(2, topic=topic, author=colleague)
    edit_post(post=posts[0], body="Corrigé")
    withdraw_post(post=posts[0], at=too_late())
    withdraw_post(post=posts[1])

    assert (erase_withdrawn(), erase_withdrawn()) == (1, 0)

    assert [text.post for text in EarlierText.objects.all()] == [posts[1]]
    with pytest.raises(ValidationError):
        restore_post(post=posts[0])


def test_topic_without_answers_goes_and_comes_again_as_it_was(network_forum, animator):
    topic = TopicFactory(forum=network_forum, author=animator, title="Clé", body="Où **donc** ?", tags="usb", at=AT)
    withdraw_post(post=answer(topic=topic, author=animator, body="Personne ?", at=AT + timedelta(days=1)), at=AT)
    edit_post(post=topic.posts.first(), body="Où ?", at=AT)
    rows = [list(model.objects.values()) for model in (Topic, Post, EarlierText)]

    withdrawn = withdraw_post(post=topic.posts.first())
    assert (Topic.objects.count(), Post.objects.count(), EarlierText.objects.count()) == (0, 0, 0)
    restore_topic(withdrawn=withdrawn)

    assert [list(model.objects.values()) for model in (Topic, Post, EarlierText)] == rows
    assert not WithdrawnTopic.objects.exists()


def test_topic_comes_again_under_another_address_when_its_own_is_taken(topic, network_forum):
    withdrawn = withdraw_post(post=topic.posts.get())
    TopicFactory(forum=network_forum, title=topic.title)

    assert restore_topic(withdrawn=withdrawn).slug == "cle-usb-invisible-2"


def test_topic_does_not_come_again_later_and_nothing_of_it_is_kept(topic):
    withdrawn = withdraw_post(post=topic.posts.get(), at=too_late())

    with pytest.raises(ValidationError):
        restore_topic(withdrawn=withdrawn)

    assert (erase_withdrawn(), WithdrawnTopic.objects.count()) == (1, 0)
