"""Prepare a mission: what the person says of their journey, beside what the site measured."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.proof.signatories.models import Signatory
from formation.proof.travel.models import Mission
from formation.proof.travel.router import Route
from formation.sessions.enrolment.models.enrolment import Enrolment

NOBODY_SIGNS = (
    "Un ordre de mission est donné par une autorité\u00a0: la coordination n’a pas encore dit qui signe, ni qui paie. "
    "Demandez-le-lui, puis revenez."
)


@transaction.atomic
def prepare_mission(*, enrolment: Enrolment, mission: Mission, route: Route) -> Mission:
    """Save what the person says of the journey, with the distance of `route`, one way.

    Raises ValidationError if nobody signs yet, and if a field lacks.
    """
    mission.signatory = Signatory.objects.on(timezone.localdate())
    if mission.signatory is None:
        raise ValidationError(NOBODY_SIGNS)
    mission.enrolment = enrolment
    mission.measured_kilometres, mission.is_by_road = max(1, round(2 * route.kilometres)), route.is_by_road
    mission.asked_at = timezone.now()
    mission.full_clean()
    mission.save()
    return mission
