"""A kiosk: the computer of an EPM where people answer one campaign."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.kiosks.permissions import held_places
from reseau.places.models.epm import EPM
from reseau.web.signed_links import link_token


class KioskQuerySet(models.QuerySet):
    def visible_to(self, user) -> "KioskQuerySet":
        """Those of the places that the user keeps: every one for the coordination."""
        return self.filter(epm__in=held_places(user))


class Kiosk(models.Model):
    """One for each campaign and place, on as many computers as the place has; opened again, it has the same address.

    Its address is signed (`reseau.web.signed_links`) and needs no account. Responses name the place, not the kiosk.
    """

    campaign = models.ForeignKey(Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="kiosks")
    epm = models.ForeignKey(EPM, verbose_name="espace", on_delete=models.CASCADE, related_name="kiosks")
    opened = models.DateTimeField("ouverte", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ouverte par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    closed = models.DateTimeField("fermée", null=True, blank=True, editable=False)

    objects = KioskQuerySet.as_manager()

    class Meta:
        verbose_name = "borne d’enquête"
        verbose_name_plural = "bornes d’enquête"
        ordering = ["campaign", "epm__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "epm"],
                name="one_kiosk_for_a_campaign_and_place",
                violation_error_message="Cet espace a déjà sa borne pour cette enquête\u00a0: rouvrez-la.",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=models.F("opened")),
                name="kiosk_closed_after_it_opened",
                violation_error_message="Une borne se ferme après son ouverture.",
            ),
        ]

    def __str__(self) -> str:
        return f"Borne, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("enquetes:kiosk_set_up", args=[self.campaign.slug, self.pk])

    @property
    def link_facts(self) -> tuple:
        return self.campaign_id, self.epm_id

    @property
    def token(self) -> str:
        """The part of its address that opens it."""
        return link_token(self)

    @property
    def queue_owner(self) -> str:
        """Whose what the page keeps is: no member has such a key, so that no page of a member sends it."""
        return f"borne-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed is None
