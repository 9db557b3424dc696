"""Closed list: how much of the learner’s name the check of a statement shows."""

from django.db import models


class StatementShownName(models.TextChoices):
    """What the check of a statement shows of the learner. They choose; nothing is shown by default."""

    NOTHING = "nothing", "Rien\u00a0: ni nom, ni initiales"
    INITIALS = "initials", "Mes initiales seulement"
    FULL = "full", "Mon prénom et mon nom"
