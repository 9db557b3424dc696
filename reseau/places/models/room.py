"""Rooms of a place, besides the one where workshops are held."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from reseau.places.models.epm import EPM


class PlaceRoom(models.Model):
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField("nom de la salle", max_length=80)
    capacity = models.PositiveSmallIntegerField(
        "places assises", validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    is_accessible = models.BooleanField("accessible en fauteuil roulant", default=False)

    class Meta:
        verbose_name = "salle d’un lieu"
        verbose_name_plural = "salles des lieux"
        ordering = ["-capacity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "name"], name="room_once", violation_error_message="Ce lieu a déjà une salle de ce nom."
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1),
                name="room_has_seats",
                violation_error_message="Une salle a au moins une place assise.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
