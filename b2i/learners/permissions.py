"""Who decides which EPM follow a learner."""

from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner


def keeps_record(user, learner: Learner) -> bool:
    """Works in the EPM that keeps the record of `learner`; no other EPM may hand it over."""
    return learner.epm_id in user.epm_ids


def ends_following(user, following: Following, learner: Learner) -> bool:
    """Works in the EPM of `following`, or in the EPM that keeps the record."""
    return following.epm_id in user.epm_ids or keeps_record(user, learner)
