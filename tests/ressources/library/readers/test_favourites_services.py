"""Favourites and thanks, and the notices of thanks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from ressources.library.readers.models import Favourite, Thanks
from ressources.library.readers.services import drop_favourite, keep_favourite, take_back_thanks, thank
from tests.clock import freeze_time
from tests.factories.ressources import AuthorshipFactory
from tests.moments import end_of, start_of

pytestmark = pytest.mark.django_db


def notices_of(member, **fields) -> list[str]:
    return list(Notice.objects.filter(member=member, **fields).order_by("pk").values_list("text", flat=True))


def test_favourite_is_added_once_and_removed(sheet, stranger):
    keep_favourite(sheet=sheet, by=stranger)
    keep_favourite(sheet=sheet, by=stranger)
    assert list(Favourite.objects.values_list("member", "sheet")) == [(stranger.pk, sheet.pk)]
    drop_favourite(sheet=sheet, by=stranger)
    drop_favourite(sheet=sheet, by=stranger)
    assert Favourite.objects.count() == 0


def test_thanks_of_a_week_notify_the_author_once(sheet, animator, stranger, colleague, territorial, coordinator):
    for member in (stranger, stranger, colleague):
        thank(sheet=sheet, by=member)
    assert notices_of(animator) == [
        f"{stranger} et {colleague} vous remercient pour votre fiche «\u00a0{sheet.title}\u00a0»."
    ]
    thank(sheet=sheet, by=territorial)
    thank(sheet=sheet, by=coordinator)
    names = f"{stranger}, {colleague} et 2\u00a0autres personnes"
    assert notices_of(animator) == [f"{names} vous remercient pour votre fiche «\u00a0{sheet.title}\u00a0»."]
    assert Thanks.objects.count() == 4


def test_week_of_thanks_runs_from_monday_at_midnight_to_sunday(sheet, stranger):
    monday = date(2026, 10, 12)
    Thanks.objects.create(sheet=sheet, member=stranger, given=start_of(monday))
    in_its_week = start_of(monday), end_of(monday + timedelta(days=6))
    outside = end_of(monday - timedelta(days=1)), start_of(monday + timedelta(days=7))
    assert all(Thanks.objects.of_the_week(moment).exists() for moment in in_its_week)
    assert not any(Thanks.objects.of_the_week(moment).exists() for moment in outside)


def test_read_notice_of_thanks_is_not_repeated_until_next_week(sheet, animator, stranger, colleague):
    with freeze_time(datetime(2026, 10, 12, 8, tzinfo=UTC)):  # a Monday
        thank(sheet=sheet, by=stranger)
    Notice.objects.filter(member=animator).mark_read()
    with freeze_time(datetime(2026, 10, 18, 21, tzinfo=UTC)):  # Sunday, eleven at night in Paris
        thank(sheet=sheet, by=colleague)
    assert len(notices_of(animator)) == 1
    with freeze_time(datetime(2026, 10, 18, 22, 30, tzinfo=UTC)):  # already Monday
        take_back_thanks(sheet=sheet, by=colleague)
        thank(sheet=sheet, by=colleague)
    assert notices_of(animator, read_at=None) == [
        f"{colleague} vous remercie pour votre fiche «\u00a0{sheet.title}\u00a0»."
    ]


def test_removed_thanks_keep_the_notice(sheet, animator, stranger, colleague):
    thank(sheet=sheet, by=stranger)
    thank(sheet=sheet, by=colleague)
    take_back_thanks(sheet=sheet, by=stranger)
    assert notices_of(animator) == [f"{colleague} vous remercie pour votre fiche «\u00a0{sheet.title}\u00a0»."]
    take_back_thanks(sheet=sheet, by=colleague)
    assert (notices_of(animator), Thanks.objects.count()) == ([], 0)


def test_thanks_and_favourites_of_other_sheets_and_members_stay(sheet, member_sheet, stranger, colleague):
    for each, member in ((sheet, stranger), (member_sheet, stranger), (sheet, colleague)):
        thank(sheet=each, by=member)
        keep_favourite(sheet=each, by=member)

    take_back_thanks(sheet=sheet, by=stranger)
    drop_favourite(sheet=sheet, by=stranger)

    left = {(member_sheet.pk, stranger.pk), (sheet.pk, colleague.pk)}
    assert set(Thanks.objects.values_list("sheet", "member")) == left
    assert set(Favourite.objects.values_list("sheet", "member")) == left


def test_coauthors_are_notified_and_cannot_thank_themselves(sheet, animator, stranger, departed):
    coauthor = AuthorshipFactory(sheet=sheet).member
    AuthorshipFactory(sheet=sheet, member=departed)
    for author in (animator, coauthor):
        with pytest.raises(ValidationError):
            thank(sheet=sheet, by=author)
    thank(sheet=sheet, by=stranger)
    assert [len(notices_of(member)) for member in (animator, coauthor, departed, stranger)] == [1, 1, 0, 0]
    assert list(Thanks.objects.values_list("member", flat=True)) == [stranger.pk]
