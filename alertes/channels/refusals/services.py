"""Addresses that refuse mails: noted once, tried again when a person says so."""

import logging

from django.db import transaction

from alertes.channels.refusals.models import ANSWER_LENGTH, RefusedAddress, ReturnedMail
from alertes.channels.refusals.statuses import is_about_the_address

logger = logging.getLogger(__name__)

# So many mails come back in a month that nothing more is sent.
MOST_RETURNED = 5


@transaction.atomic
def note_refused_address(*, address: str, answer: str = "") -> None:
    """Send nothing more to `address`: its server refused a mail for good, or a mail came back."""
    if not RefusedAddress.objects.of(address).exists():
        row = RefusedAddress(address=address.lower(), answer=" ".join(answer.split())[:ANSWER_LENGTH])
        row.full_clean(validate_unique=False, validate_constraints=False)
        RefusedAddress.objects.bulk_create([row], ignore_conflicts=True)
        logger.warning("address of a recipient refuses mails: %s", answer)


@transaction.atomic
def note_returned_mail(*, mail: int, address: str, status: str, answer: str) -> bool:
    """Note that a mail (primary key) came back from `address`; return whether nothing more is sent there.

    `status`: « 5.1.1 » (RFC 3463). An address that refuses for good is enough; otherwise, so many mails in a month. A
    mail counts once, whatever number of reports tell it.
    """
    answer = " ".join(answer.split())[:ANSWER_LENGTH]
    if is_about_the_address(status):
        note_refused_address(address=address, answer=answer)
        return True
    fields = {"address": address.lower(), "status": status, "answer": answer}
    ReturnedMail.objects.update_or_create(mail_id=mail, defaults=fields)
    if ReturnedMail.objects.recent_of(address).count() < MOST_RETURNED:
        return False
    note_refused_address(
        address=address, answer=f"{MOST_RETURNED} courriels revenus en un mois. Dernière réponse\u00a0: {answer}"
    )
    return True


@transaction.atomic
def try_address_again(*, address: str) -> None:
    """Send to `address` again from now on."""
    RefusedAddress.objects.of(address).delete()
    ReturnedMail.objects.filter(address__iexact=address).delete()
