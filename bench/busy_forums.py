"""Separate process: forums with as many posts as a département writes in years, then the counts of their pages.

`EXTRANET_BENCH_POSTS` says how many posts. Their texts are those of the demo; nothing is indexed or announced.
"""

import json
import os
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from django.utils import timezone

from bench.page_counts import count
from bench.pages import Page
from forums.forums.models import Forum
from forums.posts.models import POSTS_PER_PAGE, Post
from forums.topics.models import Topic
from reseau.members.models.member import Member

LONG_TOPIC = 500
POSTS_OF_A_TOPIC = 20
YEARS = timedelta(days=4 * 365)
TOGETHER = 2_000
TITLE = "Sujet de mesure"


def main() -> None:
    fill(int(os.environ["EXTRANET_BENCH_POSTS"]), random.Random("forums"))  # noqa: S311 - nothing secret
    print(json.dumps({"posts": Post.objects.count(), "topics": Topic.objects.count()}))
    for page in forum_pages():
        print(json.dumps(count(page)))


def fill(wanted: int, draw: random.Random) -> None:
    """Create the posts that are missing, in topics of twenty, and one topic of five hundred."""
    missing = wanted - Post.objects.count()
    sizes = [LONG_TOPIC, *[POSTS_OF_A_TOPIC] * max((missing - LONG_TOPIC) // POSTS_OF_A_TOPIC, 0)]
    forums, people = list(Forum.objects.order_by("pk")), list(Member.objects.in_network().order_by("pk"))
    texts = list(Post.objects.order_by("pk").values_list("body", "html"))
    ends = [timezone.now() - YEARS * draw.random() ** 2 for _ in sizes]
    topics = [
        Topic(
            forum=forum,
            title=f"{TITLE} {rank}",
            slug=f"sujet-de-mesure-{rank}",
            author=draw.choice(people),
            created=end - timedelta(hours=size),
            last_post_at=end,
            post_count=size,
        )
        for rank, (size, end, forum) in enumerate(zip(sizes, ends, cycle(forums), strict=False))
    ]
    Topic.objects.bulk_create(topics, batch_size=TOGETHER)
    posts = posts_of(topics, people, texts, draw)
    while batch := list(islice(posts, TOGETHER)):
        Post.objects.bulk_create(batch)


def posts_of(topics: list[Topic], people: list[Member], texts: list, draw: random.Random) -> Iterator[Post]:
    for topic in topics:
        for rank in range(topic.post_count):
            body, html = draw.choice(texts)
            created = topic.created + (topic.last_post_at - topic.created) * (rank + 1) / topic.post_count
            author = topic.author if rank == 0 else draw.choice(people)
            yield Post(topic=topic, author=author, body=body, html=html, created=created)


def forum_pages() -> Iterator[Page]:
    """Yield the pages that read most rows, as an animator and as the coordination, who sees every forum."""
    animator = Member.objects.get(email="animateur1@example.org")
    coordinator = Member.objects.get(email="coordination@example.org")
    readable = Topic.objects.visible_to(animator).select_related("forum")
    topic = readable.order_by("-post_count", "pk").first()
    last_page = -(-topic.post_count // POSTS_PER_PAGE)
    for who, member in (("animator", animator), ("coordinator", coordinator)):
        yield Page("topics-to-read", who, "/forums/", member)
        yield Page("topics-of-all", who, "/forums/?vue=tous", member)
        yield Page("topics-unanswered", who, "/forums/?etat=open", member)
    yield Page("forum", "animator", topic.forum.get_absolute_url(), animator)
    yield Page("forum-page-9", "animator", f"{topic.forum.get_absolute_url()}?page=9", animator)
    yield Page("long-topic", "animator", topic.get_absolute_url(), animator)
    yield Page("long-topic-end", "animator", f"{topic.get_absolute_url()}?page={last_page}", animator)
