"""Models of forums, gathered for Django."""

from forums.forums.models import Forum, ForumMember
from forums.posts.models import Post
from forums.readings.models import ForumReading, TopicReading
from forums.thanks.models import PostThanks
from forums.topics.models import Topic

__all__ = ["Forum", "ForumMember", "ForumReading", "Post", "PostThanks", "Topic", "TopicReading"]
