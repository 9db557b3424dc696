"""Meetings of the network, and the agenda of a member in a calendar."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from audit.enums import Act
from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.private_addresses import PrivateAddress
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.places import audience
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full, hours_in_words, place_in_words


# The agenda in a calendar: an address that shows what its member may see, without login, until it is revoked.
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


# A meeting of the network: a day and a place that the animation of a territory or the coordination announces.
# What people must be told of when it changes.
WHEN_AND_WHERE = ("date", "start", "end", "epm_id", "elsewhere", "link")
FARTHEST = datetime.timedelta(days=731)
TEXT_LENGTH = 3_000
ON_LINE = "à distance"


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return public meetings; to members, those of the network and of their territories. A coordinator sees all."""
        if not is_network_member(user):
            return self.filter(audience=MeetingAudience.PUBLIC)
        if user.is_coordinator:
            return self.all()
        prefix = audience.territory_token("")
        territories = [
            int(token.removeprefix(prefix)) for token in audience.tokens_of(user) if token.startswith(prefix)
        ]
        return self.exclude(audience=MeetingAudience.TERRITORY) | self.filter(territory__in=territories)

    def kept(self):
        """Return those that take place."""
        return self.filter(cancelled_at=None)

    def to_come(self):
        return self.kept().filter(date__gte=timezone.localdate())

    def with_place(self):
        return self.select_related("territory", "epm__commune").defer("epm__presentation", "epm__opening_hours")


class Meeting(models.Model):
    """`territory` says whom it concerns, None for all of them; it takes place in `epm`, `elsewhere` or by `link`."""

    title = models.CharField("objet", max_length=120)
    date = models.DateField("jour", db_index=True)
    start = models.TimeField("de")
    end = models.TimeField("à")
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    audience = models.CharField("qui la voit", max_length=10, choices=MeetingAudience, default=MeetingAudience.MEMBER)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    elsewhere = models.CharField("autre lieu et son adresse", max_length=200, blank=True)
    link = models.URLField("lien de la visioconférence", max_length=300, blank=True)
    text = models.TextField("ce qu’il faut savoir", blank=True, validators=[MaxLengthValidator(TEXT_LENGTH)])
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="annoncée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created = models.DateTimeField("annoncée le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changée le", default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"
        ordering = ["date", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=models.F("start")),
                name="meeting_ends_after_start",
                violation_error_message="L’heure de fin doit suivre l’heure de début.",
            ),
            models.CheckConstraint(
                condition=~Q(audience=MeetingAudience.TERRITORY) | Q(territory__isnull=False),
                name="meeting_of_a_territory_names_it",
                violation_error_message="Dites quel territoire.",
            ),
            models.CheckConstraint(
                condition=Q(epm__isnull=False) | ~Q(elsewhere="") | ~Q(link=""),
                name="meeting_has_a_place",
                violation_error_message="Dites où\u00a0: un EPM, un autre lieu ou le lien d’une visioconférence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {day_in_full(self.date, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("reseau:meeting", args=[self.pk])

    def clean(self) -> None:
        if self.date is None or (self.pk and not Meeting.objects.filter(pk=self.pk).exclude(date=self.date).exists()):
            return
        today = timezone.localdate()
        if self.date < today:
            raise ValidationError({"date": "Ce jour est passé\u00a0: choisissez aujourd’hui ou après."})
        if self.date > today + FARTHEST:
            raise ValidationError({"date": "C’est dans plus de deux ans\u00a0: vérifiez l’année."})

    def has_moved(self) -> bool:
        """Whether the day, the hours or the place differ from those that are stored."""
        stored = Meeting.objects.filter(pk=self.pk).values_list(*WHEN_AND_WHERE).first()
        return stored != tuple(getattr(self, name) for name in WHEN_AND_WHERE)

    def concerned(self) -> models.QuerySet[Member]:
        """Return the members whom it concerns: those of its territory, else the whole network."""
        members = Member.objects.in_network()
        return members.in_territories([self.territory.slug]) if self.territory else members

    @property
    def audience_tokens(self) -> frozenset[str]:
        """Return the words by which a search filters it, the same people as in `visible_to`."""
        if self.audience == MeetingAudience.TERRITORY:
            return frozenset({audience.territory_token(self.territory_id), audience.COORDINATOR})
        if self.audience == MeetingAudience.PUBLIC:
            return frozenset({audience.PUBLIC})
        members = {audience.MEMBER, audience.COORDINATOR}
        return frozenset(members)

    @property
    def begins_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.start))

    @property
    def ends_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.end))

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.end)

    @property
    def place(self) -> str:
        if self.epm:
            return place_in_words(self.epm.name, self.epm.commune)
        return self.elsewhere or ON_LINE

    @property
    def whom(self) -> str:
        """Whom it concerns: « tout le réseau », « territoire de Figeac »."""
        return f"Territoire\u00a0: {self.territory}" if self.territory else "Tout le réseau"


def territory_of_meetings() -> Coalesce:
    """The territory that a meeting concerns, else that of the EPM where it takes place."""
    return Coalesce("territory", "epm__commune__territory")
