"""Who has a sheet: kept from a round to the next, late once its day has passed."""

from datetime import date

import pytest
from freezegun import freeze_time

from ressources.review.models.assignment import ReviewAssignment
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db


def test_an_assignment_reads_as_who_has_what_until_when(epm, territorial):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm, data__title="Ranger ses photos")
    assignment = ReviewAssignment.objects.get(sheet=page)
    assert str(assignment) == "Ranger ses photos, à prendre, pour le 2026-03-12"

    assignment.hand_to(territorial)

    assert str(assignment) == f"Ranger ses photos, {territorial}, pour le 2026-03-12"


def test_its_last_day_is_not_late_and_the_next_is(epm):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm)
    assert page.assignment.due == date(2026, 3, 12)

    for day, is_late in (("2026-03-12 22:00", False), ("2026-03-12 23:30", True), ("2026-03-13 09:00", True)):
        with freeze_time(day):  # at 23:30 it is half past midnight in Paris
            assert (page.assignment.is_late, ReviewAssignment.objects.late().exists()) == (is_late, is_late)


def test_a_new_round_keeps_who_has_it_and_promises_another_day(submitted, territorial):
    submitted.assignment.hand_to(territorial)

    with freeze_time("2026-06-01 09:00"):
        renewed = ReviewAssignment.objects.restart(submitted)

    assert (renewed.reviewer, renewed.due) == (territorial, date(2026, 6, 11))
    assert (renewed.holder_reminded, renewed.territory_reminded) == (None, None)


def test_it_goes_with_its_sheet(submitted):
    submitted.delete()

    assert not ReviewAssignment.objects.exists()
