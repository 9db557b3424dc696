"""Closed lists: state of a loan, moment of a condition report."""

from django.db import models


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
