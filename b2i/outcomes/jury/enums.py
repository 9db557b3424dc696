"""Closed lists: decision of the recteur, opinion of the centre, states of a skill in a file, kinds of frozen papers."""

from django.db import models


class JuryDecision(models.TextChoices):
    """Decision of the recteur on the proposal of the jury (arrêté of 13 April 2012, article 6)."""

    DELIVERED = "delivered", "Brevet délivré"
    REFUSED = "refused", "Brevet non délivré"


class Opinion(models.TextChoices):
    """Opinion of the accredited centre on a file."""

    FAVOURABLE = "favourable", "Favorable"
    RESERVED = "reserved", "Réservé"
    UNFAVOURABLE = "unfavourable", "Défavorable"


class Attainment(models.TextChoices):
    """State of a skill, the same three words in every row of a file: a usage of the field, not a legal scale."""

    NOT_ACQUIRED = "not_acquired", "non acquis"
    IN_PROGRESS = "in_progress", "en cours"
    ACQUIRED = "acquired", "acquis"


class FrozenPaperKind(models.TextChoices):
    """What a frozen paper is."""

    LIST = "liste", "Liste de la session"
    FILE = "dossier", "Dossier"
    DECISION = "decision", "Décision du recteur"
