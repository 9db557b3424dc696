"""Mark the answer that solved a topic, or what its asker found out; take it back. `notify=False` tells nobody."""

from django.db import transaction

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from forums.declarations.events import POST_USEFUL
from forums.enums import TopicStatus
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer as post_answer
from forums.threads.clock.services import note_answer
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def mark_solved(*, post: Post, by: Member, notify: bool = True) -> Topic:
    """Mark `post`, an answer, as the solution of its topic, and notify its author."""
    topic = lock_row(Topic.objects.with_place(), post.topic_id)
    _withdraw_thanks(topic)
    topic.solution, topic.status = post, TopicStatus.SOLVED
    topic.save(update_fields=["solution", "status"])
    note_answer(topic=topic)
    if notify and post.author_id:
        notices.notify(
            members=topic.forum.readers().filter(pk=post.author_id),
            key=_thanks_key(post.pk),
            text=f"Votre réponse a résolu « {topic.title} »",
            url=post.get_absolute_url(),
            exclude=by,
            kind=POST_USEFUL,
            page=topic.get_absolute_url(),
            fact=fact_about("post", post.pk),
        )
    return topic


@transaction.atomic
def settle(*, topic: Topic, by: Member, answer: Post | None = None, line: str = "") -> Post:
    """Mark `answer` as the solution, or what `by` found out: `line`, which becomes an answer of theirs."""
    post = answer or post_answer(topic=topic, author=by, body=line)
    mark_solved(post=post, by=by)
    return post


@transaction.atomic
def unmark(*, topic: Topic) -> Topic:
    """Take back the solution of a topic, which becomes answered or open again."""
    topic = lock_row(Topic.objects.with_place(), topic.pk)
    _withdraw_thanks(topic)
    is_answered = topic.posts.standing().exclude(author=topic.author_id).exists()
    topic.solution, topic.status = None, TopicStatus.ANSWERED if is_answered else TopicStatus.OPEN
    topic.save(update_fields=["solution", "status"])
    return topic


def _withdraw_thanks(topic: Topic) -> None:
    if topic.solution_id:
        notices.take_back_notice(key=_thanks_key(topic.solution_id))


def _thanks_key(post_id: int) -> str:
    return f"post:{post_id}:solution"
