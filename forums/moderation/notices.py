"""Notices of moderation: what waits for those who watch over a forum, what reporters and authors are told."""

from collections.abc import Iterable

from django.urls import reverse

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from forums.declarations.events import MESSAGE_MODERATED, REPORT_ANSWERED
from forums.messages.posts.models import Post
from forums.moderation.enums import ActionKind
from forums.moderation.models import ModerationAction, PostReport, posts_to_moderate
from forums.threads.forums.models import Forum
from forums.threads.forums.waiting_notices import lessen_what_waits, tell_what_waits
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member

MATTER = "moderation"


def notify_watchers(*, post: Post) -> None:
    """Tell those who watch over the forum how many messages wait for them; one notice a day each."""
    tell_what_waits(forum=post.topic.forum, matter=MATTER, words_of=_waiting_in_words, but=post.author_id)


def lessen_waiting(*, forum: Forum) -> None:
    """Say how many messages still wait, once one of `forum` is decided."""
    lessen_what_waits(forum=forum, matter=MATTER, words_of=_waiting_in_words)


def notify_reporter(*, report: PostReport) -> None:
    """Give the reporter the answer to their report, unless they have left."""
    topic = report.post.topic
    notices.notify(
        members=topic.forum.readers().filter(pk=report.reporter_id),
        key=f"report:{report.pk}:answer",
        text=f"Votre signalement dans «\u00a0{topic.title}\u00a0» est traité\u00a0: {report.answer}",
        url=reverse("forums:post_by_number", args=[report.post_id]),
        page=topic.get_absolute_url(),
        kind=REPORT_ANSWERED,
    )


def notify_author(*, action: ModerationAction, text: str, url: str) -> None:
    """Tell the author what was done to their message, with the words for them."""
    if action.member_id:
        notices.notify(
            members=Member.objects.filter(pk=action.member_id, is_active=True),
            key=f"moderation:{action.pk}",
            text=text,
            details=action.words,
            url=url,
            kind=MESSAGE_MODERATED,
            exclude=action.by,
            fact=fact_about("moderation_action", action.pk),
        )


def notify_moved(*, action: ModerationAction, concerned: Iterable[int], topic: Topic | None = None) -> None:
    """Tell those who follow a topic, or wrote in it (primary keys), where it is now, or that they no longer read it."""
    topic = topic or action.topic
    members = Member.objects.filter(pk__in=list(concerned), is_active=True)
    readers = topic.forum.readers()
    message = {"key": f"moderation:{action.pk}", "kind": MESSAGE_MODERATED, "exclude": action.by}
    message["fact"] = fact_about("moderation_action", action.pk)
    words = "est maintenant dans" if action.kind == ActionKind.MOVE else "rassemble des messages d’un autre sujet, dans"
    notices.notify(
        members=members.filter(pk__in=readers.values("pk")),
        text=f"«\u00a0{topic.title}\u00a0» {words} «\u00a0{topic.forum}\u00a0»",
        url=topic.get_absolute_url(),
        **message,
    )
    notices.notify(
        members=members.exclude(pk__in=readers.values("pk")),
        text=f"Un sujet de «\u00a0{action.forum}\u00a0» que vous suiviez est passé dans un forum que vous ne lisez pas",
        url=action.forum.get_absolute_url(),
        **message,
    )


def _waiting_in_words(member: Member) -> str:
    """« 2 messages à modérer », or nothing."""
    count = posts_to_moderate(member).count()
    return f"{count}\u00a0message{'s' if count > 1 else ''} à modérer" if count else ""
