"""Opening slots: a partner receives by video in a room, each week or on one day, but for some days.

The days on which a slot is really open are rows, for the weeks that can be booked: the agenda counts them, and a day
that the place closes has none.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accueil.visio.partners.enums import PartnerState
from accueil.visio.partners.models import Partner
from accueil.visio.rooms.models import VisioRoom
from reseau.texts.wording import day_in_full, hours_in_words, weekdays_in_words


class OpeningSlotQuerySet(models.QuerySet):
    def unfinished(self):
        """Return those that have a day today or later."""
        return self.filter(Q(last_day=None) | Q(last_day__gte=timezone.localdate()))

    def with_place(self):
        return self.select_related("partner", "room__epm__commune")


class OpeningSlot(models.Model):
    """`weekday` as Python counts: 0 is Monday. `last_day` None: until further notice. One day alone: both are that day.

    `link`: the address of the call, of any provider; an appointment may have its own.
    """

    room = models.ForeignKey(VisioRoom, verbose_name="pièce", on_delete=models.PROTECT, related_name="slots")
    partner = models.ForeignKey(Partner, verbose_name="partenaire", on_delete=models.PROTECT, related_name="slots")
    weekday = models.PositiveSmallIntegerField("jour de la semaine", validators=[MaxValueValidator(6)])
    begins = models.TimeField("de")
    ends = models.TimeField("à")
    first_day = models.DateField("à partir du")
    last_day = models.DateField("jusqu’au", null=True, blank=True)
    link = models.URLField("lien de l’appel", max_length=300, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ouvert par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed = models.DateTimeField("changé le", default=timezone.now, editable=False)

    objects = OpeningSlotQuerySet.as_manager()

    class Meta:
        verbose_name = "plage de rendez-vous"
        verbose_name_plural = "plages de rendez-vous"
        ordering = ["weekday", "begins", "pk"]
        indexes = [models.Index(fields=["room", "first_day"], name="slot_by_room_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="slot_ends_after_it_begins",
                violation_error_message="L’heure de fin doit suivre l’heure de début.",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="slot_last_day_after_first",
                violation_error_message="Le dernier jour doit suivre le premier.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="slot_on_a_day_of_the_week",
                violation_error_message="Choisissez un jour de la semaine.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.words}"

    def get_absolute_url(self) -> str:
        return reverse("accueil:slot", args=[self.pk])

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    @property
    def hours(self) -> str:
        return hours_in_words(self.begins, self.ends)

    @property
    def words(self) -> str:
        """« le mardi, 9 h – 12 h », « mardi 8 décembre 2026, 9 h – 12 h »."""
        days = day_in_full(self.first_day) if self.is_one_day else weekdays_in_words([self.weekday])
        return f"{days}, {self.hours}"

    @property
    def is_finished(self) -> bool:
        return self.last_day is not None and self.last_day < timezone.localdate()


class SlotDayQuerySet(models.QuerySet):
    def to_come(self):
        return self.filter(day__gte=timezone.localdate()).order_by("day", "slot__begins", "pk")

    def bookable(self):
        """Return the days of open partners, in open and confidential rooms of open places."""
        return self.filter(
            slot__partner__state=PartnerState.OPEN,
            slot__room__is_open=True,
            slot__room__is_confidential=True,
            slot__room__epm__is_open=True,
        )

    def with_place(self):
        return self.select_related("slot__partner", "slot__room__epm__commune").defer(
            "slot__room__epm__presentation", "slot__room__epm__opening_hours"
        )


class SlotDay(models.Model):
    """A day on which a slot is open, kept up to date by `accueil.visio.slots.services` alone."""

    slot = models.ForeignKey(OpeningSlot, verbose_name="plage", on_delete=models.CASCADE, related_name="days")
    day = models.DateField("jour")

    objects = SlotDayQuerySet.as_manager()

    class Meta:
        verbose_name = "jour d’une plage"
        verbose_name_plural = "jours des plages"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["day"], name="slot_day_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "day"],
                name="slot_open_once_a_day",
                violation_error_message="Cette plage est déjà ouverte ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.day}"


class SlotClosure(models.Model):
    """A day on which a slot is not open: the agent is away, the room is taken."""

    slot = models.ForeignKey(OpeningSlot, verbose_name="plage", on_delete=models.CASCADE, related_name="closures")
    day = models.DateField("jour")

    class Meta:
        verbose_name = "jour sans rendez-vous"
        verbose_name_plural = "jours sans rendez-vous"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "day"],
                name="slot_closed_once_a_day",
                violation_error_message="Ce jour est déjà fermé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.day}"
