"""Closed lists of the meetings of the committee: their states, who attended."""

from django.db import models


class SteeringState(models.TextChoices):
    """In the order of a life."""

    PLANNED = "planned", "En préparation"
    CONVENED = "convened", "Convoquée"
    HELD = "held", "Tenue"
    APPROVED = "approved", "Compte rendu approuvé"
    CANCELLED = "cancelled", "Annulée"

    @property
    def tone(self) -> str:
        """Return the colour of the state on pages."""
        return {self.PLANNED: "wait", self.CONVENED: "good", self.APPROVED: "good", self.CANCELLED: "bad"}.get(self, "")

    @property
    def next_states(self) -> tuple["SteeringState", ...]:
        return NEXT_STATES[self]


NEXT_STATES = {
    SteeringState.PLANNED: (SteeringState.CONVENED, SteeringState.CANCELLED),
    SteeringState.CONVENED: (SteeringState.HELD, SteeringState.CANCELLED),
    SteeringState.HELD: (SteeringState.APPROVED,),
    SteeringState.APPROVED: (),
    SteeringState.CANCELLED: (),
}
# The day, the hours and the place may change.
TO_COME = (SteeringState.PLANNED, SteeringState.CONVENED)
# The agenda and its papers may change.
WRITABLE = (*TO_COME, SteeringState.HELD)


class SteeringPresence(models.TextChoices):
    PRESENT = "present", "Présent"
    EXCUSED = "excused", "Excusé"
    REPRESENTED = "stand_in", "Représenté"
