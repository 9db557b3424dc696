"""A distinction: that two learners who look like one person are two, so that nobody is asked again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.learners.models.learner import Learner


class DistinctionQuerySet(models.QuerySet):
    def pairs(self, learners) -> set[tuple[int, int]]:
        """Keys of those of `learners` who are known to be two, the lower first."""
        found = self.filter(first__in=learners, second__in=learners)
        return set(found.values_list("first_id", "second_id"))


class Distinction(models.Model):
    """`first` is the one with the lower key."""

    first = models.ForeignKey(Learner, verbose_name="une personne", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Learner, verbose_name="une autre", on_delete=models.CASCADE, related_name="+")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = "personnes distinctes"
        verbose_name_plural = "personnes distinctes"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="distinction_noted_once",
                violation_error_message="C’est déjà noté\u00a0: ce sont deux personnes.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="distinction_of_two_in_order",
                violation_error_message="Il faut deux personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}, {self.second}"
