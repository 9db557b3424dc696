"""Due dates: computed, chosen, computed again; the database and the page agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ressources.authoring.publication.services import publish, submit, withdraw
from ressources.authoring.upkeep.models import ReviewDate
from ressources.sheets.freshness import LIFETIME
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import save_draft
from tests.clock import freeze_time
from tests.factories.ressources import SheetContentFactory, SheetFactory
from tests.moments import start_of

pytestmark = pytest.mark.django_db
DAY = date(2027, 9, 11)  # 548 days after the 12th of March 2026


def reload(sheet) -> WorkshopPage:
    return WorkshopPage.objects.with_upkeep().get(pk=sheet.pk)


def is_due_for_both(sheet, day: date) -> bool:
    """Return the result of the query and of the page, which must agree."""
    is_due = WorkshopPage.objects.due(day).filter(pk=sheet.pk).exists()
    with freeze_time(datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)):
        assert reload(sheet).is_due is is_due
    return is_due


def test_sheet_is_due_eighteen_months_after_its_publication(sheet):
    assert reload(sheet).due_on == DAY
    assert not is_due_for_both(sheet, DAY - timedelta(days=1))
    assert is_due_for_both(sheet, DAY)


def test_day_of_publication_is_in_paris_time(epm):
    late_evening_sheet = SheetFactory(epm=epm, published_at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC))
    assert reload(late_evening_sheet).due_on == DAY + timedelta(days=1)
    assert not is_due_for_both(late_evening_sheet, DAY)
    assert is_due_for_both(late_evening_sheet, DAY + timedelta(days=1))


def test_publication_at_midnight_counts_for_the_day_that_begins(epm):
    sheet = SheetFactory(epm=epm, published_at=start_of(date(2026, 3, 13)))
    due_day = reload(sheet).due_on
    assert due_day == date(2026, 3, 13) + LIFETIME
    assert [is_due_for_both(sheet, day) for day in (due_day - timedelta(days=1), due_day)] == [False, True]


def test_chosen_day_replaces_the_computed_one(sheet):
    ReviewDate.objects.create(sheet=sheet, due=date(2026, 12, 1))
    assert reload(sheet).due_on == date(2026, 12, 1)
    assert is_due_for_both(sheet, date(2026, 12, 1))
    ReviewDate.objects.update(due=date(2028, 1, 1))
    assert not is_due_for_both(sheet, DAY)


def test_new_publication_restarts_the_period(sheet, animator, territorial):
    ReviewDate.objects.create(sheet=sheet, due=date(2026, 12, 1))
    page = save_draft(
        page=sheet, by=animator, data=SheetContentFactory(), base_revision=reload(sheet).latest_revision_id
    )
    publish(page=submit(page=page, by=animator), by=territorial)
    assert reload(sheet).due_on == timezone.localdate() + LIFETIME


def test_sheet_out_of_the_library_is_never_due(sheet, draft, animator):
    withdraw(page=sheet, by=animator)
    assert (reload(sheet).due_on, reload(draft).due_on) == (None, None)
    assert not is_due_for_both(sheet, date(2040, 1, 1))
    assert not is_due_for_both(draft, date(2040, 1, 1))
