"""A second signature: a third accredited person read the evidence of a validation too. No text asks for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from audit.append_only import HistoryEntry
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.conditions import covers
from b2i.records.validation.models.validation import Validation


class SecondSignature(HistoryEntry):
    """Signature of a second accredited person who read the evidence. Optional; juries appreciate it.

    `decided_by`, `proposed_by` and `decided_on` are copies that constraints compare.
    """

    validation = models.OneToOneField(
        Validation, verbose_name="validation", on_delete=models.CASCADE, related_name="second_signature"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="signée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signed_on = models.DateField("signée le", default=timezone.localdate)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="décidée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="proposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_on = models.DateField("décidée le")
    accreditation = models.ForeignKey(
        Accreditation, verbose_name="habilitation", on_delete=models.PROTECT, related_name="second_signatures"
    )
    accredited_from = models.DateField("habilitée à partir du")
    accredited_until = models.DateField("habilitée jusqu’au", null=True, blank=True)
    created = models.DateTimeField("notée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "seconde signature"
        verbose_name_plural = "secondes signatures"
        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_by=F("decided_by")) & ~Q(signed_by=F("proposed_by")),
                name="second_signature_by_a_third_person",
                violation_error_message="La seconde signature est celle d’une troisième personne.",
            ),
            models.CheckConstraint(
                condition=covers("accredited", "signed_on"),
                name="second_signature_on_a_day_of_accreditation",
                violation_error_message="L’habilitation ne couvre pas ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__gte=F("decided_on")),
                name="second_signature_after_the_first",
                violation_error_message="La seconde signature ne peut pas précéder la première.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.validation}, {self.signed_by}"
