"""Addresses that refuse mails: noted once, tried again when a person says so."""

import logging

from django.db import transaction

from alertes.refusals.models import ANSWER_LENGTH, RefusedAddress

logger = logging.getLogger(__name__)


@transaction.atomic
def note_refused_address(*, address: str, answer: str = "") -> None:
    """Send nothing more to `address`: its server refused a mail for good, or a mail came back."""
    if not RefusedAddress.objects.of(address).exists():
        row = RefusedAddress(address=address.lower(), answer=" ".join(answer.split())[:ANSWER_LENGTH])
        row.full_clean(validate_unique=False, validate_constraints=False)
        RefusedAddress.objects.bulk_create([row], ignore_conflicts=True)
        logger.warning("address of a recipient refuses mails: %s", answer)


@transaction.atomic
def try_address_again(*, address: str) -> None:
    """Send to `address` again from now on."""
    RefusedAddress.objects.of(address).delete()
