"""What messages tell of the yearly review of accesses."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from extranet.access.access_review.models import ReviewedTeam


class ReviewedTeamFacts(FactSource):
    """A question about a team, a reminder: true until somebody has answered."""

    name = "reviewed_team"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(ReviewedTeam.objects.filter(pk__in=keys), "step", "answered_at")


SOURCES = (ReviewedTeamFacts(),)
