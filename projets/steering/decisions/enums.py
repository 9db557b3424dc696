"""Closed lists of decisions: their states."""

from django.db import models


class DecisionState(models.TextChoices):
    OPEN = "open", "À faire"
    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"

    @property
    def tone(self) -> str:
        """Return the colour of the state on pages."""
        return {self.OPEN: "wait", self.DONE: "good"}.get(self, "")


# A decision that was closed by mistake is opened again, with a reason.
NEXT_STATES = {
    DecisionState.OPEN: (DecisionState.DONE, DecisionState.DROPPED),
    DecisionState.DONE: (DecisionState.OPEN,),
    DecisionState.DROPPED: (DecisionState.OPEN,),
}
