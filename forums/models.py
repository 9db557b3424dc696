"""Models of forums, gathered for Django."""

from forums.corrections.models import EarlierText, WithdrawnTopic
from forums.drafts.models import MessageDraft
from forums.files.models import PostFile
from forums.forums.models import Forum
from forums.posts.models import Post
from forums.topics.models import Topic

__all__ = ["EarlierText", "Forum", "MessageDraft", "Post", "PostFile", "Topic", "WithdrawnTopic"]
