"""Kinds of forums and of topics, states of a topic."""

from django.db import models


class ForumKind(models.TextChoices):
    NETWORK = "network", "Réseau"
    TERRITORY = "territory", "Territoire"
    EPM = "epm", "EPM"
    PROJECT = "project", "Projet"
    THEME = "theme", "Thème"


class TopicKind(models.TextChoices):
    QUESTION = "question", "Question"
    DISCUSSION = "discussion", "Discussion"
    ANNOUNCEMENT = "announcement", "Annonce"
    POLL = "poll", "Sondage"


class TopicStatus(models.TextChoices):
    """The state of a question; the other kinds of topics wait for nothing."""

    OPEN = "open", "Sans réponse"
    ANSWERED = "answered", "Répondu"
    SOLVED = "solved", "Résolu"
