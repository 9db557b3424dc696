"""Hours of a person at which nothing is mailed to them but what is urgent."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

LAST_HOUR = 23


class QuietHours(models.Model):
    """From `begin` to `end`, hours of the day in Lot; the same twice, mails leave at any hour."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="quiet_hours"
    )
    begin = models.PositiveSmallIntegerField("à partir de", validators=[MaxValueValidator(LAST_HOUR)])
    end = models.PositiveSmallIntegerField("jusqu’à", validators=[MaxValueValidator(LAST_HOUR)])

    class Meta:
        verbose_name = "heures calmes"
        verbose_name_plural = "heures calmes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begin__lte=LAST_HOUR, end__lte=LAST_HOUR),
                name="quiet_hours_are_hours",
                violation_error_message="Une heure va de 0 à 23.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begin}\u00a0h – {self.end}\u00a0h"
