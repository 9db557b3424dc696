"""A weighting of the answers to a version, and the weight of each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from questionnaires.answers.models import Response
from questionnaires.questions.models import QuestionnaireVersion
from reseau.texts.elision import of


class Weighting(models.Model):
    """Weights computed once, from margins that a member gave. Redone, it is another one: the former stays as it was.

    `margins`: a list of [code of the variable, {code of the category: number or share}], in their order. `missing`:
    wording of a variable → answers without it.
    """

    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name="version", on_delete=models.CASCADE, related_name="weightings"
    )
    made_on = models.DateTimeField("faite le", default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="faite par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    source = models.CharField("source des marges", max_length=200, blank=True)
    margins = models.JSONField("marges")
    lowest = models.FloatField("plus petit poids permis", null=True, blank=True)
    highest = models.FloatField("plus grand poids permis", null=True, blank=True)
    tolerance = models.FloatField("écart permis")
    is_used = models.BooleanField("en usage", default=False)
    answers = models.PositiveIntegerField("réponses pesées")
    rounds = models.PositiveSmallIntegerField("tours")
    greatest_gap = models.FloatField("plus grand écart restant")
    at_lowest = models.PositiveIntegerField("réponses au plus petit poids")
    at_highest = models.PositiveIntegerField("réponses au plus grand poids")
    missing = models.JSONField("réponses sans la variable", default=dict, blank=True)
    effective_size = models.FloatField("taille effective")
    design_effect = models.FloatField("effet de plan")

    class Meta:
        verbose_name = "pondération"
        verbose_name_plural = "pondérations"
        ordering = ["version", "-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(is_used=True),
                name="one_weighting_in_use",
                violation_error_message="Une autre pondération est en usage.",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True, highest__isnull=True) | Q(lowest__gte=0, lowest__lt=1, highest__gt=1),
                name="weighting_bounds_around_one",
                violation_error_message="Les poids limites encadrent 1.",
            ),
            models.CheckConstraint(
                condition=Q(at_lowest__lte=F("answers"), at_highest__lte=F("answers")),
                name="weighting_cuts_within_answers",
                violation_error_message="Plus de poids limités que de réponses.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pondération {of(self.version)}"


class ResponseWeight(models.Model):
    """What one response counts for, in one weighting: 1 on average."""

    weighting = models.ForeignKey(
        Weighting, verbose_name="pondération", on_delete=models.CASCADE, related_name="weights", db_index=False
    )
    response = models.ForeignKey(
        Response, verbose_name="questionnaire rempli", on_delete=models.CASCADE, related_name="weights"
    )
    weight = models.FloatField("poids")

    class Meta:
        verbose_name = "poids d’une réponse"
        verbose_name_plural = "poids des réponses"
        ordering = ["weighting", "response"]
        constraints = [
            # Its index finds the weight of each response; with the weight in it, another one is not quicker.
            models.UniqueConstraint(
                fields=["weighting", "response"],
                name="response_weight_once",
                violation_error_message="Cette réponse a déjà son poids.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="response_weight_not_negative",
                violation_error_message="Un poids n’est pas négatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weight:.2f}".replace(".", ",")
