"""Closed lists of skills records: the path of a skill, how it was shown, what became of a framework."""

from django.db import models


class FrameworkStatus(models.TextChoices):
    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"


class SkillStatus(models.TextChoices):
    """Path of a skill in a record, in order; a proposal that was returned leaves the skill practised, with a reason."""

    NOT_SEEN = "not_seen", "Pas encore vue"
    POSITIONED = "positioned", "La personne s’est située"
    PRACTISED = "practised", "Pratiquée"
    RETURNED = "returned", "À reprendre"
    PROPOSED = "proposed", "Proposée à la validation"
    VALIDATED = "validated", "Validée"


class SelfPosition(models.TextChoices):
    """What a learner says of herself; the three states used in the field (domain of practice, not a legal scale)."""

    NO = "no", "Je ne sais pas encore"
    HELPED = "helped", "J’y arrive avec de l’aide"
    ALONE = "alone", "J’y arrive sans aide"


class EvidenceKind(models.TextChoices):
    """The means of evaluation met in the field: observation, telling, questions, trial, finished work."""

    OBSERVED = "observed", "Vu en atelier"
    TOLD = "told", "Raconté par la personne"
    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    SITUATION = "situation", "Mise en situation"
    WORK = "work", "Travail fini"


class Outcome(models.TextChoices):
    """What an accredited person made of a proposal."""

    VALIDATED = "validated", "Validée"
    RETURNED = "returned", "Renvoyée"


class Standing(models.TextChoices):
    """Where an accreditation stands on a day; computed, never stored."""

    COMING = "coming", "À venir"
    LIVE = "live", "En cours"
    ENDING = "ending", "Bientôt finie"
    ENDED = "ended", "Finie"


class ContestOutcome(models.TextChoices):
    """What an EPM made of something that a learner contests."""

    CORRECTED = "corrected", "C’est rectifié"
    KEPT = "kept", "C’est maintenu"


class LineOutcome(models.TextChoices):
    """What became of a record that was on an elimination list."""

    WAITING = "waiting", "En attente"
    ERASED = "erased", "Supprimé"
    KEPT = "kept", "Gardé\u00a0: la personne est revenue"


class LineVerdict(models.TextChoices):
    """What becomes of a line of a table of learners."""

    MAKE = "make", "Livret à ouvrir"
    DUPLICATE = "duplicate", "Déjà là\u00a0?"
    DONE = "done", "Déjà importée"
    REFUSED = "refused", "Refusée"
