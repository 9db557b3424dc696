"""Signs of life that leave no other trace: one writing a day."""

import datetime

import pytest

from alertes.channels.mails.reply_addresses import reply_address
from alertes.channels.replies.services import receive
from formation.sessions.calendar_feeds.services import renew_feed
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.feeds.models import NewsFeed
from reseau.calendar.private_addresses import draw_address
from reseau.people.members.models.member import Member
from reseau.people.members.signs import note_sign
from tests.alertes.channels.replies.incoming import mail_to
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_still_clock")]
TODAY = datetime.date(2026, 6, 3)
ADDRESSES = {
    "agenda": lambda member: draw_address(kind=AgendaFeed, member=member).get_absolute_url(),
    "feed": lambda member: draw_address(kind=NewsFeed, member=member).address_of("sujets"),
    "trainings": lambda member: renew_feed(owner=member, by=member).get_absolute_url(),
}


@pytest.fixture
def _still_clock():
    with freeze_time("2026-06-03 10:00"):
        yield


def last_sign(member: Member) -> datetime.date | None:
    return Member.objects.get(pk=member.pk).last_sign


def test_sign_is_written_once_a_day(animator, django_assert_num_queries):
    note_sign(member=animator)
    assert last_sign(animator) == TODAY

    animator.refresh_from_db()
    with django_assert_num_queries(0):
        note_sign(member=animator)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_private_address_that_is_read_is_a_sign_of_its_member(client, animator, address):

    assert client.get(address(animator)).status_code == 200
    assert last_sign(animator) == TODAY


def test_answer_by_mail_is_a_sign(animator, colleague, settings):
    settings.REPLY_ADDRESS = "reponse@extranet.example"
    topic = TopicFactory(forum=ForumFactory(slug="reseau"), author=animator)

    receive(raw=mail_to(reply_address(kind="topic", key=topic.pk, member=colleague.pk), "Le voici."))

    assert (last_sign(colleague), last_sign(animator)) == (TODAY, None)
