"""Closed lists of projects: their states, how likely a risk is."""

from django.db import models


class ProjectState(models.TextChoices):
    """In the order of a life; a project that is set aside may come back as an idea."""

    IDEA = "idea", "Idée"
    PROPOSED = "proposed", "Proposé"
    DECIDED = "decided", "Décidé"
    RUNNING = "running", "En cours"
    CLOSED = "closed", "Terminé"
    SET_ASIDE = "set_aside", "Écarté"

    @property
    def tone(self) -> str:
        """Return the colour of the state on pages."""
        return {self.PROPOSED: "wait", self.DECIDED: "good", self.RUNNING: "good"}.get(self, "")

    @property
    def next_states(self) -> tuple["ProjectState", ...]:
        return NEXT_STATES[self]


NEXT_STATES = {
    ProjectState.IDEA: (ProjectState.PROPOSED, ProjectState.SET_ASIDE),
    ProjectState.PROPOSED: (ProjectState.DECIDED, ProjectState.IDEA, ProjectState.SET_ASIDE),
    ProjectState.DECIDED: (ProjectState.RUNNING, ProjectState.SET_ASIDE),
    ProjectState.RUNNING: (ProjectState.CLOSED, ProjectState.SET_ASIDE),
    ProjectState.CLOSED: (),
    ProjectState.SET_ASIDE: (ProjectState.IDEA,),
}
# What a project waits for first in lists.
LISTED_STATES = (
    ProjectState.PROPOSED,
    ProjectState.RUNNING,
    ProjectState.DECIDED,
    ProjectState.IDEA,
    ProjectState.CLOSED,
    ProjectState.SET_ASIDE,
)


class RiskLevel(models.TextChoices):
    LOW = "low", "Peu probable"
    MEDIUM = "medium", "Possible"
    HIGH = "high", "Probable"

    @property
    def tone(self) -> str:
        return {self.MEDIUM: "wait", self.HIGH: "bad"}.get(self, "")
