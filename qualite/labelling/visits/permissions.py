"""Who names the visitor of a file, and who writes what they saw."""

from qualite.labelling.enums import FilePart, FileStage
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.models import Visit
from reseau.permissions import watches_territory


def may_name_visitor(user, assessment: Assessment) -> bool:
    """Who watches over the territory, once the file is submitted, as long as the visit is not made.

    One's own place is left to the others who watch: it is a part in the decision.
    """
    is_time = assessment.stage in (FileStage.SUBMITTED, FileStage.VISIT_PLANNED)
    is_own = user.is_authenticated and assessment.epm_id in user.epm_ids
    return is_time and not is_own and watches_territory(user, assessment.territory_id)


def may_observe(user, visit: Visit) -> bool:
    return visit.is_planned and visit.involvement.part == FilePart.VISITOR and visit.involvement.member_id == user.pk
