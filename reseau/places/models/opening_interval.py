"""When places are open in the weeks to come, so that « open now » is a question to the database.

A copy of what the expressions of their records say, made again at each change and each night.
"""

import datetime

from django.db import models

from reseau.places.models.epm import EPM


class OpeningIntervalQuerySet(models.QuerySet):
    def around(self, begin: datetime.datetime, end: datetime.datetime):
        """Intervals that share a moment with `begin` to `end`."""
        return self.filter(opens__lt=end, closes__gt=begin)


class OpeningInterval(models.Model):
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="intervals")
    opens = models.DateTimeField("ouvre à")
    closes = models.DateTimeField("ferme à")

    objects = OpeningIntervalQuerySet.as_manager()

    class Meta:
        verbose_name = "ouverture à venir"
        verbose_name_plural = "ouvertures à venir"
        ordering = ["opens", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="opening_interval_ends_after_it_begins",
                violation_error_message="Une ouverture finit après avoir commencé.",
            )
        ]
        indexes = [models.Index(fields=["closes", "opens"], name="opening_interval_by_time")]

    def __str__(self) -> str:
        return f"{self.epm_id}, {self.opens:%Y-%m-%d %H:%M}"
