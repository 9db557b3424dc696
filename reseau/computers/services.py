"""Register a computer of an EPM, and take its registration back."""

import logging

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from reseau.computers.models import Computer
from reseau.places.models.epm import EPM

logger = logging.getLogger(__name__)


@transaction.atomic
def register_computer(*, epm: EPM, name: str, by: AbstractBaseUser, replaces: Computer | None = None) -> Computer:
    """Register the browser of `by` as a computer of `epm`, in place of what it was registered as before (`replaces`).

    Raises `ValidationError` if another computer of the place has this name.
    """
    if replaces is not None:
        Computer.objects.filter(pk=replaces.pk).delete()
    computer = Computer(epm=epm, name=name, registered_by=by)
    computer.full_clean()
    computer.save()
    logger.info("computer %s registered in EPM %s by member %s", computer.pk, epm.pk, by.pk)
    return computer


@transaction.atomic
def revoke_computer(*, computer: Computer, by: AbstractBaseUser) -> None:
    """Take the registration of `computer` back: its cookie means nothing from now on."""
    logger.info("computer %s of EPM %s revoked by member %s", computer.pk, computer.epm_id, by.pk)
    computer.delete()
