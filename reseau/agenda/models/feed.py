"""The agenda in a calendar: an address that shows what its member may see, without login, until it is revoked."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from reseau.members.models.member import Member
from reseau.signed_links import link_token


class AgendaFeedQuerySet(models.QuerySet):
    def readable(self):
        """Return the feeds of members who are still in the network."""
        return self.filter(member__in=Member.objects.in_network()).select_related("member")


class AgendaFeed(models.Model):
    """One row a member who has an address; without the row, or once it is drawn anew, the former address is dead."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="agenda_feed"
    )
    created = models.DateTimeField("créé le", default=timezone.now)

    objects = AgendaFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda suivi par un calendrier"
        verbose_name_plural = "agendas suivis par un calendrier"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Agenda de {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("reseau:agenda_feed", args=[self.token])

    @property
    def link_facts(self) -> tuple:
        return (self.created.timestamp(),)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.signed_links`)."""
        return link_token(self)
