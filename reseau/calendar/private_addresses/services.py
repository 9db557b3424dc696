"""Draw the private address of a member, and revoke it."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from audit.services import note_act
from reseau.calendar.private_addresses.models import PrivateAddress
from reseau.people.members.models.member import Member

Address = TypeVar("Address", bound=PrivateAddress)


@transaction.atomic
def draw_address(*, kind: type[Address], member: Member) -> Address:
    """Draw the address of `member`; a former one stops answering."""
    address, is_first = kind.objects.update_or_create(member=member, defaults={"created": timezone.now()})
    if not is_first:
        note_act(act=kind.closing, row=address.pk, by=member.pk)
    return address


@transaction.atomic
def revoke_address(*, kind: type[PrivateAddress], member: Member) -> None:
    """Revoke the address of `member`. Idempotent."""
    for address in kind.objects.filter(member=member):
        note_act(act=kind.closing, row=address.pk, by=member.pk)
        address.delete()
