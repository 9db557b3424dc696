"""Closed list: path of a skill in a record."""

from django.db import models


class SkillStatus(models.TextChoices):
    """Path of a skill, in order; a tick changes none. A returned proposal leaves the skill practised, with a reason."""

    NOT_SEEN = "not_seen", "À apprendre"
    POSITIONED = "positioned", "La personne s’est située"
    PRACTISED = "practised", "Pratiquée"
    RETURNED = "returned", "À reprendre"
    PROPOSED = "proposed", "Proposée à la validation"
    VALIDATED = "validated", "Validée"
