"""Models of forums, gathered for Django."""

from forums.messages.corrections.models import EarlierText, WithdrawnTopic
from forums.messages.drafts.models import MessageDraft
from forums.messages.files.models import PostFile
from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.messages.thanks.models import PostThanks
from forums.moderation.models import ModerationAction, PostReport
from forums.threads.clock.models import QuestionWatch
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.polls.models import Poll, PollChoice, PollVote
from forums.threads.readings.models import ForumReading, TopicReading
from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic, TopicAddress

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
