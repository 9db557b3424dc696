"""What a new version does to a skill."""

from django.db import models


class SkillChange(models.TextChoices):
    """What becomes of a skill, or that it is new."""

    ADDED = "added", "Ajoutées"
    REMOVED = "removed", "Retirées, sans équivalent"
    MOVED = "moved", "Reprises en partie, partagées ou réunies"
    REWORDED = "reworded", "Réécrites"
    SAME = "same", "Inchangées"
