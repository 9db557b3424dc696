"""Name who signs from a day on; the papers of before keep their signatory."""

from django.db import transaction

from formation.signatories.models import Signatory


@transaction.atomic
def name_signatory(*, signatory: Signatory) -> Signatory:
    """Save a signatory, from the day `since`. Raises ValidationError if a field lacks or another begins that day."""
    signatory.full_clean()
    signatory.save()
    return signatory


@transaction.atomic
def withdraw_signatory(*, signatory: Signatory) -> None:
    """Delete a row that was written by mistake."""
    signatory.delete()
