"""Deliveries in the demo: some sheets have many, some none; their authors have read old thanks."""

from datetime import date

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from reseau.people.members.models.member import Member
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally

pytestmark = pytest.mark.django_db


def test_some_sheets_have_many_deliveries_and_others_none(demo):
    times = sorted(DeliveryTally.objects.values_list("times", flat=True), reverse=True)
    first_day = date(timezone.localdate().year - 2, 1, 1)

    assert list(DeliveryTally.objects.wrong()) == []
    assert 10 <= times[8] <= times[0] <= 20
    assert max(times[9:]) <= 3
    assert len(times) < WorkshopPage.objects.live().count()
    assert Delivery.objects.filter(date__lt=first_day).count() == 0
    assert Delivery.objects.noted().count() > Delivery.objects.count() / 3
    assert Member.objects.get(email="animateur1@example.org").deliveries.count() > 5


def test_authors_have_read_old_thanks(demo):
    thanks = Notice.objects.filter(key__contains=":delivered:")
    unread = thanks.unread().count()

    assert 0 < unread < thanks.count() / 4
    assert MailItem.objects.filter(key__contains=":delivered:").count() == unread
