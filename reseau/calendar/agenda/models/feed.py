"""The agenda in a calendar: an address that shows what its member may see, without login, until it is revoked."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from audit.enums import Act
from reseau.calendar.private_addresses.models import PrivateAddress
from reseau.texts.elision import of


class AgendaFeed(PrivateAddress):
    """One row a member who has an address."""

    closing = Act.AGENDA_FEED_CLOSED

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="agenda_feed"
    )

    class Meta(PrivateAddress.Meta):
        verbose_name = "agenda suivi par un calendrier"
        verbose_name_plural = "agendas suivis par un calendrier"

    def __str__(self) -> str:
        return f"Agenda {of(self.member)}"

    def get_absolute_url(self) -> str:
        return reverse("reseau:agenda_feed", args=[self.token])
