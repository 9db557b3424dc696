"""A calendar feed: an address that a calendar follows without login, revocable at any time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.web.signed_links import HASH_LENGTH, link_token


class CalendarFeedQuerySet(models.QuerySet):
    def live(self):
        return self.filter(revoked_at=None)

    def readable(self):
        """Feeds that answer: not revoked, and whose member is still in the network."""
        return self.live().filter(Q(member=None) | Q(member__in=Member.objects.in_network()))

    def managed_by(self, user):
        """Feeds that `user` creates, renews and revokes: their own, those of their territories and of their EPM."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        territories = Territory.objects.all() if user.is_coordinator else user.watched_territory_ids
        return self.live().filter(Q(member=user) | Q(territory__in=territories) | Q(epm__in=user.epm_ids))


class CalendarFeed(models.Model):
    """The feed of one member, one territory or one EPM, which has one live address at a time."""

    former_link = models.CharField(
        "empreinte d’un lien d’avant", max_length=HASH_LENGTH, unique=True, null=True, blank=True, editable=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_feeds",
    )
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="créé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created = models.DateTimeField("créé le", default=timezone.now)
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "flux de calendrier"
        verbose_name_plural = "flux de calendrier"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, territory=None, epm=None)
                | Q(member=None, territory__isnull=False, epm=None)
                | Q(member=None, territory=None, epm__isnull=False),
                name="calendar_feed_concerns_one",
                violation_error_message="Un flux concerne un membre, un territoire ou un EPM.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field],
                    condition=Q(revoked_at=None),
                    name=f"calendar_feed_live_once_for_each_{field}",
                    violation_error_message="Ce calendrier a déjà une adresse.",
                )
                for field in ("member", "territory", "epm")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("formation:calendar_feed", args=[self.token])

    @property
    def link_facts(self) -> tuple:
        return (self.created.timestamp(),)

    @property
    def token(self) -> str:
        """What opens the row in its address (`reseau.web.signed_links`)."""
        return link_token(self)

    @property
    def title(self) -> str:
        """Name of the feed in a calendar."""
        if self.member_id:
            return "Mes formations"
        return f"Formations, territoire {of_place(self.territory)}" if self.territory_id else f"Formations, {self.epm}"
