"""An outing: on which days, at what hours, where people meet, who organises, how many may come.

It is at one place or along one trail, and public as long as that is published. One that is cancelled still says so.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from patrimoine.outings.enums import OutingKind
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full, hours_in_words

LAST = Coalesce("last_day", "day")


class OutingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of published places and trails, the same for every user."""
        published = Q(place__state=HeritageState.PUBLISHED) | Q(trail__state=HeritageState.PUBLISHED)
        return self.filter(published)

    def not_over(self, today: date):
        """Return those of `today` and later, cancelled ones too, the nearest first."""
        return self.alias(last=LAST).filter(last__gte=today).order_by("day", "start", "pk")

    def kept(self):
        return self.filter(cancelled=None)

    def with_where(self):
        """Join what a row of a list shows."""
        return self.select_related("place__commune__territory", "trail__territory", "epm__commune")


class Outing(models.Model):
    """`last_day`: of an exhibition; the hours are those of each day. `capacity`: in words, as people are told."""

    kind = models.CharField("nature", max_length=10, choices=OutingKind)
    name = models.CharField("nom", max_length=120)
    summary = models.CharField("en une phrase", max_length=300)
    place = models.ForeignKey(
        HeritagePlace, verbose_name="lieu", on_delete=models.CASCADE, null=True, blank=True, related_name="outings"
    )
    trail = models.ForeignKey(
        HeritageTrail, verbose_name="circuit", on_delete=models.CASCADE, null=True, blank=True, related_name="outings"
    )
    epm = models.ForeignKey(EPM, verbose_name="organisée par", on_delete=models.CASCADE, related_name="outings")
    day = models.DateField("jour")
    last_day = models.DateField("dernier jour", null=True, blank=True)
    start = models.TimeField("début")
    end = models.TimeField("fin")
    meeting_point = models.CharField("rendez-vous", max_length=200, blank=True)
    contact = models.CharField("contact", max_length=120)
    capacity = models.CharField("combien de personnes", max_length=160, blank=True)
    author = models.ForeignKey(
        Member, verbose_name="annoncée par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField("annoncée le", default=timezone.now, editable=False)
    # Calendars read it: when what they show was last altered.
    changed = models.DateTimeField("changée le", default=timezone.now, editable=False)
    cancelled = models.DateTimeField("annulée le", null=True, blank=True, editable=False)

    objects = OutingQuerySet.as_manager()

    class Meta:
        verbose_name = "sortie de patrimoine"
        verbose_name_plural = "sorties de patrimoine"
        ordering = ["day", "start", "pk"]
        indexes = [models.Index(fields=["day", "start"], name="outing_day_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, trail__isnull=True) | Q(place__isnull=True, trail__isnull=False),
                name="outing_is_at_a_place_or_on_a_trail",
                violation_error_message="Une sortie se fait en un lieu ou sur un circuit.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gt=F("day")),
                name="outing_ends_after_it_begins",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="outing_has_hours",
                violation_error_message="La fin vient après le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("patrimoine:outing", args=[self.pk])

    def clean(self) -> None:
        """Raise ValidationError for an outing that would be over when it is announced."""
        if self.day and (self.last_day or self.day) < timezone.localdate():
            raise ValidationError({"day": "Ce jour est passé\u00a0: choisissez aujourd’hui ou après."})

    @property
    def subject(self) -> HeritagePlace | HeritageTrail:
        """Return the place or the trail."""
        return self.place or self.trail

    @property
    def territory(self):
        return self.place.commune.territory if self.place else self.trail.territory

    @property
    def where(self) -> str:
        """Return « Le pont des Trois Loutres, Cahors », or the name of the trail."""
        return f"{self.place}, {self.place.commune}" if self.place else f"{self.trail}"

    @property
    def is_over(self) -> bool:
        return (self.last_day or self.day) < timezone.localdate()

    @property
    def begins_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.start))

    @property
    def ends_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last_day or self.day, self.end))

    @property
    def days(self) -> str:
        """Return « jeudi 12 mars 2026 », or « du 12 mars 2026 au 20 mars 2026 »."""
        if not self.last_day:
            return day_in_full(self.day)
        return f"du {day_in_full(self.day, 'j F Y')} au {day_in_full(self.last_day, 'j F Y')}"

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.end)
