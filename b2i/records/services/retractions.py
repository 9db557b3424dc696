"""Taking back a line that was noted by mistake: a row more, never one less."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from b2i.records.models.record import Evidence, Record, Retraction
from b2i.validation.models.validation import Proposal
from reseau.members.models.member import Member

TOO_LATE = "Une ligne se retire le jour où elle est notée. Ensuite elle reste dans le livret\u00a0: notez-en une autre."
PROPOSED = "Cette compétence est proposée à la validation\u00a0: ses preuves ne se retirent plus."


@transaction.atomic
def retract_evidence(
    *, evidence: Evidence, by: Member, key: uuid.UUID | None = None, at: datetime.datetime | None = None
) -> Retraction:
    """Says that a line was a mistake, the day it was noted, unless the skill was put forward since; once.

    Raises `ValidationError`.
    """
    # Held, so that nobody proposes the skill on it meanwhile.
    Record.objects.select_for_update().get(pk=evidence.record_id)
    if done := Retraction.objects.filter(evidence=evidence).first():
        return done
    at = at or timezone.now()
    if timezone.localdate(evidence.created) != timezone.localdate(at):
        raise ValidationError(TOO_LATE)
    put_forward = Proposal.objects.standing().filter(record=evidence.record_id, skill=evidence.skill_id)
    if put_forward.filter(Q(created__gte=evidence.created) | Q(evidence=evidence)).exists():
        raise ValidationError(PROPOSED)
    retraction = Retraction(evidence=evidence, retracted_by=by, key=key, created=at)
    retraction.save()
    return retraction
