"""Closed lists of the steering committee: positions, meetings, decisions."""

from django.db import models


# Closed lists of the steering committee.
class PositionKind(models.TextChoices):
    """In the order in which papers list those who sit."""

    ELECTED = "elected", "Élus"
    DEPARTMENT = "department", "Services du Département"
    PARTNER = "partner", "Partenaires"
    NETWORK = "network", "Réseau des médiateurs"


# Closed lists of the meetings of the committee: their states, who attended.
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
        return NEXT_MEETING_STATES[self]


NEXT_MEETING_STATES = {
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


# Closed lists of decisions: their states.
class DecisionState(models.TextChoices):
    OPEN = "open", "À faire"
    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"

    @property
    def tone(self) -> str:
        """Return the colour of the state on pages."""
        return {self.OPEN: "wait", self.DONE: "good"}.get(self, "")


# A decision that was closed by mistake is opened again, with a reason.
NEXT_DECISION_STATES = {
    DecisionState.OPEN: (DecisionState.DONE, DecisionState.DROPPED),
    DecisionState.DONE: (DecisionState.OPEN,),
    DecisionState.DROPPED: (DecisionState.OPEN,),
}
