"""An invitation by e-mail: the only door to an account for those who work in the network."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from reseau.enums import Contract, Role
from reseau.models.epm import EPM
from reseau.models.member import Member
from reseau.models.place import Territory
from reseau.validators import place_fits_role


def new_token() -> str:
    return secrets.token_urlsafe(32)


def default_expiry():
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(accepted_at__isnull=True, expires_at__gt=timezone.now())

    def visible_to(self, user):
        """A coordinator sees every invitation, a territorial animator those of her territories."""
        if not user.is_authenticated:
            return self.none()
        if user.is_coordinator:
            return self
        if user.is_territorial:
            return self.filter(epm__commune__territory__in=user.territory_ids)
        return self.none()


class Invitation(models.Model):
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
    token = models.CharField("jeton", max_length=64, unique=True, default=new_token, editable=False)
    created = models.DateTimeField("envoyée le", auto_now_add=True)
    expires_at = models.DateTimeField("valable jusqu’au", default=default_expiry)
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    member = models.OneToOneField(
        Member, verbose_name="compte ouvert", on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["-created", "-pk"]
        constraints = [place_fits_role("invitation_place_fits_role")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} <{self.email}>"

    @property
    def is_usable(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()

    def get_absolute_url(self) -> str:
        return reverse("reseau:invitation_accept", args=[self.token])
