"""Models of forums, gathered for Django."""

from forums.forums.models import Forum
from forums.posts.models import Post
from forums.topics.models import Topic

__all__ = ["Forum", "Post", "Topic"]
