"""Forums of the network and of each territory, topics, and the posts that answer them."""

from forums.models.forum import Forum
from forums.models.post import Post
from forums.models.topic import Topic

__all__ = ["Forum", "Post", "Topic"]
