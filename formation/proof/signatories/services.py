"""Name who signs from a day on; the papers of before keep their signatory."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.proof.signatories.models import Signatory


@transaction.atomic
def name_signatory(*, signatory: Signatory) -> Signatory:
    """Save a signatory, from the day `since`. Raises ValidationError if a field lacks or another begins that day."""
    signatory.full_clean()
    signatory.save()
    return signatory


@transaction.atomic
def withdraw_signatory(*, signatory: Signatory) -> bool:
    """End a signature today; delete it if no paper bears it, and return whether it was deleted.

    Papers keep theirs. Nobody signs until another is named. Raises ValidationError if it has ended already.
    """
    signatory = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if not any(count for _, count in signatory.paper_counts()):
        signatory.delete()
        return True
    if signatory.withdrawn_on:
        raise ValidationError("Cette signature a déjà pris fin.")
    signatory.withdrawn_on = max(timezone.localdate(), signatory.since)
    signatory.save(update_fields=["withdrawn_on"])
    return False
