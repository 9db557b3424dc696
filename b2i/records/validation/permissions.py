"""Who decides on proposed skills."""

from django.utils import timezone

from b2i.people.permissions import follows_learners
from b2i.records.validation.models.accreditation import Accreditation
from reseau.permissions import required


def is_evaluator(user) -> bool:
    """Accredited today and works in an accredited centre: decides on the proposals to that centre."""
    return follows_learners(user) and Accreditation.objects.exercised_by(user, timezone.localdate()).exists()


evaluator_required = required(is_evaluator)
