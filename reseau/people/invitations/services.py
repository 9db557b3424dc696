"""Invite somebody into the network, and open the account of an accepted invitation."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from reseau.people.invitations.models import ONE_OPEN_MESSAGE, Invitation, default_expiry
from reseau.people.invitations.permissions import may_send_invitation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import open_position
from reseau.web.signed_links import row_behind

ALREADY_MEMBER_MESSAGE = (
    "Cette personne a déjà un compte ouvert à cette adresse. Pour lui donner un autre poste, allez sur sa fiche."
)
ACCEPTED_MESSAGE = "Cette invitation est déjà acceptée."
OUT_OF_REACH_MESSAGE = "Vous pouvez inviter des personnes dans les EPM dont vous vous occupez."
NOT_USABLE_MESSAGE = "Cette invitation ne peut plus servir."
ACCOUNT_OPEN_MESSAGE = "Un compte est déjà ouvert à cette adresse : connectez-vous."


def _refuse_member(email: str) -> None:
    if Member.objects.in_network().filter(email__iexact=email).exists():
        raise ValidationError({"email": ALREADY_MEMBER_MESSAGE})


@transaction.atomic
def invite(*, invitation: Invitation, by: Member, site_url: str) -> Invitation:
    """Send `invitation` (not saved yet) on behalf of `by`; the link in the mail starts with `site_url`.

    An expired invitation of the same address is replaced. Raises `ValidationError` if the address has an open account
    or a pending invitation, or if `by` may not give that position. The mail leaves after the commit: `OSError` then
    means that the mail server did not take it, and the invitation stands.
    """
    Member.objects.select_for_update().get(pk=by.pk)  # a double click sends one invitation
    invitation.invited_by = by
    invitation.email = invitation.email.lower()
    invitation.clean_fields()
    if not may_send_invitation(by, invitation):
        raise ValidationError(OUT_OF_REACH_MESSAGE, code="out_of_reach")
    _refuse_member(invitation.email)
    if Invitation.objects.pending().sent_to(invitation.email).exists():
        raise ValidationError({"email": ONE_OPEN_MESSAGE})
    Invitation.objects.expired().sent_to(invitation.email).delete()
    invitation.validate_constraints()
    invitation.save()
    note_act(act=Act.INVITATION_SENT, row=invitation.pk, by=by.pk)
    transaction.on_commit(lambda: send_invitation(invitation=invitation, site_url=site_url))
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: Member, site_url: str) -> None:
    """Send the same link again, valid for as long as a new one.

    Raises `ValidationError` if the invitation was accepted, or if the person has an open account since.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise ValidationError(ACCEPTED_MESSAGE, code="accepted")
    _refuse_member(invitation.email)
    invitation.expires_at = default_expiry()
    invitation.save(update_fields=["expires_at"])
    note_act(act=Act.INVITATION_SENT_AGAIN, row=invitation.pk, by=by.pk)
    transaction.on_commit(lambda: send_invitation(invitation=invitation, site_url=site_url))


@transaction.atomic
def cancel(*, invitation: Invitation, by: Member) -> None:
    """Delete an invitation that is not accepted, with its data about the person."""
    Invitation.objects.open().filter(pk=invitation.pk).delete()
    note_act(act=Act.INVITATION_CANCELLED, row=invitation.pk, by=by.pk)


@transaction.atomic
def accept(*, token: str, password: str) -> Member:
    """Open the account of the invited person, or reopen the account of a person who had left.

    Raises `Invitation.DoesNotExist` for an unknown token, `ValidationError` if the invitation was used or has expired,
    or if the account is open already. Two acceptances at the same time open one account: the second waits for the
    first on the row of the invitation.
    """
    invitation = row_behind(Invitation.objects.select_for_update(), token)
    if invitation is None:
        raise Invitation.DoesNotExist
    if not invitation.is_usable:
        raise ValidationError(NOT_USABLE_MESSAGE, code="not_usable")
    member = Member.objects.filter(email__iexact=invitation.email).first()
    if member is None:
        member = Member(email=invitation.email, first_name=invitation.first_name, last_name=invitation.last_name)
        member.welcome_step = 1
    elif member.is_active and member.is_in_network:
        raise ValidationError(ACCOUNT_OPEN_MESSAGE, code="account_open")
    member.is_active = True
    member.set_password(password)
    member.save()
    _verify_address(member)
    position = invitation.position
    position.member = member
    # A closed account may still hold the position.
    if not Position.objects.same_as(position).exists():
        open_position(position=position, by=invitation.invited_by)
    invitation.accepted_at, invitation.member = timezone.now(), member
    invitation.save(update_fields=["accepted_at", "member"])
    note_act(act=Act.INVITATION_ACCEPTED, row=invitation.pk, by=member.pk)
    return Member.objects.get(pk=member.pk)


def _verify_address(member: Member) -> None:
    """Make the address that received the link the one verified address of the account."""
    addresses = EmailAddress.objects.filter(user=member)
    addresses.exclude(email__iexact=member.email).delete()
    addresses.update_or_create(user=member, email=member.email, defaults={"verified": True, "primary": True})


def send_invitation(*, invitation: Invitation, site_url: str) -> None:
    """Mail the link of `invitation`. Raises `OSError` when the mail server does not take it."""
    link = site_url.rstrip("/") + invitation.get_absolute_url()
    text = render_to_string(
        "reseau/people/invitations/invitation_mail.txt",
        {"invitation": invitation, "link": link, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    subject = f"{invitation.invited_by} vous invite sur l’extranet des médiateurs numériques du Lot"
    send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
