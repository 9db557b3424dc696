"""What a place offers, to whom and how: a row for each value, so that the database narrows lists and counts."""

from django.db import models

from reseau.places.models.epm import EPM
from reseau.places.vocabulary import FeatureKind, value_label


class PlaceFeature(models.Model):
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="features")
    kind = models.CharField("rubrique", max_length=40, choices=FeatureKind)
    value = models.CharField("valeur", max_length=80)

    class Meta:
        verbose_name = "caractéristique d’un lieu"
        verbose_name_plural = "caractéristiques des lieux"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "kind", "value"],
                name="place_feature_once",
                violation_error_message="Ce lieu a déjà cette caractéristique.",
            )
        ]
        indexes = [models.Index(fields=["kind", "value"], name="place_feature_by_value")]

    def __str__(self) -> str:
        return value_label(self.value)
