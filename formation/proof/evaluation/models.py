"""Evaluations of a session, and requests to evaluate it: two tables that nothing joins.

An evaluation has no person and no hour, only the day of its response; keys are random, so that no order reveals its
author. A request records whether a person has answered, so that nobody answers twice or is reminded in vain.
"""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef

from formation.proof.evaluation.enums import Moment
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from questionnaires.answers.models import Answer, Response

# Delay before the second evaluation, and time to answer each one.
COLD_AFTER = datetime.timedelta(days=91)
ANSWERED_WITHIN = datetime.timedelta(days=90)


def answer_days(moment: Moment, last_day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day on which a session that ends on `last_day` may be evaluated."""
    first_day = last_day if moment == Moment.HOT else last_day + COLD_AFTER
    return first_day, first_day + ANSWERED_WITHIN


class EvaluationQuerySet(models.QuerySet):
    def with_words(self) -> "EvaluationQuerySet":
        """Keep the evaluations in which something was written."""
        return self.filter(Exists(Answer.objects.filter(response=OuterRef("pk")).exclude(text="")))


class Evaluation(models.Model):
    """One response to the questionnaire of a moment, about a session. It has the key and the day of the response.

    The response owns the evaluation: to delete an evaluation, delete its response, which takes it along. The other way
    round leaves a response that nobody counts; no code deletes a session or an evaluation.
    """

    response = models.OneToOneField(
        Response,
        verbose_name="questionnaire rempli",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="evaluation",
    )
    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="evaluations")
    moment = models.CharField("moment", max_length=4, choices=Moment)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "évaluation"
        verbose_name_plural = "évaluations"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session}, {self.get_moment_display()}"


class EvaluationRequest(models.Model):
    """Whether a person was asked, was reminded and has answered. Never their answer, nor when they answered."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="evaluation_requests"
    )
    moment = models.CharField("moment", max_length=4, choices=Moment)
    asked = models.DateField("demandée le", null=True, blank=True)
    reminded = models.DateField("rappelée le", null=True, blank=True)
    is_answered = models.BooleanField("a répondu", default=False)

    class Meta:
        verbose_name = "demande d’évaluation"
        verbose_name_plural = "demandes d’évaluation"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "moment"],
                name="evaluation_asked_once",
                violation_error_message="Cette évaluation est déjà demandée à cette personne.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.member}, {self.get_moment_display()}"
