"""Scans of the sheets of a batch, kept until a day, then destroyed; who added them and when they went stays."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from enquetes.fieldwork.paper.models.batch import PaperBatch
from reseau.documents.files.file_names import hidden_name, size_in_words
from reseau.documents.files.scans import MEDIA_TYPES

FOLDER = "feuilles-d-enquete"


def scan_path(scan: "SheetScan", name: str) -> str:
    """Return a hidden path; `name` has the extension that was read in the content."""
    return hidden_name(FOLDER, name.rpartition(".")[2])


class SheetScan(models.Model):
    """`file` is empty once the scan is destroyed, which `destroyed_on` dates."""

    # Fields that hold files (`reseau.documents.files.stored_files`).
    stored_fields = ("file",)

    batch = models.ForeignKey(PaperBatch, verbose_name="lot", on_delete=models.CASCADE, related_name="scans")
    label = models.CharField("feuilles numérisées", max_length=120)
    file = models.FileField("fichier", upload_to=scan_path, max_length=200, blank=True)
    size = models.PositiveIntegerField("taille en octets")
    kept_until = models.DateField("gardé jusqu’au")
    destroyed_on = models.DateField("détruit le", null=True, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="déposé par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    added = models.DateTimeField("déposé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "feuilles numérisées"
        verbose_name_plural = "feuilles numérisées"
        ordering = ["batch", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True) | Q(file=""),
                name="destroyed_scan_has_no_file",
                violation_error_message="Un fichier détruit ne se garde pas.",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("enquetes:sheet_scan", args=[self.batch.campaign.slug, self.batch_id, self.pk])

    @property
    def extension(self) -> str:
        return self.file.name.rpartition(".")[2]

    @property
    def file_name(self) -> str:
        return f"lot-{self.batch_id}-feuilles-{self.pk}.{self.extension}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.extension]

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def stored(self) -> Iterator[FieldFile]:
        return iter([self.file] if self.file else [])
