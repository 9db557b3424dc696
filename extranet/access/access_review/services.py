"""Open the yearly review, remind, pass to the territory, answer."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from extranet.access.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.access.access_review.notices import ask
from extranet.access.access_review.permissions import may_answer
from extranet.access.enums import ReviewStep, Verdict
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row, lock_rows

# The review opens by itself within a month of that day; later in the year, the coordination opens it.
OPENS = (1, 15)
WINDOW = datetime.timedelta(days=31)
PATIENCE = datetime.timedelta(days=14)
# The trail bears names: three reviews are enough to compare.
KEPT_YEARS = 3
NEXT = {
    ReviewStep.ASKED: ReviewStep.REMINDED,
    ReviewStep.REMINDED: ReviewStep.REMINDED_AGAIN,
    ReviewStep.REMINDED_AGAIN: ReviewStep.TERRITORY,
}
ALREADY = "Quelqu’un vient de répondre pour cette équipe."
OUT_OF_REACH = "Cette équipe n’est pas la vôtre."
MISSING = "Répondez pour chaque personne."


@transaction.atomic
def open_review(*, year: int) -> AccessReview:
    """Ask about each EPM where somebody works, and about the roles of the network. Opened already: do nothing."""
    review, is_new = AccessReview.objects.get_or_create(year=year)
    if is_new:
        staffed = Position.objects.live().filter(member__is_active=True, epm__isnull=False).values("epm")
        due = review.opened + PATIENCE
        epms = EPM.objects.filter(pk__in=staffed).select_related("commune__territory").order_by("pk")
        for epm in (*epms, None):
            ask(ReviewedTeam.objects.create(review=review, epm=epm, due=due))
    return review


@transaction.atomic
def remind_reviewers(*, today: datetime.date | None = None) -> int:
    """Remind twice, then pass to the territory what has no answer; return how many questions moved."""
    today = today or timezone.localdate()
    waiting = ReviewedTeam.objects.unanswered().filter(due__lte=today).with_place().order_by("pk")
    teams = lock_rows(waiting)
    for team in teams:
        team.step = NEXT[ReviewStep(team.step)]
        team.due = None if team.step == ReviewStep.TERRITORY else today + PATIENCE
        team.save(update_fields=["step", "due"])
        ask(team)
    return len(teams)


def run_reviews() -> int:
    """Open the review of the year in its season, forget old ones, remind. A periodic job."""
    today = timezone.localdate()
    opens = datetime.date(today.year, *OPENS)
    if opens <= today < opens + WINDOW and not AccessReview.objects.filter(year=today.year).exists():
        open_review(year=today.year)
    AccessReview.objects.filter(year__lt=today.year - KEPT_YEARS).delete()
    return remind_reviewers(today=today)


@transaction.atomic
def answer_review(*, team: ReviewedTeam, verdicts: Mapping[int, Verdict], by: Member) -> None:
    """Note what is said of each live position of the team: key of the position → verdict.

    Nothing is closed here: whoever is gone still holds things that pass on (`reseau.people.departures`).
    Raises ValidationError if `by` may not answer, if somebody did, or if a position has no verdict.
    """
    team = lock_row(ReviewedTeam.objects.with_place(), team.pk)
    if not may_answer(by, team):
        raise ValidationError(OUT_OF_REACH)
    if team.is_answered:
        raise ValidationError(ALREADY)
    positions = list(team.live_positions())
    if any(position.pk not in verdicts for position in positions):
        raise ValidationError(MISSING)
    ReviewedPosition.objects.bulk_create(
        ReviewedPosition(
            team=team,
            position=position,
            person=str(position.member)[:130],
            role=f"{position}, {position.get_contract_display().lower()}"[:200],
            verdict=verdicts[position.pk],
        )
        for position in positions
    )
    team.answered_at, team.answered_by, team.due = timezone.now(), by, None
    team.save(update_fields=["answered_at", "answered_by", "due"])
