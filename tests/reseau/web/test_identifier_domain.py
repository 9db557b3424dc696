"""Identifiers that others keep do not change when the site moves."""

from alertes.channels.mails.headers import message_id
from alertes.channels.mails.models.mail import Mail
from reseau.calendar.agenda.calendar_file import whole_uid
from reseau.calendar.feeds.registry import tag_uri


def identifiers() -> list[str]:
    return [whole_uid("meeting-1"), tag_uri("topic-1"), message_id(Mail(key="a")).partition("@")[2]]


def test_identifiers_follow_the_address_of_the_site(settings):
    settings.ORIGIN = "https://un.example.org"
    assert identifiers() == ["meeting-1@un.example.org", "tag:un.example.org,2026:topic-1", "un.example.org>"]


def test_identifiers_stay_when_the_site_moves(settings):
    settings.ORIGIN, settings.IDENTIFIER_DOMAIN = "https://deux.example.org", "un.example.org"
    assert identifiers() == ["meeting-1@un.example.org", "tag:un.example.org,2026:topic-1", "un.example.org>"]
