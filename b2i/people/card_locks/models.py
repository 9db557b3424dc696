"""Wrong codes of a card, place by place. Numbers of cards that nobody has are counted in the same way.

The rows know numbers alone: no learner stands behind a number that somebody guesses.
"""

from django.db import models
from django.utils import timezone

from b2i.people.card_locks.origin import DIGEST_LENGTH


class CardLock(models.Model):
    """One number that somebody typed; the row to lock while its tries are counted."""

    card_number = models.CharField("numéro de carte", max_length=12, unique=True)

    class Meta:
        verbose_name = "verrou d’une carte"
        verbose_name_plural = "verrous des cartes"
        ordering = ["card_number"]

    def __str__(self) -> str:
        return self.card_number


class CardTries(models.Model):
    """Wrong codes in a row from one place (`b2i.people.card_locks.origin`): registered computers, or one address."""

    lock = models.ForeignKey(CardLock, verbose_name="carte", on_delete=models.CASCADE, related_name="tries")
    origin = models.CharField("d’où", max_length=DIGEST_LENGTH)
    wrong = models.PositiveSmallIntegerField("codes faux de suite", default=0)
    paused_until = models.DateTimeField("en pause jusqu’à", null=True, blank=True)
    last_try = models.DateTimeField("dernier essai", default=timezone.now)

    class Meta:
        verbose_name = "codes faux d’une carte"
        verbose_name_plural = "codes faux des cartes"
        ordering = ["lock", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lock", "origin"],
                name="card_tries_counted_once_by_origin",
                violation_error_message="Les essais de cette carte sont déjà comptés d’ici.",
            )
        ]
        indexes = [models.Index(fields=["last_try"], name="card_tries_last_try")]

    def __str__(self) -> str:
        return f"{self.lock}, {self.wrong}"
