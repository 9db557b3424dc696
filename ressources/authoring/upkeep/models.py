"""The upkeep of a published sheet: its obsolescence, and the review date that somebody chose."""

from django.db import models
from django.utils import timezone

from reseau.people.members.models.member import Member

MAX_REASON = 400


class Obsolescence(models.Model):
    """An obsolete sheet stays readable at its address and leaves the lists.

    Reviving it deletes the row; the journal keeps the fact.
    """

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="obsolescence"
    )
    reason = models.CharField("raison", max_length=MAX_REASON)
    replacement = models.ForeignKey(
        "ressources.Sheet",
        verbose_name="remplacée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
    )
    since = models.DateTimeField("obsolète depuis le", default=timezone.now)
    marked_by = models.ForeignKey(
        Member, verbose_name="signalée par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "fiche obsolète"
        verbose_name_plural = "fiches obsolètes"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="obsolete_sheet_says_why",
                violation_error_message="Dites pourquoi cette fiche est obsolète.",
            ),
            models.CheckConstraint(
                condition=models.Q(replacement=None) | ~models.Q(replacement=models.F("sheet")),
                name="sheet_does_not_replace_itself",
                violation_error_message="Une fiche ne se remplace pas elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    def replacement_for(self, user):
        """Return the replacement if `user` may read it; otherwise nothing reveals it."""
        return self.replacement if self.replacement and self.replacement.is_visible_to(user) else None


class ReviewDate(models.Model):
    """The chosen date on which the sheet is due (`ressources.sheets.freshness`), until its next publication.

    `verified_on`: the day on which somebody last read the sheet and found its facts true.
    """

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="review_date"
    )
    due = models.DateField("à relire le", db_index=True)
    verified_on = models.DateField("faits vérifiés le", null=True, blank=True)
    chosen_at = models.DateTimeField("choisie le", default=timezone.now)
    chosen_by = models.ForeignKey(
        Member, verbose_name="choisie par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "date de relecture"
        verbose_name_plural = "dates de relecture"

    def __str__(self) -> str:
        return f"{self.sheet}, {self.due}"
