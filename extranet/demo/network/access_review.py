"""The yearly review of access rights in the demo: some EPM have answered, some are late."""

from datetime import timedelta

from django.utils import timezone

from extranet.access.access_review.models import ReviewedTeam
from extranet.access.access_review.services import answer_review, open_review, remind_reviewers
from extranet.access.enums import Verdict
from reseau.people.members.referents import referents_of

# One team in so many has not answered; the first one is that of the first animator of the demo.
SILENT = 4


def build_access_review() -> None:
    today = timezone.localdate()
    open_review(year=today.year)
    teams = list(ReviewedTeam.objects.exclude(epm=None).with_place())
    for rank, team in enumerate(teams):
        if rank % SILENT and (referents := referents_of(team.epm)):
            verdicts = dict.fromkeys(team.live_positions().values_list("pk", flat=True), Verdict.HERE)
            answer_review(team=team, verdicts=verdicts, by=referents[0])
    remind_reviewers(today=today + timedelta(days=14))
