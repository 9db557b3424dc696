"""Who keeps the plan of a file: the team, and who watches over the territory of the place."""

from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.places.permissions import may_edit_epm


def may_plan(user, assessment: Assessment) -> bool:
    """At every stage, before and after the decision. A coordinator plans too: it is no answer for the place."""
    return may_edit_epm(user, assessment.epm)
