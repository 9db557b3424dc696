"""Codes that people give by hand to what others wrote: they sort texts into categories, several at once."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from questionnaires.answers.models import Answer
from questionnaires.questions.models import Question

LONGEST_LABEL = 60


class AnswerCode(models.Model):
    """A short label of the list of a question. `code` names its column in files."""

    question = models.ForeignKey(
        Question, verbose_name="question", on_delete=models.CASCADE, related_name="answer_codes"
    )
    rank = models.PositiveSmallIntegerField("rang")
    code = models.CharField("code", max_length=30)
    label = models.CharField("nom", max_length=LONGEST_LABEL)

    class Meta:
        verbose_name = "code d’une question ouverte"
        verbose_name_plural = "codes des questions ouvertes"
        ordering = ["question", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"],
                name="answer_code_once",
                violation_error_message="Ce code existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class CodedText(models.Model):
    """A written answer that somebody read and coded, with or without a code."""

    answer = models.OneToOneField(
        Answer, verbose_name="réponse écrite", on_delete=models.CASCADE, primary_key=True, related_name="coding"
    )
    coded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="codée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    coded_on = models.DateTimeField("codée le", default=timezone.now)

    class Meta:
        verbose_name = "réponse écrite codée"
        verbose_name_plural = "réponses écrites codées"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.answer}, codée le {self.coded_on:%d/%m/%Y}"


class GivenCode(models.Model):
    """One code of one coded text."""

    answer = models.ForeignKey(
        Answer, verbose_name="réponse écrite", on_delete=models.CASCADE, related_name="given_codes"
    )
    code = models.ForeignKey(AnswerCode, verbose_name="code", on_delete=models.PROTECT, related_name="given")

    class Meta:
        verbose_name = "code donné"
        verbose_name_plural = "codes donnés"
        ordering = ["answer", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "code"],
                name="given_code_once",
                violation_error_message="Cette réponse a déjà ce code.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}"
