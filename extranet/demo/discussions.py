"""The demo's forums: the topics of `content/topics`, written by animators with access to their forum."""

import random
from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from forums.forums.models import Forum
from forums.posts.services import answer, open_topic
from forums.solutions.services import mark_solved
from forums.topics.models import Topic
from reseau.members.models.member import Member


def build_topic(content: dict, *, forum: Forum, people: list[Member], draw: random.Random, copy: int) -> Topic:
    """Build one topic with its posts; the same author number is the same person throughout."""
    authors = draw.sample(people, max(post["author"] for post in content["posts"]) + 1)
    opened_at = timezone.now() - timedelta(days=content["days_ago"] + 30 * copy, hours=draw.randint(0, 8))
    first_post, *replies = content["posts"]
    topic = open_topic(
        forum=forum,
        author=authors[first_post["author"]],
        title=content["title"] + (f" ({copy + 1})" if copy else ""),
        body=first_post["body"],
        tags=", ".join(content.get("tags", [])),
        at=opened_at,
    )
    for post in replies:
        reply = answer(
            topic=topic,
            author=authors[post["author"]],
            body=post["body"],
            at=min(opened_at + timedelta(hours=post["hours_after"]), timezone.now()),
            notify=False,
        )
        if post.get("solution"):
            mark_solved(post=reply, by=authors[0], notify=False)
    return topic


def build_topics(*, animators: list[Member], scale: int, draw: random.Random) -> None:
    for forum in Forum.objects.select_related("territory"):
        people = [
            member for member in animators if forum.territory_id is None or forum.territory_id in member.territory_ids
        ]
        for copy in range(scale):
            for content in read_file(f"topics/{forum.slug}")["topics"]:
                build_topic(content, forum=forum, people=people, draw=draw, copy=copy)
