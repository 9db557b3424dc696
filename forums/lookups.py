"""The forum, topic or post of an address, for those who see it; 404 for others."""

from django.shortcuts import get_object_or_404

from forums.forums.models import Forum
from forums.posts.models import Post
from forums.topics.models import Topic


def find_forum(user, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(user), slug=slug)


def find_topic(user, forum: str, topic: str) -> Topic:
    topics = Topic.objects.visible_to(user).select_related("forum", "author")
    return get_object_or_404(topics, forum__slug=forum, slug=topic)


def find_post(user, forum: str, topic: str, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__forum")
    return get_object_or_404(posts, topic__forum__slug=forum, topic__slug=topic, pk=pk)
