"""What private addresses share: their moment, their token. Each kind has its own table, one row a member."""

from typing import ClassVar, TypeVar

from django.db import models, transaction
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from reseau.people.members.models.member import Member
from reseau.web.signed_links import link_token


class PrivateAddressQuerySet(models.QuerySet):
    def readable(self):
        """Return the addresses of members who are still in the network."""
        return self.filter(member__in=Member.objects.in_network()).select_related("member")


class PrivateAddress(models.Model):
    """Without its row, or once it is drawn anew, the former address is dead. A subclass adds its `member`, and the act
    by which the journal notes that an address was closed.
    """

    closing: ClassVar[Act]

    created = models.DateTimeField("créé le", default=timezone.now)

    objects = PrivateAddressQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    @property
    def link_facts(self) -> tuple:
        return (self.created.timestamp(),)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.web.signed_links`)."""
        return link_token(self)


# Draw the private address of a member, and revoke it.
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
