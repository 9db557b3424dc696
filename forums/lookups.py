"""The topic or post of an address, of today or of before, for those who see it; 404 for others."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.threads.clock.permissions import territorial_animators
from forums.threads.readings.unread import with_read_until
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.web.queries.compiled_query import CompiledQuery

CLOCK_JOINS = ("watch__taken_by", "watch__territory")


def topics_for(reader: Member) -> QuerySet[Topic]:
    """Return the topics that `reader` sees, with what the page of one shows (`find_topic`)."""
    topics = with_read_until(Topic.objects.visible_to(reader), reader).with_tags()
    here = Q(topic=OuterRef("pk")) | Q(post__topic=OuterRef("pk"))
    held = HeldMessage.objects.filter(here, author=reader.pk)
    topics = topics.annotate(has_animator=Exists(territorial_animators()), has_held=Exists(held))
    return topics.select_related("forum__territory", "forum__epm__commune", "author", "poll", *CLOCK_JOINS)


def topic_at(reader: Member, forum: str, topic: str) -> QuerySet[Topic]:
    return topics_for(reader).filter(forum__slug=forum, slug=topic)[:1]


def topic_once_at(reader: Member, forum: str, topic: str) -> QuerySet[Topic]:
    return topics_for(reader).filter(former_addresses__forum__slug=forum, former_addresses__slug=topic)


TOPIC_AT = CompiledQuery(topic_at)


def find_topic(user, forum: str, topic: str) -> Topic:
    """Return the topic that has this address, or had it (a form sent from an old page still reaches it), with what its
    page says of its clock, how far `user` has read it, and whether something of theirs waits to be read (`has_held`).
    """
    address = {"reader": user, "forum": forum, "topic": topic}
    found = TOPIC_AT.row(**address) or topic_once_at(**address).first()
    if found is None:
        raise Http404
    return found


def find_post(user, forum: str, topic: str, pk: int) -> Post:
    """Return a post by its number, wherever it stands today. `forum` and `topic`: where it stood in the address."""
    return get_object_or_404(Post.objects.readable_by(user).select_related("topic__forum__epm__commune"), pk=pk)


def find_post_by_number(user, pk: int) -> Post:
    """Return a post wherever it stands today: its number outlives the title and the place of its topic."""
    return get_object_or_404(Post.objects.visible_to(user).select_related("topic__forum"), pk=pk)
