"""The demo's forums: the topics of `content/topics`, written by animators with access to their forum; and forums of
other kinds, from `content/forums`.
"""

import random
import re
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.files.drawings import render_drawing
from extranet.demo.library.reuse import sheet_of
from extranet.demo.network.daytime import past_daytime
from forums.enums import ForumKind, TopicKind
from forums.messages.corrections.services import edit_post, withdraw_post
from forums.messages.files.models import PostFile
from forums.messages.files.services import keep_file
from forums.messages.posts.services import answer, open_topic
from forums.messages.solutions.services import mark_solved
from forums.messages.thanks.models import PostThanks
from forums.threads.forums.models import Forum
from forums.threads.forums.services import create_forum
from forums.threads.polls.models import Poll, PollVote
from forums.threads.polls.terms import PollTerms
from forums.threads.readings.services import note_reading
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member

# In a message, the address of the sheet that a content file makes: `{sheet:copier-fichiers-cle-usb}`.
SHEET_ADDRESS = re.compile(r"\{sheet:([a-z0-9-]+)\}")


def build_topic(content: dict, *, forum: Forum, people: list[Member], draw: random.Random) -> Topic:
    """Build one topic with its posts; the same author number is the same person throughout.

    A post with a text `before` was corrected an hour after; one that is `withdrawn`, two hours after. A post has a
    `staff` instead of an author where the question climbed: to the « territory » of whoever asked, or further to the
    « coordination ».
    """
    authors = draw.sample(people, max(post["author"] for post in content["posts"] if "author" in post) + 1)
    return build_written_topic(content, forum=forum, authors=authors, draw=draw)


def build_written_topic(content: dict, *, forum: Forum, authors: list[Member], draw: random.Random) -> Topic:
    asked = timezone.now() - timedelta(days=content["days_ago"], hours=draw.randint(0, 8))
    opened_at = past_daytime(asked)
    first_post, *replies = content["posts"]
    topic = open_topic(
        forum=forum,
        author=authors[first_post["author"]],
        title=content["title"],
        body=first_post["body"],
        tags=", ".join(content.get("tags", [])),
        kind=TopicKind(content.get("kind", TopicKind.QUESTION)),
        at=opened_at,
        notify=False,
    )
    written = opened_at
    for post in replies:
        written = past_daytime(asked + timedelta(hours=post["hours_after"]), after=written)
        author = _staff(post["staff"], topic) if "staff" in post else authors[post["author"]]
        files = _draw_pictures(post, author=author)
        reply = answer(
            files=files,
            topic=topic,
            author=author,
            body=_placed(post.get("before", post["body"]), files),
            at=written,
            notify=False,
        )
        if "before" in post:
            edit_post(post=reply, body=post["body"], at=reply.created + timedelta(hours=1), notify=False)
        if post.get("withdrawn"):
            withdraw_post(post=reply, at=reply.created + timedelta(hours=2))
        if post.get("solution"):
            mark_solved(post=reply, by=authors[0], notify=False)
            thankful = [author for author in authors if author != reply.author]
            PostThanks.objects.bulk_create([PostThanks(post=reply, member=member) for member in thankful])
    return topic


def _staff(kind: str, topic: Topic) -> Member:
    """Return who answers for a question that climbed."""
    if kind == "coordination":
        return Member.objects.get(email="coordination@example.org")
    territory = topic.forum.territory_id or topic.author.main_position.covered_territory_id
    return Member.objects.filter(positions__territory=territory).earliest("pk")


def _placed(body: str, files: list[PostFile]) -> str:
    """Return the text with the key of its picture in the mark that places it, and the addresses of sheets."""
    for file in files:
        body = body.replace("](image:)", f"](image:{file.pk})", 1)
    return SHEET_ADDRESS.sub(lambda mark: sheet_of(mark[1]).get_absolute_url(), body)


def _draw_pictures(post: dict, *, author: Member) -> list[PostFile]:
    """Keep the picture that a post of the content names, with its description."""
    if "picture" not in post:
        return []
    content = ContentFile(render_drawing(post["picture"]), name=f"{post['picture']}.png")
    kept = keep_file(file=content, by=author)
    kept.alternative = post["alternative"]
    return [kept]


def build_topics(*, animators: list[Member], draw: random.Random) -> None:
    for forum in Forum.objects.filter(kind__in=[ForumKind.NETWORK, ForumKind.TERRITORY]).select_related("territory"):
        people = [
            member for member in animators if forum.territory_id is None or forum.territory_id in member.territory_ids
        ]
        for content in read_file(f"topics/{forum.slug}")["topics"]:
            build_topic(content, forum=forum, people=people, draw=draw)


def build_other_forums(*, animators: list[Member], coordinator: Member, draw: random.Random) -> None:
    """Build a forum of a theme, one of an EPM and one of a project, where the first animator has topics to read."""
    reader, *others = animators
    position = reader.live_positions[0]
    territorial = Member.objects.filter(positions__territory=position.covered_territory_id).earliest("pk")
    colleagues = [member for member in others if position.epm_id in member.epm_ids]
    keepers = {ForumKind.THEME: coordinator, ForumKind.EPM: territorial, ForumKind.PROJECT: territorial}
    for content in read_file("forums")["forums"]:
        kind = ForumKind(content["kind"])
        writers = (colleagues if kind == ForumKind.EPM else others)[:4] or [reader]
        forum = create_forum(
            by=keepers[kind],
            kind=kind,
            title=content["title"],
            description=content["description"],
            epm=position.epm if kind == ForumKind.EPM else None,
            members=[reader, *writers] if kind == ForumKind.PROJECT else [],
        )
        for topic in content["topics"]:
            written = build_written_topic(topic, forum=forum, authors=[keepers[kind], *writers], draw=draw)
            if kind == ForumKind.PROJECT:
                note_reading(member=reader, topic=written, until=written.created)


def build_polls(*, animators: list[Member], coordinator: Member, draw: random.Random) -> None:
    """Build the polls of the network, in which the first animator has not voted yet."""
    forum = Forum.objects.get(slug="reseau")
    for content in read_file("polls")["polls"]:
        opened_at = past_daytime(timezone.now() - timedelta(days=content["days_ago"]))
        closes = timezone.localdate(opened_at) + timedelta(days=content["closes_after"])
        topic = open_topic(
            forum=forum,
            author=coordinator,
            title=content["title"],
            body=content["body"],
            tags=", ".join(content["tags"]),
            kind=TopicKind.POLL,
            poll=PollTerms(content["choices"], closes, several=content["several"]),
            at=opened_at,
            notify=False,
        )
        _draw_votes(topic.poll, content["votes"], voters=animators[1:], draw=draw)
        for reply in content["answers"]:
            author = coordinator if reply.get("coordinator") else animators[3]
            at = past_daytime(opened_at + timedelta(hours=reply["hours_after"]), after=opened_at)
            answer(topic=topic, author=author, body=reply["body"], at=at, notify=False)


def _draw_votes(poll: Poll, counts: list[int], *, voters: list[Member], draw: random.Random) -> None:
    """Let people vote, so that each choice has its count: one choice each, unless the poll takes several."""
    left = draw.sample(voters, sum(counts) if not poll.several else max(counts) + 5)
    for choice, count in zip(poll.choices.all(), counts, strict=True):
        chosen = draw.sample(left, count) if poll.several else [left.pop() for _ in range(count)]
        for member in chosen:
            vote, _ = PollVote.objects.get_or_create(poll=poll, member=member)
            vote.choices.add(choice)
