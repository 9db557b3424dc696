"""The announcement of the demo: its log says who read it on the site, and what left by mail."""

import pytest

from alertes.channels.notices.preview import sending_log
from forums.enums import TopicKind
from forums.messages.posts.notices import opening_key
from forums.threads.topics.models import Topic
from tests.pages import COORDINATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def announcement(demo) -> Topic:
    return Topic.objects.get(kind=TopicKind.ANNOUNCEMENT)


def test_announcement_was_read_by_most_and_mailed_to_the_others(announcement):
    log = sending_log(opening_key(topic=announcement))
    assert log.told > 100
    assert log.told / 2 < log.read < log.told
    assert log.sent == log.told - log.read
    assert (log.waiting, log.spared, log.refused) == (0, 0, 0)


def test_coordination_reads_the_log_from_the_announcement(announcement, browse):
    browser, address = browse(COORDINATOR), f"{announcement.get_absolute_url()}envoi/"
    assert browser.get(announcement.get_absolute_url()).content.decode().count(f'href="{address}"') == 1
    assert browser.get(address).context["log"] == sending_log(opening_key(topic=announcement))
