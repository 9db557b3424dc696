"""Decisions on two records that look like one person: a merge, or a distinction."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.people.learners.models.learner import Learner

UNDO_DAYS = 30


def _oldest_undoable_day() -> date:
    return timezone.localdate() - timedelta(days=UNDO_DAYS)


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the merges that `user` may undo: they follow the learner, and their EPM kept one of the records."""
        if not user.is_authenticated:
            return self.none()
        kept_one = Q(kept__epm__in=user.epm_ids) | Q(absorbed__epm__in=user.epm_ids)
        return self.filter(kept_one, kept__in=Learner.objects.visible_to(user))

    def in_force(self):
        """Return the merges that nobody has undone."""
        return self.filter(undone_at__isnull=True)

    def undoable(self):
        """Return the merges that can still be undone, until the end of their `last_day`."""
        return self.in_force().filter(merged_at__date__gte=_oldest_undoable_day(), absorbed__isnull=False)

    def settled(self):
        """Return the merges past the delay whose second account still exists."""
        return self.in_force().filter(merged_at__date__lt=_oldest_undoable_day(), absorbed__isnull=False)


class Merge(models.Model):
    """Two records of one person made one. `kept` stays; `absorbed` is deleted once the merge is settled
    (`b2i.privacy.erasure`).

    `journal` lists by primary key the rows that moved, those that stayed and the fields that were filled in.
    """

    kept = models.ForeignKey(
        Learner, verbose_name="livret gardé", on_delete=models.CASCADE, related_name="merges", editable=False
    )
    absorbed = models.ForeignKey(
        Learner,
        verbose_name="livret réuni",
        on_delete=models.SET_NULL,
        null=True,
        related_name="merges_out",
        editable=False,
    )
    journal = models.JSONField("ce qui a bougé", default=dict)
    merged_at = models.DateTimeField("réunis le", default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="réunis par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField("annulé le", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="annulé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "fusion de livrets"
        verbose_name_plural = "fusions de livrets"
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="merge_of_a_learner_once",
                violation_error_message="Ce livret est déjà réuni avec un autre.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("absorbed")),
                name="merge_of_two_learners",
                violation_error_message="Il faut deux livrets.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.kept)

    @property
    def last_day(self) -> date:
        """Last day on which the merge can be undone."""
        return timezone.localdate(self.merged_at) + timedelta(days=UNDO_DAYS)


class DistinctionQuerySet(models.QuerySet):
    def pairs(self, learners) -> set[tuple[int, int]]:
        """Return the pairs of `learners` known to be distinct, as (lower key, higher key)."""
        distinctions = self.filter(first__in=learners, second__in=learners)
        return set(distinctions.values_list("first_id", "second_id"))


class Distinction(models.Model):
    """Two learners who look alike and are two people, so that nobody is asked again.

    `first` has the lower key.
    """

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
