"""Who decides on a file: the coordination, but nobody of the place nor of the visit."""

from qualite.labelling.enums import FileStage
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.permissions import is_coordinator


def may_decide(user, assessment: Assessment) -> bool:
    """Whether `user` may decide today. One query at most."""
    if assessment.stage != FileStage.VISITED or not is_coordinator(user) or assessment.epm_id in user.epm_ids:
        return False
    return not assessment.part_of(user)
