"""Permissions to mark a topic solved and to edit a post."""

import pytest

from forums.messages.corrections.permissions import may_edit_post
from forums.messages.permissions import may_mark_solved
from tests.factories.forums import PostFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("person", "in_network_forum", "in_territory_forum"),
    [
        ("animator", True, True),  # author of both topics
        ("colleague", False, False),
        ("stranger", False, False),
        ("territorial", True, True),
        ("other_territorial", True, False),
        ("coordinator", True, True),
        ("learner", False, False),
    ],
)
def test_author_and_supervisors_may_mark_a_topic_solved(
    person, in_network_forum, in_territory_forum, topic, figeac_topic, request
):
    user = request.getfixturevalue(person)

    assert (may_mark_solved(user, topic), may_mark_solved(user, figeac_topic)) == (in_network_forum, in_territory_forum)


def test_only_its_author_may_edit_a_post(topic, animator, colleague, coordinator):
    post = PostFactory(topic=topic, author=colleague)

    assert [may_edit_post(user, post) for user in (animator, colleague, coordinator)] == [False, True, False]
