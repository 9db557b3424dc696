"""A site of the release before: the feeds of its members get new addresses, once, and their owners a word."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.choices.kinds import declared_kinds
from reseau.calendar.feeds.models import NewsFeed

pytestmark = pytest.mark.django_db

migration = import_module("extranet.migrations.0017_news_feeds_drawn_anew")


def test_former_address_is_dead_and_its_owner_alone_is_told(client, animator, colleague):
    feed = NewsFeed.objects.create(member=animator, created=timezone.now() - timedelta(days=30))
    former = feed.address_of("alertes")

    migration.draw_anew(apps, None)

    feed.refresh_from_db()
    assert [client.get(address).status_code for address in (former, feed.address_of("alertes"))] == [404, 200]
    notice, mail = Notice.objects.get(), Mail.objects.get()
    assert (notice.member, notice.text, notice.url) == (animator, migration.WORDS, "/flux/")
    assert (mail.member, mail.text, mail.event_kind) == (animator, migration.WORDS, declared_kinds()[notice.kind])
    assert mail.matter == mail.event_kind.matter
