"""A workshop to come, open to anybody: which sheet, in which EPM, on which day, at what time.

A delivery is another fact (`ressources.workshops.deliveries`): nobody may have come to an announced workshop.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.places import audience
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM, kilometres_from
from reseau.texts.wording import counted, day_in_full, hour_in_words, place_in_words
from reseau.web.addresses import address_of
from reseau.web.queries.row_locks import lock_row
from ressources.workshops.deliveries.models.delivery import LONGEST, MOST_PEOPLE, SHORTEST
from ressources.workshops.enums import Recurrence


# Workshops announced together: the same sheet in the same EPM, coming back at a rhythm.
class WorkshopSeries(models.Model):
    """What joins the dates of a workshop that comes back; each date is a workshop of its own."""

    rhythm = models.CharField("rythme", max_length=12, choices=Recurrence)
    created = models.DateTimeField("annoncée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "suite d’ateliers"
        verbose_name_plural = "suites d’ateliers"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_rhythm_display()


FARTHEST = timedelta(days=366)


class OpenWorkshopQuerySet(models.QuerySet):
    def locked(self, pk: int) -> "OpenWorkshop":
        """Return the workshop, its row locked until the end of the transaction: whoever enrols queues here."""
        return lock_row(self.select_related("sheet", "epm__commune"), pk)

    def following(self, workshop: "OpenWorkshop"):
        """Return this date of a series and those after it that take place; the date alone if it has no series."""
        if workshop.series_id is None:
            return self.filter(pk=workshop.pk)
        return self.filter(series=workshop.series_id, date__gte=workshop.date, cancelled_at=None).order_by("date", "pk")

    def visible_to(self, user):
        """Return the workshops of public sheets in open EPM, the same for every user."""
        return self.filter(sheet__live=True, sheet__audience=audience.PUBLIC, epm__is_open=True)

    def to_come(self):
        """Return those of today and later that are not cancelled, the nearest first."""
        return self.filter(date__gte=timezone.localdate(), cancelled_at=None).order_by("date", "start", "pk")

    def with_place(self):
        """Join what a row of a list shows."""
        return self.select_related("sheet", "epm__commune").defer("epm__presentation", "epm__opening_hours")

    def around(self, commune: Commune):
        """Fill `kilometres`, from the town hall of `commune`, as the crow flies."""
        return self.annotate(kilometres=kilometres_from(commune, "epm__"))


class OpenWorkshop(models.Model):
    # Filled by `around`.
    kilometres: float | None = None

    sheet = models.ForeignKey(
        "ressources.WorkshopPage", verbose_name="fiche", on_delete=models.CASCADE, related_name="open_workshops"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, related_name="open_workshops")
    date = models.DateField("jour")
    start = models.TimeField("heure")
    minutes = models.PositiveSmallIntegerField(
        "durée en minutes", validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    places = models.PositiveSmallIntegerField(
        "places", validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    # Places that are taken: a fact of the database, which refuses one too many.
    taken = models.PositiveSmallIntegerField("places prises", default=0, db_default=0, editable=False)
    series = models.ForeignKey(
        WorkshopSeries,
        verbose_name="suite",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="workshops",
    )
    delivery = models.OneToOneField(
        "ressources.Delivery",
        verbose_name="atelier animé",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="open_workshop",
    )
    note = models.CharField("pour venir", max_length=200, blank=True)
    announced_by = models.ForeignKey(
        Member, verbose_name="annoncé par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField("annoncé le", default=timezone.now, editable=False)
    # Calendars read it: when what they show was last altered.
    changed = models.DateTimeField("changé le", default=timezone.now, db_default=Now(), editable=False)
    cancelled_at = models.DateTimeField("annulé le", null=True, blank=True, editable=False)

    objects = OpenWorkshopQuerySet.as_manager()

    # It is about a sheet: an editor has nothing to repair when the page is deleted.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "atelier ouvert à tous"
        verbose_name_plural = "ateliers ouverts à tous"
        ordering = ["date", "start", "pk"]
        indexes = [models.Index(fields=["date", "start"], name="open_workshop_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "epm", "date", "start"],
                condition=Q(cancelled_at__isnull=True),
                name="open_workshop_announced_once",
                violation_error_message="Cet atelier est déjà annoncé à cette heure-là, dans cet EPM.",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="open_workshop_has_a_place",
                violation_error_message="Il faut au moins une place.",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=models.F("places")),
                name="open_workshop_never_overbooked",
                violation_error_message="Plus de personnes sont inscrites\u00a0: laissez plus de places.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="open_workshop_lasts_a_minute",
                violation_error_message="Un atelier dure au moins une minute.",
            ),
        ]

    def __str__(self) -> str:
        return f"{day_in_full(self.date, 'j F Y')}, {self.epm}"

    def get_absolute_url(self) -> str:
        return address_of("ressources:open_workshop", self.pk)

    def clean(self) -> None:
        if self.date is None:
            return
        today = timezone.localdate()
        if self.date < today:
            raise ValidationError({"date": "Ce jour est passé\u00a0: choisissez aujourd’hui ou après."})
        if self.date > today + FARTHEST:
            raise ValidationError({"date": "C’est dans plus d’un an\u00a0: vérifiez l’année."})

    @property
    def begins_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.date, self.start))

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.minutes)

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it, as `visible_to` says of a query."""
        return self.sheet.live and self.sheet.audience == audience.PUBLIC and self.epm.is_open

    @property
    def places_left(self) -> int:
        return max(self.places - self.taken, 0)

    @property
    def places_words(self) -> str:
        """« 8 places », « il reste 2 places », « complet »."""
        if not self.places_left:
            return "complet"
        return f"il reste {counted(self.places_left, 'place')}" if self.taken else counted(self.places, "place")

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()

    @property
    def takes_people(self) -> bool:
        """Whether people are still enrolled, be it on the waiting list."""
        return self.cancelled_at is None and not self.has_begun

    @property
    def waits_for_outcome(self) -> bool:
        """Whether it has begun, and nobody said who came."""
        return self.cancelled_at is None and self.delivery_id is None and self.has_begun

    @property
    def following_count(self) -> int:
        """How many dates of its series come after it. One query, none without a series."""
        if self.series_id is None:
            return 0
        return OpenWorkshop.objects.following(self).exclude(pk=self.pk).count()

    @property
    def is_to_come(self) -> bool:
        """Whether it takes place, today or later."""
        return self.cancelled_at is None and self.date >= timezone.localdate()

    @property
    def place(self) -> str:
        """« EPM de Gramat », « La Fabrique, Gramat »."""
        return place_in_words(self.epm.name, self.epm.commune)

    @property
    def hour(self) -> str:
        """« 14 h », « 9 h 30 »."""
        return hour_in_words(self.start)
