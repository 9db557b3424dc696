"""Who reads the state of the yearly review, and who answers it."""

from extranet.access.access_review.models import ReviewedTeam
from reseau.people.members.permissions import is_referent, may_keep_team
from reseau.permissions import is_coordinator, required, watches_any_territory


def reads_reviews(user) -> bool:
    """The coordination, territorial animators and people of reference: each sees the teams that they answer for."""
    return watches_any_territory(user) or is_referent(user)


review_readers = required(reads_reviews)


def may_answer(user, team: ReviewedTeam) -> bool:
    """Those who keep the team; the coordination for the roles of the network."""
    return is_coordinator(user) or (team.epm_id is not None and may_keep_team(user, team.epm))
