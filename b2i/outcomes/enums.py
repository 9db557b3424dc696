"""Closed lists of what comes out of records: changes of a framework, jury files, statements."""

from django.db import models


# What a new version does to a skill.
class SkillChange(models.TextChoices):
    """What becomes of a skill, or that it is new."""

    ADDED = "added", "Ajoutées"
    REMOVED = "removed", "Retirées, sans équivalent"
    MOVED = "moved", "Reprises en partie, partagées ou réunies"
    REWORDED = "reworded", "Réécrites"
    SAME = "same", "Inchangées"


# Closed lists: decision of the recteur, opinion of the centre, states of a skill in a file, kinds of frozen papers.
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


# Closed list: how much of the learner’s name the check of a statement shows.
class StatementShownName(models.TextChoices):
    """What the check of a statement shows of the learner. They choose; nothing is shown by default."""

    NOTHING = "nothing", "Rien\u00a0: ni nom, ni initiales"
    INITIALS = "initials", "Mes initiales seulement"
    FULL = "full", "Mon prénom et mon nom"
