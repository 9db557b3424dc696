"""What became of the letter of a week."""

from django.db import models


class LetterState(models.TextChoices):
    """`PREPARED` and `APPROVED` leave on their Monday: the animation changes nothing, or says that it is right."""

    PREPARED = "prepared", "Prête"
    APPROVED = "approved", "Relue"
    HELD = "held", "Ne part pas"
    SENT = "sent", "Partie"
    EMPTY = "empty", "Rien à dire"


LEAVING = (LetterState.PREPARED, LetterState.APPROVED)
# States in which the animation may still change it.
OPEN = (*LEAVING, LetterState.HELD)
