"""A poll of one answer, opened today for ten days, by an animator, in the forum of the network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.enums import TopicKind
from forums.messages.posts.services import open_topic
from forums.threads.polls.models import Poll
from forums.threads.polls.terms import PollTerms

CHOICES = ("Samedi matin", "Jeudi après-midi", "Aucun des deux")


@pytest.fixture
def terms():
    return PollTerms(choices=CHOICES, closes=timezone.localdate() + timedelta(days=10))


@pytest.fixture
def poll(network_forum, animator, terms) -> Poll:
    topic = open_topic(
        forum=network_forum,
        author=animator,
        title="Quel jour pour la veillée",
        body="Dites ce qui vous va.",
        kind=TopicKind.POLL,
        poll=terms,
    )
    return topic.poll


@pytest.fixture
def keys(poll) -> list[int]:
    """The keys of its choices, in their order."""
    return list(poll.choices.values_list("pk", flat=True))
