"""A sheet confirmed or postponed, and its reminders: once for each person and date."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from ressources.authoring.publication.services import withdraw
from ressources.authoring.upkeep.forms import ReviewDateForm
from ressources.authoring.upkeep.services import choose_review_date, confirm_valid, remind_due
from ressources.sheets import sheet_journal
from ressources.sheets.models.workshop import WorkshopPage
from tests.clock import freeze_time
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
DAY, MONTH_LATER = "2027-09-11 12:00", "2027-10-11 12:00"


def notices_of(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


def due_on(sheet) -> date:
    return WorkshopPage.objects.get(pk=sheet.pk).due_on


def test_author_is_reminded_on_the_day_and_not_before(sheet, animator, territorial):
    with freeze_time("2027-09-10 12:00"):
        assert remind_due() == 0
    with freeze_time(DAY):
        assert remind_due() == 1
    assert notices_of(animator) == [f"Votre fiche « {sheet.title} » est à relire : est-elle toujours valable ?"]
    assert notices_of(territorial) == []


def test_second_run_sends_no_reminder(sheet, animator, territorial, django_assert_num_queries):
    with freeze_time(MONTH_LATER):
        assert remind_due() == 2
        before = list(Notice.objects.order_by("pk").values_list("pk", "key"))
        Notice.objects.mark_read()
        assert remind_due() == 0
    assert list(Notice.objects.order_by("pk").values_list("pk", "key")) == before


def test_territorial_animator_is_notified_a_month_later(sheet, animator, territorial, other_territorial):
    with freeze_time(DAY):
        remind_due()
    with freeze_time("2027-10-10 12:00"):
        assert remind_due() == 0
    with freeze_time(MONTH_LATER):
        assert remind_due() == 1
    assert notices_of(territorial) == [
        f"La fiche « {sheet.title} » (EPM de Gramat) attend d’être relue depuis le samedi 11 septembre 2027."
    ]
    assert (len(notices_of(animator)), notices_of(other_territorial)) == (1, [])


def test_reviewer_is_notified_at_once_for_a_former_author(epm, departed, territorial):
    SheetFactory(epm=epm, author=departed)
    with freeze_time(DAY):
        assert remind_due() == 1
    assert (notices_of(departed), len(notices_of(territorial))) == ([], 1)


def test_sheets_already_notified_cost_no_query(epm, animator, django_assert_num_queries):
    SheetFactory.create_batch(3, epm=epm, author=animator)
    with freeze_time(DAY):
        remind_due()
        with django_assert_num_queries(6):  # four, and the savepoint of the transaction
            remind_due()


def test_confirmation_postpones_the_day_withdraws_the_reminder_and_is_logged(sheet, animator, territorial):
    with freeze_time(MONTH_LATER):
        remind_due()
        assert confirm_valid(page=sheet, by=animator) == date(2029, 4, 11)
        assert (remind_due(), due_on(sheet)) == (0, date(2029, 4, 11))
    assert (notices_of(animator), notices_of(territorial)) == ([], [])
    entry = sheet_journal.entries_of(sheet).get()
    assert (entry.user, str(entry.message)) == (animator, "Toujours valable, à relire le mercredi 11 avril 2029")


def test_next_due_day_has_its_own_reminder(sheet, animator):
    with freeze_time(DAY):
        remind_due()
        Notice.objects.mark_read()
        confirm_valid(page=sheet, by=animator)
    with freeze_time("2029-03-12 12:00"):
        assert remind_due() == 1
    assert len(notices_of(animator)) == 2


def test_day_is_chosen_within_three_years(sheet, animator):
    with freeze_time(DAY):
        choose_review_date(page=sheet, by=animator, due_date=date(2027, 12, 31))
        for day in (date(2027, 9, 11), date(2020, 1, 1), date(2027, 9, 11) + timedelta(days=1096)):
            with pytest.raises(ValidationError):
                choose_review_date(page=sheet, by=animator, due_date=day)
    assert due_on(sheet) == date(2027, 12, 31)
    assert [str(entry.message) for entry in sheet_journal.entries_of(sheet)] == [
        "À relire le vendredi 31 décembre 2027"
    ]


@pytest.mark.parametrize("days", [1, 1095])
def test_chosen_day_is_tomorrow_at_the_earliest_and_in_three_years_at_the_latest(sheet, animator, days):
    with freeze_time(DAY):
        day = timezone.localdate() + timedelta(days=days)
        form = ReviewDateForm({"due": day.isoformat()})
        assert form.is_valid()
        assert choose_review_date(page=sheet, by=animator, due_date=day) == day


@pytest.mark.parametrize("days", [0, 1096])
def test_form_refuses_the_day_itself_and_a_day_beyond_three_years(days):
    with freeze_time(DAY):
        form = ReviewDateForm({"due": (timezone.localdate() + timedelta(days=days)).isoformat()})
        assert list(form.errors) == ["due"]


def test_sheet_out_of_the_library_has_no_due_day(sheet, animator):
    page = withdraw(page=sheet, by=animator)
    with pytest.raises(ValidationError):
        confirm_valid(page=page, by=animator)


def test_colleague_with_two_positions_is_notified_once(sheet, animator, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    with freeze_time(DAY):
        assert remind_due() == 1
