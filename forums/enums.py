"""States of a topic."""

from django.db import models


class TopicStatus(models.TextChoices):
    OPEN = "open", "Sans réponse"
    ANSWERED = "answered", "Répondu"
    SOLVED = "solved", "Résolu"
