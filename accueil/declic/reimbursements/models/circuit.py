"""Steps between a statement and its payment. The real circuit was not found: the coordination writes it here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accueil.declic.reimbursements.models.statement import TicketStatement

NAME_LENGTH = 80


class CircuitStepQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(left_on=None)


class CircuitStep(models.Model):
    """`who`: the function that does it, in words. `left_on`: since when it is no longer asked; what was done stays."""

    rank = models.PositiveSmallIntegerField("rang")
    name = models.CharField("étape", max_length=NAME_LENGTH)
    who = models.CharField("qui", max_length=NAME_LENGTH)
    left_on = models.DateField("retirée le", null=True, blank=True, editable=False)

    objects = CircuitStepQuerySet.as_manager()

    class Meta:
        verbose_name = "étape du remboursement"
        verbose_name_plural = "étapes du remboursement"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(left_on__isnull=True),
                name="circuit_step_named_once",
                violation_error_message="Une étape porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StepDone(models.Model):
    """A step that was done for a statement: when, and who noted it."""

    statement = models.ForeignKey(
        TicketStatement, verbose_name="relevé", on_delete=models.CASCADE, related_name="steps_done", db_index=False
    )
    step = models.ForeignKey(CircuitStep, verbose_name="étape", on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField("faite le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="notée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    noted = models.DateTimeField("notée", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "étape faite"
        verbose_name_plural = "étapes faites"
        ordering = ["step__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "step"],
                name="step_done_once_for_a_statement",
                violation_error_message="Cette étape est déjà notée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.statement}"
