"""What was seen of an equipment when it left and when it came back: its condition, words, a photo."""

from collections.abc import Iterator

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from qualite.lending.enums import Condition, ReportMoment
from qualite.lending.equipment.models import FOLDER
from qualite.lending.loans.models.loan import Loan
from reseau.documents.files.file_names import hidden_name

LONGEST_WORDS = 1_000


def kept_under(report: "ConditionReport", name: str) -> str:
    """Return a hidden path; `name` has the extension that was read in the content."""
    return hidden_name(FOLDER, name.rpartition(".")[2])


class ConditionReport(models.Model):
    """One at the departure, one at the return. What passes straight from a place to the next has one photo for both."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("photo",)

    loan = models.ForeignKey(Loan, verbose_name="prêt", on_delete=models.PROTECT, related_name="reports")
    moment = models.CharField("moment", max_length=10, choices=ReportMoment)
    condition = models.CharField("état", max_length=8, choices=Condition)
    words = models.TextField("ce que l’on a vu", blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    photo = models.FileField("photo", upload_to=kept_under, max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "état d’un matériel prêté"
        verbose_name_plural = "états de matériels prêtés"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["loan", "moment"],
                name="condition_noted_once_at_each_end",
                violation_error_message="L’état est déjà noté.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}\u00a0: {self.get_condition_display()}"

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.photo

    @property
    def photo_url(self) -> str:
        return reverse("qualite:report_photo", args=[self.pk])

    @property
    def tone(self) -> str:
        return Condition(self.condition).tone
