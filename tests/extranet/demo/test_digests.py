"""Digests of the demo: those of the past were sent in their time, today’s news waits for tomorrow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from extranet.demo.messages import settle_digests
from tests.factories.alertes import MailItemFactory, NoticeFactory

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def item(member, key: str, *, days_ago: int, read: bool = False) -> MailItem:
    notice = NoticeFactory(member=member, key=key, read=read)
    Notice.objects.filter(pk=notice.pk).update(created=timezone.now() - days_ago * A_DAY)
    return MailItemFactory(member=member, key=key, follows_notice=True, due=timezone.now() + A_DAY)


def test_past_news_was_told_the_next_morning_and_the_rest_waits(animator):
    MailItem.objects.all().delete()
    Mail.objects.all().delete()
    old, other_old = (item(animator, f"post:{number}", days_ago=9) for number in (1, 2))
    new = item(animator, "post:3", days_ago=0)
    item(animator, "post:4", days_ago=9, read=True)

    settle_digests()

    digest = Mail.objects.get()
    assert (digest.state, timezone.localdate(digest.settled)) == (*(MailState.SENT, timezone.localdate() - 8 * A_DAY),)
    assert set(digest.items.all()) == {old, other_old}
    assert list(MailItem.objects.waiting()) == [new]
    assert send_digests(at=timezone.now() + A_DAY) == 1
