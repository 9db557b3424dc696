"""Closed lists of lending: equipment, loans."""

from django.db import models


# Closed lists: kind of an equipment, its condition.
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


# Closed lists: state of a loan, moment of a condition report.
class LoanState(models.TextChoices):
    """From the booking to the return."""

    BOOKED = "booked", "Réservé"
    OUT = "out", "Emprunté"
    RETURNED = "returned", "Rendu"
    CANCELLED = "cancelled", "Annulé"

    @property
    def tone(self) -> str:
        return {self.OUT: "wait", self.RETURNED: "good"}.get(self, "")


# A loan in these states keeps its half-days.
STANDING = (LoanState.BOOKED, LoanState.OUT, LoanState.RETURNED)
OPEN = (LoanState.BOOKED, LoanState.OUT)


class ReportMoment(models.TextChoices):
    """When the condition was looked at."""

    DEPARTURE = "departure", "Au départ"
    RETURN = "return", "Au retour"
