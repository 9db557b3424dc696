"""Closed lists of questions: how one answers."""

from django.db import models


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    ONE = "one", "Une réponse"
    SEVERAL = "several", "Plusieurs réponses"
    SCALE = "scale", "Échelle"
    NUMBER = "number", "Nombre"
    SHORT_TEXT = "short", "Texte court"
    LONG_TEXT = "long", "Texte long"
    GRID = "grid", "Grille"
    COMMUNE = "commune", "Commune"

    @property
    def has_choices(self) -> bool:
        return self in (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.GRID)

    @property
    def has_words(self) -> bool:
        return self in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)

    @property
    def is_condition(self) -> bool:
        """Whether another question may depend on the answer."""
        return self in (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE)
