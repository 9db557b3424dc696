"""A decision on a file of the charter: granted, put off or refused, by somebody of neither the place nor its visit."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from qualite.labelling.enums import FilePart, LabelOutcome
from qualite.labelling.labels.models import REASON_LENGTH
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement


class FileDecision(models.Model):
    """The decision. `involvement` is the part of who decided: the database knows it is neither team nor visit."""

    assessment = models.OneToOneField(
        Assessment, verbose_name="dossier", on_delete=models.PROTECT, related_name="decision"
    )
    involvement = models.OneToOneField(
        Involvement, verbose_name="qui décide", on_delete=models.PROTECT, related_name="decision"
    )
    part = models.CharField("part", max_length=8, choices=FilePart, default=FilePart.DECIDER, editable=False)
    outcome = models.CharField("décision", max_length=8, choices=LabelOutcome)
    reason = models.TextField("pourquoi", blank=True, validators=[MaxLengthValidator(REASON_LENGTH)])
    decided_at = models.DateTimeField("décidé le", default=timezone.now)

    class Meta:
        verbose_name = "décision sur un dossier de la charte"
        verbose_name_plural = "décisions sur les dossiers de la charte"
        constraints = [
            CompositeForeignKey(
                fields=["involvement", "assessment", "part"],
                to_fields=["id", "assessment", "part"],
                name="file_decided_by_a_decider_of_it",
                violation_error_message="Nul ne décide de son lieu, ni de celui où il est allé en visite.",
            ),
            models.CheckConstraint(
                condition=Q(part=FilePart.DECIDER),
                name="file_decision_is_the_part_of_a_decider",
                violation_error_message="Nul ne décide de son lieu, ni de celui où il est allé en visite.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=LabelOutcome.GRANTED) | ~Q(reason=""),
                name="file_decision_without_label_has_a_reason",
                violation_error_message="Dites pourquoi le label n’est pas accordé.",
            ),
            models.UniqueConstraint(
                fields=["id", "outcome"],
                name="file_decision_named_with_its_outcome",
                violation_error_message="Cette décision existe déjà\u00a0: rechargez la page.",
            ),
            models.UniqueConstraint(
                fields=["id", "assessment"],
                name="file_decision_named_with_its_file",
                violation_error_message="Cette décision existe déjà\u00a0: rechargez la page.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}\u00a0: {self.get_outcome_display()}"

    @property
    def decider(self):
        return self.involvement.member

    @property
    def is_granted(self) -> bool:
        return self.outcome == LabelOutcome.GRANTED

    @property
    def tone(self) -> str:
        return LabelOutcome(self.outcome).tone
