"""An invitation by e-mail: the only door to an account for those who work in the network."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from reseau.enums import Contract, InvitationState, Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.validators import place_fits_role
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.web.signed_links import HASH_LENGTH, link_token

ONE_OPEN_MESSAGE = "Une invitation attend déjà une réponse à cette adresse : renvoyez-la ou annulez-la."


def default_expiry() -> datetime:
    """The end of the day that the mail names."""
    last_day = timezone.localtime() + timedelta(days=settings.INVITATION_DAYS)
    return last_day.replace(hour=23, minute=59, second=59, microsecond=0)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Invitations that are not accepted, expired ones included."""
        return self.filter(accepted_at__isnull=True)

    def pending(self):
        return self.open().filter(expires_at__gt=timezone.now())

    def expired(self):
        return self.open().filter(expires_at__lte=timezone.now())

    def accepted(self):
        return self.filter(accepted_at__isnull=False)

    def in_state(self, state: str):
        """Invitations in a state of `InvitationState`; all of them for any other value."""
        states = {
            InvitationState.PENDING: self.pending,
            InvitationState.ACCEPTED: self.accepted,
            InvitationState.EXPIRED: self.expired,
        }
        return states.get(state, self.all)()

    def sent_to(self, email: str):
        return self.filter(email__iexact=email)

    def with_place(self):
        return self.select_related("epm__commune", "territory", "invited_by", "member")

    def visible_to(self, user):
        """A coordinator sees every invitation; a territorial animator and a person of reference those to their EPM."""
        if not user.is_authenticated:
            return self.none()
        if user.is_coordinator:
            return self.all()
        is_in_territory = models.Q(epm__commune__territory__in=user.watched_territory_ids)
        return self.filter(is_in_territory | models.Q(epm__in=user.referent_epm_ids))


class Invitation(models.Model):
    """The position that waits for a person. Nothing of it remains once it is cancelled."""

    email = models.EmailField("adresse électronique")
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    role = models.CharField("rôle", max_length=12, choices=Role, default=Role.ANIMATOR)
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, null=True, blank=True)
    territory = models.ForeignKey(Territory, verbose_name="territoire", on_delete=models.CASCADE, null=True, blank=True)
    contract = models.CharField("statut", max_length=10, choices=Contract, default=Contract.PAID)
    invited_by = models.ForeignKey(
        Member, verbose_name="invité par", on_delete=models.CASCADE, related_name="invitations_sent"
    )
    former_link = models.CharField(
        "empreinte d’un lien d’avant", max_length=HASH_LENGTH, unique=True, null=True, blank=True, editable=False
    )
    created = models.DateTimeField("envoyée le", auto_now_add=True)
    expires_at = models.DateTimeField("valable jusqu’au", default=default_expiry)
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name="compte ouvert",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invitations_accepted",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["-created", "-pk"]
        constraints = [
            place_fits_role("invitation_place_fits_role"),
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True),
                name="invitation_one_open_per_address",
                violation_error_message=ONE_OPEN_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>"

    def get_absolute_url(self) -> str:
        return reverse("reseau:invitation_accept", args=[self.token])

    @property
    def link_facts(self) -> tuple:
        return (self.created.timestamp(), self.email)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.web.signed_links`)."""
        return link_token(self)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def state(self) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        return InvitationState.PENDING if self.expires_at > timezone.now() else InvitationState.EXPIRED

    @property
    def is_usable(self) -> bool:
        return self.state == InvitationState.PENDING

    @property
    def position(self) -> Position:
        """The unsaved position that waits for the person."""
        return Position(role=self.role, epm=self.epm, territory=self.territory, contract=self.contract)
