"""Notices: each member has their own, unread first."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alertes.channels.notices.models import Notice
from tests.clock import freeze_time
from tests.factories.alertes import NoticeFactory

pytestmark = pytest.mark.django_db


def test_str_of_a_notice_is_its_text():
    assert str(NoticeFactory(text="Votre fiche est publiée")) == "Votre fiche est publiée"


def test_member_sees_only_their_own_notices(animator, colleague):
    notice = NoticeFactory(member=animator)
    NoticeFactory(member=colleague)

    assert list(Notice.objects.visible_to(animator)) == [notice]


def test_visitor_sees_no_notice():
    NoticeFactory()

    assert list(Notice.objects.visible_to(AnonymousUser())) == []


def test_unread_notices_come_first_then_the_newest(animator):
    with freeze_time("2026-03-01 09:00"):
        old_unread = NoticeFactory(member=animator)
    with freeze_time("2026-03-02 09:00"):
        new_unread = NoticeFactory(member=animator)
    with freeze_time("2026-03-03 09:00"):
        newest_read = NoticeFactory(member=animator, read=True)

    assert list(Notice.objects.unread_first()) == [new_unread, old_unread, newest_read]


def test_notice_keeps_the_time_of_its_first_reading(animator):
    first_reading = datetime(2026, 3, 1, 9, tzinfo=UTC)
    notice = NoticeFactory(member=animator, read_at=first_reading)

    assert Notice.objects.mark_read() == 0
    notice.refresh_from_db()
    assert notice.read_at == first_reading


def test_database_refuses_the_same_key_twice_for_a_member(animator):
    NoticeFactory(member=animator, key="post:1")

    with pytest.raises(IntegrityError):
        NoticeFactory(member=animator, key="post:1")


def test_key_used_twice_is_refused_in_french(animator):
    NoticeFactory(member=animator, key="post:1")

    with pytest.raises(ValidationError) as refusal:
        Notice(member=animator, key="post:1", text="Encore", url="/forums/").full_clean()
    assert refusal.value.messages == ["Ce membre a déjà reçu cette alerte."]
