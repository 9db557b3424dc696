"""Workshops open to all: announced, called off. Nobody enrols on the site: one comes, or one calls the EPM."""

from django.db import transaction
from django.utils import timezone

from ressources.open_workshops.models import OpenWorkshop


@transaction.atomic
def announce_workshop(*, workshop: OpenWorkshop) -> OpenWorkshop:
    """Tells the public of a workshop. Raises `ValidationError` for a past day or what is announced already."""
    workshop.full_clean()
    workshop.save(force_insert=True)
    return workshop


def cancel_workshop(*, workshop: OpenWorkshop) -> None:
    """It will not take place: it leaves every list. The same again changes nothing."""
    OpenWorkshop.objects.filter(pk=workshop.pk, cancelled_at=None).update(cancelled_at=timezone.now())
