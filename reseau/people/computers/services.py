"""Register a computer of an EPM, and take its registration back."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from audit.enums import Act
from audit.services import note_act
from reseau.people.computers.models import Computer
from reseau.places.models.epm import EPM


@transaction.atomic
def register_computer(*, epm: EPM, name: str, by: AbstractBaseUser, replaces: Computer | None = None) -> Computer:
    """Register the browser of `by` as a computer of `epm`, in place of what it was registered as before (`replaces`).

    Raises `ValidationError` if another computer of the place has this name.
    """
    if replaces is not None:
        Computer.objects.filter(pk=replaces.pk).delete()
        note_act(act=Act.COMPUTER_REVOKED, row=replaces.pk, by=by.pk)
    computer = Computer(epm=epm, name=name, registered_by=by)
    computer.full_clean()
    computer.save()
    note_act(act=Act.COMPUTER_REGISTERED, row=computer.pk, by=by.pk)
    return computer


@transaction.atomic
def revoke_computer(*, computer: Computer, by: AbstractBaseUser) -> None:
    """Take the registration of `computer` back: its cookie means nothing from now on."""
    note_act(act=Act.COMPUTER_REVOKED, row=computer.pk, by=by.pk)
    computer.delete()
