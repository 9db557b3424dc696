"""Closed lists of skills records: the path of a skill and how it was shown."""

from django.db import models


class SkillStatus(models.TextChoices):
    """Path of a skill in a record, in order. Proposal and validation by an accredited person come after these."""

    NOT_SEEN = "not_seen", "Pas encore vue"
    POSITIONED = "positioned", "Je me suis située"
    PRACTISED = "practised", "Pratiquée"


class SelfPosition(models.TextChoices):
    """What a learner says of herself; the three states used in the field (domain of practice, not a legal scale)."""

    NO = "no", "Je ne sais pas encore"
    HELPED = "helped", "J’y arrive avec de l’aide"
    ALONE = "alone", "J’y arrive seul(e)"


class EvidenceKind(models.TextChoices):
    OBSERVED = "observed", "Vu en atelier"
    TOLD = "told", "Récit de l’apprenant"
    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    SITUATION = "situation", "Mise en situation"
    WORK = "work", "Travail fini"
