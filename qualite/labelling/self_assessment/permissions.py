"""Who fills the file of a place: its team, and the animation of its territory, as they keep its record.

Coordinators read and decide: they do not answer for a place unless they work there.
"""

from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM


def may_assess(user, epm: EPM) -> bool:
    """Whether `user` may open and fill files of this place."""
    if not is_network_member(user):
        return False
    return epm.pk in user.epm_ids or epm.commune.territory_id in user.watched_territory_ids


def may_fill(user, assessment: Assessment) -> bool:
    """Whether `user` may change the answers of a file today."""
    return assessment.is_draft and may_assess(user, assessment.epm)
