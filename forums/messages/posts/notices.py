"""Who is told of a new topic and of a new message: those who follow, and may read.

A topic is followed by those who write in it. A forum, a tag and a person are followed for the topics that open there.
"""

from collections.abc import Iterable

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from alertes.channels.notices.preview import NotificationPlan, plan_notifications
from alertes.choices.subscriptions.followers import followers
from alertes.choices.subscriptions.subjects import tag_subjects
from forums.declarations.events import ANNOUNCED, OWN_TOPIC_ANSWERED, QUESTION_TO_WATCH, TOPIC_ANSWERED, TOPIC_OPENED
from forums.enums import TopicKind
from forums.messages.mentions import notify_mentioned
from forums.messages.posts.models import Post
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.permissions import in_charge
from forums.threads.forums.models import Forum
from forums.threads.polls.services import poll_in_words
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.markdown.mail_text import to_mail_text

OPENINGS = {
    TopicKind.QUESTION: "demande",
    TopicKind.DISCUSSION: "ouvre une discussion",
    TopicKind.ANNOUNCEMENT: "annonce",
    TopicKind.POLL: "demande l’avis de chacun",
}


def notice_key(*, post: Post) -> str:
    """Return the key of the notices that tell of a post."""
    return f"post:{post.pk}"


def opening_key(*, topic: Topic) -> str:
    """Return the key of the notices that tell of a new topic."""
    return f"topic:{topic.pk}:opened"


def event_keys(*, post: Post) -> list[str]:
    """Return the keys of all the notices whose mails bear the text of a post. One query."""
    return [notice_key(post=post), *([opening_key(topic=post.topic)] if post.is_question else [])]


def notify_opened(*, post: Post) -> None:
    """Notify the people whom `post`, the first of its topic, names, then the followers, then those who watch over a
    question: the territorial animators of its forum, or of whoever asks.
    """
    topic = post.topic
    told = {member.pk for member in notify_mentioned(post=post)}
    subjects = _subjects(topic.forum_id, topic.author_id, [tag.name for tag in topic.tags.all()])
    if topic.kind == TopicKind.ANNOUNCEMENT:
        people = topic.forum.readers().exclude(pk__in=told)
        notify_of_opening(post=post, members=people, kind=ANNOUNCED, followed=subjects)
        return
    readers = topic.forum.readers().filter(pk__in=followers(*subjects).values("pk")).exclude(pk__in=told)
    notify_of_opening(post=post, members=readers, kind=TOPIC_OPENED, followed=subjects)
    if topic.is_question:
        watchers = in_charge(topic.watch, ClockStep.TERRITORY).exclude(pk__in=told)
        notify_of_opening(post=post, members=watchers, kind=QUESTION_TO_WATCH)


def plan_announcement(*, forum: Forum, author: Member, tags: Iterable[str]) -> NotificationPlan:
    """Return who will be told of an announcement that is not published yet, and how: all those who read its forum.

    `tags`: their names.
    """
    people, followed = forum.readers().exclude(pk=author.pk), _subjects(forum.pk, author.pk, tags)
    return plan_notifications(people, kind=ANNOUNCED, followed=followed)


def _subjects(forum: int, author: int, tags: Iterable[str]) -> list[str]:
    """Return what people follow by which they are told of a new topic, from keys and from names of tags."""
    return [*tag_subjects(tags), f"forum:{forum}", f"member:{author}"]


def notify_of_opening(*, post: Post, members, kind, text: str = "", followed=()) -> None:
    """Notify `members`, who may read it, of a new topic: each once, for whatever reason."""
    topic = post.topic
    notices.notify(
        members=members,
        key=opening_key(topic=topic),
        text=text or f"{post.author} {OPENINGS[TopicKind(topic.kind)]}\u00a0: «\u00a0{topic.title}\u00a0»",
        url=topic.get_absolute_url(),
        exclude=post.author,
        kind=kind,
        details="\n\n".join(filter(None, (to_mail_text(post.body), poll_in_words(topic=topic)))),
        answers=f"topic:{topic.pk}",
        followed=followed,
        fact=fact_about("post", post.pk),
    )


def notify_answered(*, post: Post) -> None:
    """Notify the people whom the post names, then the followers of the topic who still see its forum; mark earlier
    notices of the author as read.
    """
    topic, subject = post.topic, f"topic:{post.topic_id}"
    told = [member.pk for member in notify_mentioned(post=post)]
    notices.mark_read(member=post.author, url_prefix=topic.get_absolute_url())
    readers = topic.forum.readers().filter(pk__in=followers(subject).values("pk")).exclude(pk__in=told)
    message = {
        "key": notice_key(post=post),
        "text": f"{post.author} a répondu dans «\u00a0{topic.title}\u00a0»",
        "url": post.get_absolute_url(),
        "page": topic.get_absolute_url(),
        "exclude": post.author,
        "details": to_mail_text(post.body),
        "answers": subject,
        "followed": [subject],
        "fact": fact_about("post", post.pk),
    }
    asker: list[Member] = list(readers.filter(pk=topic.author_id))
    notices.notify(members=asker, kind=OWN_TOPIC_ANSWERED, **message)
    notices.notify(members=readers.exclude(pk=topic.author_id), kind=TOPIC_ANSWERED, **message)
