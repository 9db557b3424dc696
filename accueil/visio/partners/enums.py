"""Closed lists: whether a partner takes appointments."""

from django.db import models


class PartnerState(models.TextChoices):
    """A partner is announced before its first appointment, and stays in the history after its last one."""

    COMING = "coming", "À venir"
    OPEN = "open", "Reçoit en visio"
    LEFT = "left", "Ne reçoit plus"

    @property
    def tone(self) -> str:
        return {self.OPEN: "good", self.COMING: "wait"}.get(self, "")


# Those that visitors read about.
SHOWN = (PartnerState.OPEN, PartnerState.COMING)
