"""Closed lists: kind of an equipment, its condition."""

from django.db import models


class EquipmentKind(models.TextChoices):
    """What it is for, as animators look for it."""

    TABLETS = "tablets", "Tablettes et téléphones"
    LAPTOPS = "laptops", "Ordinateurs portables"
    PROGRAMMING = "programming", "Robots et cartes à programmer"
    VIRTUAL_REALITY = "vr", "Réalité virtuelle"
    MAKING = "making", "Impression 3D et fabrication"
    SOUND_AND_IMAGE = "media", "Son, photo et vidéo"
    PROJECTION = "projection", "Vidéoprojecteur et visioconférence"
    ACCESSIBILITY = "access", "Matériel adapté aux handicaps"
    OTHER = "other", "Autre matériel"


class Condition(models.TextChoices):
    """State of an equipment, from the best to the worst."""

    GOOD = "good", "Bon état"
    WORN = "worn", "Usure visible, sert encore"
    DAMAGED = "damaged", "À réparer, ou il manque une pièce"
    OUT_OF_ORDER = "out", "Hors service"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Condition).index(self)

    @property
    def tone(self) -> str:
        return {self.GOOD: "good", self.WORN: ""}.get(self, "bad")

    def is_worse_than(self, other: str) -> bool:
        return self.rank > Condition(other).rank
