"""The topic or post of an address, for those who see it; 404 for others."""

from django.shortcuts import get_object_or_404

from forums.posts.models import Post
from forums.topics.models import Topic


def find_topic(user, forum: str, topic: str) -> Topic:
    topics = Topic.objects.visible_to(user).select_related("forum__territory", "forum__epm__commune", "author")
    return get_object_or_404(topics.with_tags(), forum__slug=forum, slug=topic)


def find_post(user, forum: str, topic: str, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__forum__epm__commune")
    return get_object_or_404(posts, topic__forum__slug=forum, topic__slug=topic, pk=pk)


def find_post_by_number(user, pk: int) -> Post:
    """Return a post wherever it stands today: its number outlives the title and the place of its topic."""
    return get_object_or_404(Post.objects.visible_to(user).select_related("topic__forum"), pk=pk)
