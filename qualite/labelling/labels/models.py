"""The withdrawal of a label: a decision with its reason, by somebody of neither the place nor its visit."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from qualite.labelling.decisions.models import REASON_LENGTH, FileDecision, QualityLabel
from qualite.labelling.enums import FilePart
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement

NOT_OF_THE_PLACE = "Nul ne retire le label de son lieu, ni de celui où il est allé en visite."


class LabelWithdrawal(models.Model):
    """`involvement` is the part of who withdrew in the file of the label: the database knows they decide, and no more.

    `decision` and `assessment` are copied here for the keys, which tie the label to the file of its decision.
    """

    label = models.OneToOneField(
        QualityLabel, verbose_name="label", on_delete=models.PROTECT, related_name="withdrawal"
    )
    decision = models.ForeignKey(FileDecision, verbose_name="décision", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, verbose_name="dossier", on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, verbose_name="qui retire", on_delete=models.PROTECT, related_name="+")
    part = models.CharField("part", max_length=8, choices=FilePart, default=FilePart.DECIDER, editable=False)
    reason = models.TextField("pourquoi", validators=[MaxLengthValidator(REASON_LENGTH)])
    withdrawn_at = models.DateTimeField("retiré le", default=timezone.now)

    class Meta:
        verbose_name = "retrait d’un label"
        verbose_name_plural = "retraits de labels"
        constraints = [
            CompositeForeignKey(
                fields=["involvement", "assessment", "part"],
                to_fields=["id", "assessment", "part"],
                name="label_withdrawn_by_a_decider_of_its_file",
                violation_error_message=NOT_OF_THE_PLACE,
            ),
            CompositeForeignKey(
                fields=["label", "decision"],
                to_fields=["id", "decision"],
                name="label_withdrawn_with_its_decision",
                violation_error_message="Un retrait est celui du label de sa décision.",
            ),
            CompositeForeignKey(
                fields=["decision", "assessment"],
                to_fields=["id", "assessment"],
                name="label_withdrawn_in_the_file_of_its_decision",
                violation_error_message="Un retrait est celui du dossier de sa décision.",
            ),
            models.CheckConstraint(
                condition=Q(part=FilePart.DECIDER),
                name="label_withdrawal_is_the_part_of_a_decider",
                violation_error_message=NOT_OF_THE_PLACE,
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="label_withdrawal_has_a_reason",
                violation_error_message="Dites pourquoi le label est retiré.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}\u00a0: retiré"

    @property
    def decider(self):
        return self.involvement.member
