"""A member's thanks for a sheet, once each: its authors are notified, readers see the count."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone

from reseau.people.members.models.member import Member


class ThanksQuerySet(models.QuerySet):
    def of_the_week(self, moment: datetime):
        """Return those given in the week of `moment`, Monday to Sunday."""
        day = timezone.localdate(moment)
        monday = datetime.combine(day - timedelta(days=day.weekday()), time.min, timezone.get_current_timezone())
        return self.filter(given__gte=monday, given__lt=monday + timedelta(days=7))


class Thanks(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="thanks")
    sheet = models.ForeignKey("ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="thanks")
    given = models.DateTimeField("donné le", default=timezone.now)

    objects = ThanksQuerySet.as_manager()

    # Thanks are no use of a page: Wagtail does not warn of them before a deletion.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "remerciement"
        verbose_name_plural = "remerciements"
        ordering = ["given", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "sheet"],
                name="thanks_once_for_each_member",
                violation_error_message="Vous avez déjà remercié pour cette fiche.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.sheet}"
