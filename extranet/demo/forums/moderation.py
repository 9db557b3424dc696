"""Messages of the demo that somebody reports, from `content/moderation`: two wait, one is hidden; a topic that was
moved; the message of a new member, to read before it is published.
"""

import random
from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.network.daytime import past_daytime
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import hold
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.moderation.models import ModerationAction, PostReport
from forums.moderation.services.arrangement import move
from forums.moderation.services.hiding import hide
from forums.moderation.services.reports import report
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member


def build_reports(*, animators: list[Member], draw: random.Random) -> None:
    for content in read_file("moderation")["messages"]:
        topic = Topic.objects.select_related("forum").get(forum__slug=content["forum"], title=content["topic"])
        reporters = [member for member in animators if topic.forum.territory_id in member.territory_ids]
        author, *reporters = draw.sample(reporters, 1 + len(content["reports"]))
        written = past_daytime(timezone.now() - timedelta(days=content["days_ago"]))
        post = answer(topic=topic, author=author, body=content["body"], at=written, notify=False)
        for reporter, words in zip(reporters, content["reports"], strict=True):
            report(post=post, by=reporter, **words)
        PostReport.objects.filter(post=post).update(created=written + timedelta(hours=3))
        if "decision" in content:
            _decide(post, content["decision"], written + timedelta(hours=20))


def build_moved_topic(*, animators: list[Member]) -> None:
    """Let the animator of a territory move a question to the forum of the network, where more people know."""
    content = read_file("moderation")["moved"]
    territory_forum = Forum.objects.select_related("territory").get(slug=content["forum"])
    author = next(member for member in animators if territory_forum.territory_id in member.territory_ids)
    asked = past_daytime(timezone.now() - timedelta(days=content["days_ago"]))
    topic = open_topic(
        forum=territory_forum, author=author, title=content["title"], body=content["body"], at=asked, notify=False
    )
    territorial = Member.objects.filter(positions__territory=territory_forum.territory).earliest("pk")
    network = Forum.objects.get(slug="reseau")
    action = move(topic=topic, forum=network, by=territorial, reason=content["reason"])
    ModerationAction.objects.filter(pk=action.pk).update(at=asked + timedelta(hours=5))


def build_held_message(*, animators: list[Member]) -> None:
    """Let the latest animator of a territory answer with a link: its territorial animator has to read it."""
    content = read_file("moderation")["held"]
    topic = Topic.objects.with_place().get(forum__slug=content["forum"], title=content["topic"])
    people = [member for member in animators if topic.forum.territory_id in member.territory_ids]
    author = min(people, key=lambda member: (member.posts.count(), -member.pk))
    written = past_daytime(timezone.now() - timedelta(days=content["days_ago"]))
    Member.objects.filter(pk=author.pk).update(date_joined=written - timedelta(days=content["days_here"]))
    hold(held=HeldMessage(author=author, topic=topic, body=content["body"], created=written))


def _decide(post: Post, decision: dict, at) -> None:
    territorial = Member.objects.filter(positions__territory=post.topic.forum.territory).earliest("pk")
    hide(post=post, by=territorial, reason=decision["reason"], words=decision["words"])
    Post.objects.filter(pk=post.pk).update(hidden=at)
    PostReport.objects.filter(post=post).update(settled=at)
    ModerationAction.objects.filter(post=post).update(at=at)
