"""Closed lists of pooling: a purchase or an agreement, and how far it is."""

from django.db import models


class PoolingKind(models.TextChoices):
    PURCHASE = "purchase", "Achat groupé"
    AGREEMENT = "agreement", "Convention"


class PoolingState(models.TextChoices):
    """In the order of a life. The call is open until its last day, or until somebody closes it."""

    OPEN = "open", "Ouvert"
    CLOSED = "closed", "Clos"
    ORDERED = "ordered", "Commandé ou signé"
    DONE = "done", "Terminé"
    GIVEN_UP = "given_up", "Abandonné"

    @property
    def tone(self) -> str:
        return {self.OPEN: "good", self.CLOSED: "wait", self.ORDERED: "good"}.get(self, "")

    @property
    def next_states(self) -> tuple["PoolingState", ...]:
        return NEXT_POOLING_STATES[self]


NEXT_POOLING_STATES = {
    PoolingState.OPEN: (PoolingState.CLOSED, PoolingState.GIVEN_UP),
    PoolingState.CLOSED: (PoolingState.ORDERED, PoolingState.GIVEN_UP),
    PoolingState.ORDERED: (PoolingState.DONE, PoolingState.GIVEN_UP),
    PoolingState.DONE: (),
    PoolingState.GIVEN_UP: (),
}
