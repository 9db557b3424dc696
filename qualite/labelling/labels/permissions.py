"""Who withdraws a label: the coordination, but nobody of the place nor of its visit."""

from django.utils import timezone

from qualite.labelling.enums import FilePart
from qualite.labelling.labels.models import QualityLabel
from reseau.permissions import is_coordinator


def may_withdraw(user, label: QualityLabel) -> bool:
    """Whether `user` may withdraw a label that is in force or to come. One query at most."""
    if label.is_withdrawn or label.ends_on < timezone.localdate():
        return False
    if not is_coordinator(user) or label.epm_id in user.epm_ids:
        return False
    return label.decision.assessment.part_of(user) in ("", FilePart.DECIDER)
