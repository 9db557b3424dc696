"""What the record of a place knows of its hours: their expression, when somebody last checked them, who doubts them."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from reseau.places.opening_hours.evaluation import UNKNOWN, OpeningStatus, OpenState, opening_at, validate_expression
from reseau.places.opening_hours.hours import ExceptionalHours, Hours
from reseau.places.opening_hours.parsing import dated_rules, parse_hours
from reseau.places.opening_hours.wording import (
    OpeningLine,
    coming_days,
    exception_in_words,
    holidays_in_words,
    hours_lines,
    hours_on,
    opening_in_words,
)

# After 90 days without a check, the public reads that hours are to be confirmed; after 180, nobody says « open ».
DAYS_BEFORE_DOUBT = 90
DAYS_OF_TRUST = 180


class PlaceHours(models.Model):
    """`former_hours`: hours written by hand before the table existed, shown until a person confirms them in the table.

    `checked_on`: day on which a person of the network last said that the record is right. `doubted_on`: a visitor has
    reported wrong hours since.
    """

    # Columns keep names of before: to rename one would stop the site while it is upgraded.

    opening_hours = models.CharField(
        "horaires, au format d’OpenStreetMap",
        max_length=1_000,
        blank=True,
        db_default="",
        db_column="hours_expression",
        validators=[validate_expression],
    )
    hours_note = models.CharField("précision sur les horaires", max_length=200, blank=True, db_default="")
    former_hours = models.TextField(
        "horaires d’avant, en toutes lettres",
        blank=True,
        db_column="opening_hours",
        validators=[MaxLengthValidator(1_000)],
    )
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="vérifié par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    doubted_on = models.DateField("horaires signalés faux le", null=True, blank=True)

    class Meta:
        abstract = True

    @cached_property
    def hours(self) -> Hours | None:
        """Hours as the form holds them; None for an expression that does not fit in it."""
        return parse_hours(self.opening_hours)

    @property
    def exceptions_to_come(self) -> tuple[ExceptionalHours, ...]:
        today = timezone.localdate()
        return tuple(each for each in dated_rules(self.opening_hours) if each.last >= today)

    @property
    def days_since_check(self) -> int | None:
        return (timezone.localdate() - self.checked_on).days if self.checked_on else None

    @property
    def is_to_confirm(self) -> bool:
        """Whether the public reads « horaires à confirmer » beside the hours."""
        days = self.days_since_check
        return not self.opening_hours or self.doubted_on is not None or days is None or days > DAYS_BEFORE_DOUBT

    @property
    def has_trusted_hours(self) -> bool:
        """Whether the place has hours that somebody has checked in the last 180 days."""
        days = self.days_since_check
        return bool(self.opening_hours) and days is not None and days <= DAYS_OF_TRUST

    @property
    def is_checked_today(self) -> bool:
        return self.days_since_check == 0

    @property
    def opening(self) -> OpeningStatus:
        """Open, closed or unknown at this moment; unknown if nobody has checked for 180 days."""
        if not self.is_open:
            return OpeningStatus(OpenState.CLOSED)
        return opening_at(self.opening_hours, timezone.now()) if self.has_trusted_hours else UNKNOWN

    @property
    def opening_words(self) -> str:
        """« ouvert jusqu’à 12 h », « ouvre mardi à 14 h », « horaires à confirmer »."""
        return opening_in_words(self.opening, timezone.now())

    @cached_property
    def week(self) -> list[OpeningLine]:
        """Lines of the week, closed days too; of the next seven days if the expression fits in no week."""
        today = timezone.localdate()
        if not self.opening_hours:
            return [OpeningLine("", line.strip()) for line in self.former_hours.splitlines() if line.strip()]
        if self.hours is None:
            return coming_days(self.opening_hours, today)
        return list(hours_lines(self.hours, today)) if self.hours.are_known else []

    @property
    def opening_lines(self) -> list[OpeningLine]:
        """Lines of the week without the closed days."""
        return [line for line in self.week if not line.is_closed]

    @property
    def hours_today(self) -> str:
        """« 9 h – 12 h et 14 h – 18 h »; empty if the place is closed today, or its hours unknown."""
        return hours_on(self.opening_hours, timezone.localdate())

    @property
    def exception_words(self) -> list[str]:
        """Exceptional days to come: « fermé le mardi 24 décembre 2026 (congés) »."""
        return [exception_in_words(each) for each in self.exceptions_to_come]

    @property
    def holiday_words(self) -> str:
        """What the place does on holidays, if it is not as in other weeks."""
        return holidays_in_words(self.hours) if self.opening_hours and self.hours else ""

    @property
    def opening_weekdays(self) -> set[int]:
        """Days of the week on which the place opens, 0 being Monday; some only once a month."""
        if self.hours is None or not self.opening_hours:
            return set()
        days = {number for number, ranges in enumerate(self.hours.week) if ranges}
        return days | {day.weekday for day in self.hours.month}
