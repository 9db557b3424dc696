"""The label of a place, for one charter and one period, with a number; and its withdrawal, with a reason."""

import datetime

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from qualite.labelling.charter.models import Charter
from qualite.labelling.enums import FilePart, LabelOutcome
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement
from reseau.documents.proofs.numbers import LENGTH, in_groups
from reseau.documents.proofs.registry import check_path, check_url
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

REASON_LENGTH = 2_000
ENDS_SOON = datetime.timedelta(days=90)
NOT_OF_THE_PLACE = "Nul ne retire le label de son lieu, ni de celui où il est allé en visite."


class QualityLabelQuerySet(models.QuerySet):
    def in_force(self, day: datetime.date | None = None):
        """Return the labels whose period holds `day`, today by default. What is withdrawn is no longer in force."""
        day = day or timezone.localdate()
        return self.filter(starts_on__lte=day, ends_on__gte=day, withdrawn_on__isnull=True)

    def visible_to(self, user):
        """Return the labels in force, that everybody sees; members of the network see past ones too."""
        return self if user.is_authenticated and user.is_in_network else self.in_force()

    def with_place(self):
        return self.select_related("epm__commune", "charter")

    def with_decision(self):
        return self.select_related("epm__commune", "charter", "decision")


class QualityLabel(models.Model):
    """The label of a place for a period, both days included. Kept for ever: it is the history of the place.

    `withdrawn_on` is set with the withdrawal, that says why.
    """

    decision = models.OneToOneField(
        "qualite.FileDecision", verbose_name="décision", on_delete=models.PROTECT, related_name="label"
    )
    outcome = models.CharField(
        "décision prise", max_length=8, choices=LabelOutcome, default=LabelOutcome.GRANTED, editable=False
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="quality_labels")
    charter = models.ForeignKey(Charter, verbose_name="charte", on_delete=models.PROTECT, related_name="labels")
    number = models.CharField("numéro", max_length=LENGTH, unique=True)
    starts_on = models.DateField("à partir du")
    ends_on = models.DateField("jusqu’au", help_text="Dernier jour compris.")
    withdrawn_on = models.DateField("retiré le", null=True, blank=True, editable=False)

    objects = QualityLabelQuerySet.as_manager()

    class Meta:
        verbose_name = "label de la charte"
        verbose_name_plural = "labels de la charte"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "decision"],
                name="label_named_with_its_decision",
                violation_error_message="Ce label existe déjà\u00a0: rechargez la page.",
            ),
            CompositeForeignKey(
                fields=["decision", "outcome"],
                to_fields=["id", "outcome"],
                name="label_of_a_decision_that_grants_it",
                violation_error_message="Un label vient d’une décision qui l’accorde.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=LabelOutcome.GRANTED),
                name="label_is_granted",
                violation_error_message="Un label vient d’une décision qui l’accorde.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="label_ends_after_it_starts",
                violation_error_message="Le dernier jour du label vient après le premier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charter.name}, {self.epm}"

    def get_absolute_url(self) -> str:
        """The public page that checks the label."""
        return check_path(self.number)

    @property
    def pdf_url(self) -> str:
        return reverse("qualite:label_pdf", args=[self.pk])

    @property
    def check_url(self) -> str:
        return check_url(self.number)

    @property
    def grouped_number(self) -> str:
        return in_groups(self.number)

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_on is None and self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def ends_soon(self) -> bool:
        return self.is_in_force and self.ends_on - timezone.localdate() <= ENDS_SOON

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def withdrawn_words(self) -> str:
        """« retiré le 3 mars 2027 », empty for a label that stands."""
        return f"retiré le {day_in_full(self.withdrawn_on, 'j F Y')}" if self.withdrawn_on else ""

    @property
    def period(self) -> str:
        """« du 3 mars 2026 au 2 mars 2029 »."""
        return f"du {day_in_full(self.starts_on, 'j F Y')} au {day_in_full(self.ends_on, 'j F Y')}"


class LabelWithdrawal(models.Model):
    """`involvement` is the part of who withdrew in the file of the label: the database knows they decide, and no more.

    `decision` and `assessment` are copied here for the keys, which tie the label to the file of its decision.
    """

    label = models.OneToOneField(
        QualityLabel, verbose_name="label", on_delete=models.PROTECT, related_name="withdrawal"
    )
    decision = models.ForeignKey(
        "qualite.FileDecision", verbose_name="décision", on_delete=models.PROTECT, related_name="+"
    )
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
