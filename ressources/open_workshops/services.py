"""Workshops open to all: announced and cancelled. There is no enrolment: people come, or call the EPM."""

from django.db import transaction
from django.utils import timezone

from ressources.open_workshops.models import OpenWorkshop


@transaction.atomic
def announce_workshop(*, workshop: OpenWorkshop) -> OpenWorkshop:
    """Announce a workshop to the public. Raises `ValidationError` for a past day or a workshop already announced."""
    workshop.full_clean()
    workshop.save(force_insert=True)
    return workshop


def cancel_workshop(*, workshop: OpenWorkshop) -> None:
    """Cancel a workshop: it leaves every list. Cancelling again changes nothing."""
    now = timezone.now()
    OpenWorkshop.objects.filter(pk=workshop.pk, cancelled_at=None).update(cancelled_at=now, changed=now)
