"""Counts of a place by half-day. They are numbers alone: no name of a visitor, and not who counted."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from formation.enums import DayPart
from qualite.activity.visit_tally.themes import CODE_LENGTH, VISIT, label_of
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

# What begins at these hours, in local time, is of the afternoon and of the evening.
NOON, EVENING = 13, 18
# Receipts outlive what may wait in a browser (60 days) and what a departure left sealed in it (90 days).
RECEIPT_KEPT = datetime.timedelta(days=160)


def part_of(moment: datetime.datetime) -> DayPart:
    """Return the half-day in which a moment falls, in local time."""
    hour = timezone.localtime(moment).hour
    if hour < NOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < EVENING else DayPart.EVENING


class HalfDayTallyQuerySet(models.QuerySet):
    def visits(self):
        return self.filter(subject=VISIT)

    def accompaniments(self):
        return self.exclude(subject=VISIT)

    def of_month(self, first_day: datetime.date):
        return self.filter(date__year=first_day.year, date__month=first_day.month)


class HalfDayTally(models.Model):
    """How many visits, or accompaniments on one theme, a place counted in a half-day.

    `count` is changed by `services.count_people` alone. A row at zero is a fact: the place counted, and nobody came.
    """

    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, related_name="tallies")
    date = models.DateField("jour")
    part = models.CharField("moment", max_length=10, choices=DayPart)
    subject = models.CharField("ce qui est compté", max_length=CODE_LENGTH, default=VISIT)
    count = models.PositiveIntegerField("nombre", default=0)

    objects = HalfDayTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "compte d’une demi-journée"
        verbose_name_plural = "comptes par demi-journée"
        ordering = ["-date", "part", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "date", "part", "subject"],
                name="tally_once_a_half_day",
                violation_error_message="Ce lieu a déjà un compte pour cette demi-journée.",
            ),
            models.CheckConstraint(
                condition=~Q(subject=""),
                name="tally_counts_something",
                violation_error_message="Dites ce qui est compté.",
            ),
        ]

    def __str__(self) -> str:
        day = day_in_full(self.date, "j F Y")
        return f"{label_of(self.subject)}, {day}, {self.get_part_display()}\u00a0: {self.count}"


class TallyMark(models.Model):
    """Receipt of a tap: its key, made by the page, by which the same tap never counts twice."""

    tally = models.ForeignKey(HalfDayTally, verbose_name="compte", on_delete=models.CASCADE, related_name="marks")
    key = models.UUIDField("clé de la page", unique=True, editable=False)
    amount = models.SmallIntegerField("nombre ajouté")
    created = models.DateTimeField("reçu le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "reçu d’un compte"
        verbose_name_plural = "reçus de comptes"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="mark_adds_or_takes_back",
                violation_error_message="Un geste ajoute ou retire.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount:+d}"
