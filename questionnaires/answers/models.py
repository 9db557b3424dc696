"""A response, and its answers in rows: what counts and crossed tables read.

Nothing here says who answered, nor at which hour: whoever asks keeps what they need of it in a table of their own.
"""

import secrets

from django.db import models
from django.db.models import Q

from questionnaires.questions.models import LONGEST_WORDS, Choice, Question, QuestionnaireVersion, QuestionRow
from reseau.places.models.commune import Commune

RANDOM_BITS = 62


def random_key() -> int:
    """Return a key that tells no order: neither the hour of a response nor its neighbour can be guessed from it.

    Answers have such keys too: numbers that climb would order the responses.
    """
    return secrets.randbits(RANDOM_BITS) or 1


class Response(models.Model):
    """What one person answered. `language`: the one in which they read the questions."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name="version", on_delete=models.PROTECT, related_name="responses"
    )
    day = models.DateField("jour")
    language = models.CharField("langue", max_length=8, default="fr")

    class Meta:
        verbose_name = "questionnaire rempli"
        verbose_name_plural = "questionnaires remplis"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Réponse à {self.version}"


class Answer(models.Model):
    """One answer, or one of several, or one line of a grid: a choice, a number, a commune or a text."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    response = models.ForeignKey(
        Response, verbose_name="questionnaire rempli", on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        Question, verbose_name="question", on_delete=models.PROTECT, related_name="answers", db_index=False
    )
    row = models.ForeignKey(
        QuestionRow, verbose_name="ligne", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    choice = models.ForeignKey(
        Choice, verbose_name="réponse", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.IntegerField("nombre", null=True, blank=True)
    commune = models.ForeignKey(
        Commune, verbose_name="commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField("texte", max_length=LONGEST_WORDS, blank=True)

    class Meta:
        verbose_name = "réponse à une question"
        verbose_name_plural = "réponses à des questions"
        ordering = ["response", "question", "pk"]
        indexes = [
            # A crossed table walks two of these side by side, without opening a row.
            models.Index(fields=["question", "response", "row", "choice"], name="answers_of_a_question"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "choice"],
                condition=Q(choice__isnull=False, row__isnull=True),
                name="answer_choice_once",
                violation_error_message="Cette réponse est déjà donnée.",
            ),
            models.UniqueConstraint(
                fields=["response", "row"],
                condition=Q(row__isnull=False),
                name="answer_once_on_a_row",
                violation_error_message="Cette ligne de la grille a déjà sa réponse.",
            ),
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=Q(choice__isnull=True, row__isnull=True),
                name="answer_once_to_a_question",
                violation_error_message="Cette question a déjà sa réponse.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.choice or self.commune or self.text or self.number)
