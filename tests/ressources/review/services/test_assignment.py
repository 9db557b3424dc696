"""Assignment of a sheet in review: one reviewer at a time, given, put back, postponed, reminded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.authoring.publication import services as publication
from ressources.review import services as review
from ressources.review.models import ReviewAssignment
from ressources.review.permissions import holder_of
from ressources.sheets import sheet_journal
from ressources.sheets.enums import SheetState
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services import drafts
from tests.clock import freeze_time
from tests.factories.ressources import SheetContentFactory, SubmittedFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


def reload(page) -> Sheet:
    return Sheet.objects.get(pk=page.pk)


def keys(member) -> list[str]:
    """Return the keys of the member's notices, without their numbers."""
    notice_keys = Notice.objects.filter(member=member).order_by("pk").values_list("key", flat=True)
    return [key.split(":")[2] for key in notice_keys]


def test_submitted_sheet_waits_for_a_reviewer_and_is_due_within_ten_days(epm, territorial):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm)

    assert (page.assignment.reviewer, page.assignment.due) == (None, date(2026, 3, 12))


def test_reviewer_takes_the_sheet_and_author_is_notified(submitted, territorial, animator):
    review.take_review(page=submitted, by=territorial)

    assert holder_of(reload(submitted)) == territorial
    assert keys(animator) == ["taken"]
    assert not Mail.objects.filter(member=animator).exists()


def test_second_reviewer_is_refused_with_the_name_of_the_first(submitted, territorial, second):
    with freeze_time("2026-03-02 09:00"):
        review.take_review(page=submitted, by=territorial)

    with pytest.raises(ValidationError) as refusal:
        review.take_review(page=submitted, by=second)
    assert refusal.value.message == f"{territorial} s’occupe de cette fiche depuis le lundi 2 mars 2026."
    assert holder_of(reload(submitted)) == territorial


def test_taking_twice_changes_nothing(submitted, territorial, animator):
    review.take_review(page=submitted, by=territorial)
    review.take_review(page=submitted, by=territorial)

    assert keys(animator) == ["taken"]


def test_sheet_out_of_review_cannot_be_taken(submitted, territorial, second):
    publication.publish(page=submitted, by=territorial)

    with pytest.raises(ValidationError) as refusal:
        review.take_review(page=submitted, by=second)
    assert refusal.value.message.startswith("Cette fiche n’est plus en relecture")


def test_only_the_assigned_reviewer_answers(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)

    with pytest.raises(ValidationError) as refusal:
        publication.publish(page=reload(submitted).specific, by=second)
    assert refusal.value.message.startswith(f"{territorial} s’occupe de cette fiche")
    assert publication.publish(page=reload(submitted).specific, by=territorial).state is SheetState.PUBLISHED
    assert not ReviewAssignment.objects.exists()


def test_coordinator_answers_in_any_case(submitted, territorial, coordinator):
    review.take_review(page=submitted, by=territorial)

    page = publication.ask_changes(page=submitted, by=coordinator, reason="Une pause.")

    assert page.state is SheetState.CHANGES_ASKED


def test_given_sheet_notifies_the_colleague(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)

    review.give_review(page=submitted, by=territorial, to=second)

    assert holder_of(reload(submitted)) == second
    assert keys(second) == ["given"]
    assert MailItem.objects.get(member=second).text.startswith(f"{territorial} vous confie la relecture")


def test_sheet_of_a_colleague_is_given_only_by_a_coordinator(submitted, territorial, second, coordinator):
    review.take_review(page=submitted, by=territorial)

    with pytest.raises(ValidationError):
        review.give_review(page=submitted, by=second, to=second)
    review.give_review(page=submitted, by=coordinator, to=second)

    assert holder_of(reload(submitted)) == second


def test_sheet_is_not_given_to_a_member_who_may_not_review_it(submitted, territorial, other_territorial, animator):
    for member in (other_territorial, animator):
        with pytest.raises(ValidationError) as refusal:
            review.give_review(page=submitted, by=territorial, to=member)
        assert refusal.value.message == f"{member} ne peut pas relire cette fiche."


def test_sheet_is_not_given_to_a_past_reviewer(submitted, territorial, past_reviewer):
    with pytest.raises(ValidationError, match="ne peut pas relire cette fiche"):
        review.give_review(page=submitted, by=territorial, to=past_reviewer)

    assert reload(submitted).assignment.reviewer is None
    assert keys(past_reviewer) == []


def test_sheet_put_back_notifies_the_territory(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)

    review.put_back_review(page=submitted, by=territorial)

    assert holder_of(reload(submitted)) is None
    assert keys(second) == ["put_back"]
    review.take_review(page=submitted, by=second)


def test_sheet_submitted_or_put_back_does_not_notify_a_past_reviewer(past_reviewer, submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)
    review.put_back_review(page=submitted, by=territorial)

    assert (keys(past_reviewer), len(keys(second))) == ([], 1)


def test_putting_back_an_unassigned_sheet_notifies_nobody(submitted, territorial, second):
    review.put_back_review(page=submitted, by=territorial)

    assert keys(second) == []


@freeze_time("2026-03-02 09:00")
def test_answer_is_postponed_to_another_day(submitted, territorial):
    review.choose_answer_date(page=submitted, by=territorial, due_date=date(2026, 3, 30))

    assert reload(submitted).assignment.due == date(2026, 3, 30)


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 5, 1)])
@freeze_time("2026-03-02 09:00")
def test_answer_is_promised_from_today_to_sixty_days_later(submitted, territorial, day):
    review.choose_answer_date(page=submitted, by=territorial, due_date=day)

    assert reload(submitted).assignment.due == day


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 5, 2)])
@freeze_time("2026-03-02 09:00")
def test_past_or_distant_day_is_refused(submitted, territorial, day):
    with pytest.raises(ValidationError) as refusal:
        review.choose_answer_date(page=submitted, by=territorial, due_date=day)
    assert refusal.value.message == "Choisissez un jour à partir d’aujourd’hui, d’ici deux mois."


def test_reviewer_who_asked_for_changes_is_assigned_the_next_version(submitted, territorial, second, animator, epm):
    review.take_review(page=submitted, by=territorial)
    page = publication.ask_changes(page=submitted, by=territorial, reason="Une pause.")
    Notice.objects.all().delete()
    page = drafts.save_draft(
        page=page, by=animator, data=SheetContentFactory(title="Avec une pause"), base_revision=page.latest_revision_id
    )

    with freeze_time(days_from_now(30)):
        publication.submit(page=page, by=animator)
        assert reload(page).assignment.due == timezone.localdate() + timedelta(days=10)

    assert holder_of(reload(page)) == territorial
    assert (keys(territorial), keys(second)) == (["submitted"], [])


def test_former_reviewer_is_not_assigned_the_next_version(submitted, territorial, second, animator):
    review.take_review(page=submitted, by=territorial)
    page = publication.ask_changes(page=submitted, by=territorial, reason="Une pause.")
    territorial.positions.update(end=timezone.localdate() - timedelta(days=1))
    page = drafts.save_draft(
        page=page, by=animator, data=SheetContentFactory(title="Avec une pause"), base_revision=page.latest_revision_id
    )

    publication.submit(page=page, by=animator)

    assert reload(page).assignment.reviewer is None
    assert keys(second) == ["submitted"]


# Late sheets


@pytest.fixture
def late_sheet(epm, territorial, second):
    """A sheet due for 12 March 2026."""
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm)
    Notice.objects.all().delete()
    return page


@pytest.mark.parametrize(("day", "reminders"), [("2026-03-12", 0), ("2026-03-13", 1)])
def test_territory_is_reminded_of_a_late_unassigned_sheet(late_sheet, territorial, second, day, reminders):
    with freeze_time(f"{day} 09:00"):
        assert review.remind_late() == reminders
        assert review.remind_late() == 0

    assert (keys(territorial), keys(second)) == (["very_late"] * reminders, ["very_late"] * reminders)


def test_reviewer_is_reminded_first_then_the_territory_once_each(late_sheet, territorial, second):
    with freeze_time("2026-03-03 09:00"):
        review.take_review(page=late_sheet, by=territorial)
    counts = []
    for day in ("2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16", "2026-03-20"):
        with freeze_time(f"{day} 09:00"):
            counts.append(review.remind_late())

    assert counts == [1, 0, 0, 1, 0]
    assert (keys(territorial), keys(second)) == (["late"], ["very_late"])


def test_new_day_allows_another_reminder(late_sheet, territorial):
    with freeze_time("2026-03-13 09:00"):
        review.take_review(page=late_sheet, by=territorial)
        review.remind_late()
        review.choose_answer_date(page=late_sheet, by=territorial, due_date=date(2026, 3, 20))
        assert keys(territorial) == []

    with freeze_time("2026-03-21 09:00"):
        assert review.remind_late() == 1
    assert keys(territorial) == ["late"]


def test_answer_withdraws_the_reminders(late_sheet, territorial, second):
    with freeze_time("2026-03-13 09:00"):
        review.remind_late()
        publication.ask_changes(page=late_sheet, by=territorial, reason="Une pause.")

    assert (keys(territorial), keys(second)) == ([], [])
    with freeze_time("2026-04-13 09:00"):
        assert review.remind_late() == 0


def test_sheet_of_a_former_reviewer_waits_for_another_one(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)
    territorial.positions.update(end=timezone.localdate() - timedelta(days=1))

    assert review.remind_late() == 0

    assert reload(submitted).assignment.reviewer is None


def test_sheet_answered_during_the_reminders_is_left_alone(late_sheet, territorial, monkeypatch):
    review.take_review(page=late_sheet, by=territorial)
    monkeypatch.setattr(review, "_still_in_review", lambda pk: None)

    with freeze_time("2026-04-13 09:00"):
        assert review.remind_late() == 0

    assert reload(late_sheet).assignment.reviewer == territorial


def test_sheet_postponed_during_the_reminders_reminds_nobody(late_sheet, territorial, second, monkeypatch):
    read_again = review._still_in_review

    def read_postponed(pk):
        ReviewAssignment.objects.filter(sheet=pk).update(due=date(2026, 5, 1))
        return read_again(pk)

    monkeypatch.setattr(review, "_still_in_review", read_postponed)

    with freeze_time("2026-04-13 09:00"):
        assert review.remind_late() == 0


def test_sheet_of_a_reviewer_whose_account_is_closed_is_taken_by_another_one(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)
    Member.objects.filter(pk=territorial.pk).update(is_active=False)

    review.take_review(page=submitted, by=second)

    assert reload(submitted).assignment.reviewer == second


def test_assignment_is_logged(submitted, territorial, second):
    review.take_review(page=submitted, by=territorial)
    review.give_review(page=submitted, by=territorial, to=second)
    review.choose_answer_date(page=submitted, by=second, due_date=timezone.localdate() + timedelta(days=20))
    review.put_back_review(page=submitted, by=second)

    entries = PageLogEntry.objects.filter(page=submitted.pk, action__in=sheet_journal.REVIEW_FORMATTERS)
    assert [(entry.user, entry.message) for entry in entries.order_by("pk")] == [
        (territorial, "S’occupe de la relecture"),
        (territorial, f"Relecture confiée à {second}"),
        (second, f"Réponse promise pour le {day_in_full(timezone.localdate() + timedelta(days=20))}"),
        (second, "Relecture rendue au territoire"),
    ]
