"""Models of forums, gathered for Django."""

from forums.clock.models import QuestionWatch
from forums.corrections.models import EarlierText, WithdrawnTopic
from forums.drafts.models import MessageDraft
from forums.files.models import PostFile
from forums.first_links.models import HeldMessage
from forums.forums.models import Forum, ForumMember
from forums.moderation.models.action import ModerationAction
from forums.moderation.models.report import PostReport
from forums.polls.models import Poll, PollChoice, PollVote
from forums.posts.models import Post
from forums.readings.models import ForumReading, TopicReading
from forums.tags.models import TopicTag
from forums.thanks.models import PostThanks
from forums.topics.models import Topic, TopicAddress

__all__ = [
    "EarlierText",
    "Forum",
    "ForumMember",
    "ForumReading",
    "HeldMessage",
    "MessageDraft",
    "ModerationAction",
    "Poll",
    "PollChoice",
    "PollVote",
    "Post",
    "PostFile",
    "PostReport",
    "PostThanks",
    "QuestionWatch",
    "Topic",
    "TopicAddress",
    "TopicReading",
    "TopicTag",
    "WithdrawnTopic",
]
