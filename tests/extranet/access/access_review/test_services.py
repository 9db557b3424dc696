"""The yearly review: asked once, reminded twice, passed to the territory, answered once for every person."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alertes.channels.notices.models import Notice
from extranet.access.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.access.access_review.services import (
    ALREADY,
    MISSING,
    OUT_OF_REACH,
    answer_review,
    open_review,
    remind_reviewers,
    run_reviews,
)
from extranet.access.enums import ReviewStep, Verdict
from tests.clock import freeze_time
from tests.factories.reseau import EPMFactory, PositionFactory

JANUARY = datetime.date(2027, 1, 15)


def told(member) -> int:
    return Notice.objects.filter(member=member, key__startswith="access_review:").count()


@pytest.fixture
def referent(animator):
    animator.positions.update(is_referent=True)
    return animator


@pytest.fixture
def team(referent, colleague, territorial, coordinator, epm):
    """The team of an EPM, in the review of this year."""
    open_review(year=timezone.localdate().year)
    return ReviewedTeam.objects.get(epm=epm)


def all_here(team) -> dict[int, Verdict]:
    return dict.fromkeys(team.live_positions().values_list("pk", flat=True), Verdict.HERE)


def test_review_asks_each_staffed_epm_and_the_network_once(team, referent, colleague, territorial, coordinator, epm):
    EPMFactory()
    open_review(year=team.review.year)

    assert [each.epm for each in ReviewedTeam.objects.order_by("pk")] == [epm, None]
    assert [told(member) for member in (referent, colleague, territorial, coordinator)] == [1, 0, 0, 1]
    assert set(ReviewedTeam.objects.get(epm=None).live_positions()) == {
        territorial.positions.get(),
        coordinator.positions.get(),
    }


def test_question_without_answer_is_reminded_twice_then_passes_to_the_territory(team, referent, territorial):
    steps = []
    for days in (13, 14, 27, 28, 42, 60):
        remind_reviewers(today=team.review.opened + datetime.timedelta(days=days))
        team.refresh_from_db()
        steps.append((team.step, told(referent), told(territorial)))

    assert steps == [
        (ReviewStep.ASKED, 1, 0),
        (ReviewStep.REMINDED, 2, 0),
        (ReviewStep.REMINDED, 2, 0),
        (ReviewStep.REMINDED_AGAIN, 3, 0),
        (ReviewStep.TERRITORY, 3, 1),
        (ReviewStep.TERRITORY, 3, 1),
    ]


def test_answer_keeps_a_trail_that_outlives_the_position_and_ends_reminders(team, referent, colleague):
    gone = colleague.positions.get()
    verdicts = all_here(team) | {gone.pk: Verdict.GONE}

    answer_review(team=team, verdicts=verdicts, by=referent)
    remind_reviewers(today=team.review.opened + datetime.timedelta(days=90))
    gone.delete()

    said = ReviewedPosition.objects.filter(team=team).order_by("person")
    assert {(line.person, line.verdict) for line in said} == {
        (str(referent), Verdict.HERE),
        (str(colleague), Verdict.GONE),
    }
    assert (told(referent), ReviewedTeam.objects.get(pk=team.pk).answered_by) == (1, referent)


def test_nobody_is_left_out_and_the_answer_is_given_once(team, referent, colleague):
    incomplete = {referent.positions.get().pk: Verdict.HERE}
    with pytest.raises(ValidationError) as refusal:
        answer_review(team=team, verdicts=incomplete, by=referent)
    assert refusal.value.messages == [MISSING]
    assert ReviewedPosition.objects.count() == 0

    answer_review(team=team, verdicts=all_here(team), by=referent)
    with pytest.raises(ValidationError) as refusal:
        answer_review(team=team, verdicts=all_here(team), by=referent)
    assert refusal.value.messages == [ALREADY]


@pytest.mark.parametrize("person", ["colleague", "stranger", "other_territorial"])
def test_whoever_does_not_keep_the_team_does_not_answer(request, team, person):
    with pytest.raises(ValidationError) as refusal:
        answer_review(team=team, verdicts=all_here(team), by=request.getfixturevalue(person))
    assert refusal.value.messages == [OUT_OF_REACH]


@pytest.mark.parametrize("person", ["referent", "territorial"])
def test_roles_of_the_network_are_for_the_coordination_to_confirm(request, team, coordinator, person):
    roles = ReviewedTeam.objects.get(epm=None)
    with pytest.raises(ValidationError):
        answer_review(team=roles, verdicts=all_here(roles), by=request.getfixturevalue(person))

    answer_review(team=roles, verdicts=all_here(roles), by=coordinator)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [("2027-01-14", False), ("2027-01-15", True), ("2027-02-14", True), ("2027-02-15", False), ("2027-11-28", False)],
)
def test_review_opens_by_itself_in_its_season(epm, day, is_open):
    PositionFactory(epm=epm)
    with freeze_time(f"{day} 12:00"):
        run_reviews()
        run_reviews()

    assert list(AccessReview.objects.values_list("year", flat=True)) == [2027] * is_open


def test_old_reviews_are_forgotten_with_their_names(team):
    for year in (2020, 2021, 2022, 2023):
        AccessReview.objects.create(year=year)
    with freeze_time("2025-06-01 12:00"):
        run_reviews()

    assert set(AccessReview.objects.values_list("year", flat=True)) == {2022, 2023, team.review.year}


def test_database_refuses_a_second_question_about_a_team_and_about_the_roles(team, epm):
    for place in (epm, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewedTeam.objects.create(review=team.review, epm=place)
