"""Actions of a plan: they outlive the decision, and are done or dropped one day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from qualite.labelling.charter.models import Criterion
from qualite.labelling.enums import ActionState
from qualite.labelling.self_assessment.models.assessment import Assessment

OPEN_STATES = (ActionState.TO_DO, ActionState.UNDER_WAY)


class PlannedActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assessment__in=Assessment.objects.visible_to(user).order_by())

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def late(self):
        return self.open().filter(due_on__lt=timezone.localdate())


class PlannedAction(models.Model):
    """One thing to do, for a criterion or for the whole. `who` is typed: a name, a commune, an association."""

    assessment = models.ForeignKey(Assessment, verbose_name="dossier", on_delete=models.CASCADE, related_name="actions")
    criterion = models.ForeignKey(
        Criterion, verbose_name="critère", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.CharField("ce que l’on va faire", max_length=300)
    who = models.CharField("qui", max_length=100)
    due_on = models.DateField("pour le")
    state = models.CharField("où c’en est", max_length=8, choices=ActionState, default=ActionState.TO_DO)
    closed_on = models.DateField("finie le", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="prévue par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("prévue le", default=timezone.now, editable=False)

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action d’un plan"
        verbose_name_plural = "actions d’un plan"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, closed_on__isnull=True)
                | Q(~Q(state__in=OPEN_STATES), closed_on__isnull=False),
                name="action_closed_on_a_day",
                violation_error_message="Une action faite ou abandonnée l’est un jour.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def tone(self) -> str:
        return "bad" if self.is_late else ActionState(self.state).tone
