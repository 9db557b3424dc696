"""Evaluations of a session, and requests to evaluate it: two tables that nothing joins.

An answer has no person and no hour, only a day; its key is random, so that no order reveals its author. A request
records whether a person has answered, so that nobody answers twice or is reminded in vain.
"""

import datetime
import uuid

from django.db import models
from django.db.models import Q

from formation.enrolment.models.enrolment import Enrolment
from formation.evaluation.enums import Agreement, Moment, Reuse
from formation.sessions.models.session import Session

WORDS_LENGTH = 1000
# Delay before the second evaluation, and time to answer each one.
COLD_AFTER = datetime.timedelta(days=91)
ANSWERED_WITHIN = datetime.timedelta(days=90)


def answer_days(moment: Moment, last_day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day on which a session that ends on `last_day` may be evaluated."""
    first_day = last_day if moment == Moment.HOT else last_day + COLD_AFTER
    return first_day, first_day + ANSWERED_WITHIN


def agreement(label: str, **options) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, choices=Agreement, **options)


def answered_only_at(names: list[str], *, at: Moment) -> Q:
    """Condition: these questions are answered at this moment, and at no other."""
    is_answered, is_unanswered = Q(moment=at), ~Q(moment=at)
    for name in names:
        is_answered &= Q(**{f"{name}__isnull": False})
        is_unanswered &= Q(**{f"{name}__isnull": True})
    return is_answered | is_unanswered


class Evaluation(models.Model):
    """One answer. `formation.evaluation.questionnaires` lists the questions of each moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="evaluations")
    moment = models.CharField("moment", max_length=4, choices=Moment)
    day = models.DateField("jour")
    satisfaction = agreement("satisfaction")
    usefulness = agreement("utilité")
    teaching = agreement("clarté et rythme", null=True, blank=True)
    comfort = agreement("lieu et accueil", null=True, blank=True)
    ease = agreement("aisance", null=True, blank=True)
    reuse = models.CharField("atelier animé depuis", max_length=7, choices=Reuse, blank=True)
    went_well = models.TextField("ce qui a aidé", max_length=WORDS_LENGTH, blank=True)
    to_mend = models.TextField("ce qui manque", max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = "évaluation"
        verbose_name_plural = "évaluations"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=answered_only_at(["teaching", "comfort"], at=Moment.HOT),
                name="evaluation_hot_questions",
                violation_error_message="Ces questions se posent à la fin de la session.",
            ),
            models.CheckConstraint(
                condition=answered_only_at(["ease"], at=Moment.COLD),
                name="evaluation_cold_questions",
                violation_error_message="Ces questions se posent trois mois après.",
            ),
        ]

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
