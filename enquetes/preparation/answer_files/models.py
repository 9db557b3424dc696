"""A file of answers that the coordination brings, and the lines of it that are refused."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.preparation.enums import FileState
from reseau.documents.files.file_names import hidden_name

FOLDER = "reponses"


def kept_under(brought: "BroughtFile", name: str) -> str:
    return hidden_name(FOLDER, "csv")


class BroughtFile(models.Model):
    """A table in UTF-8. The bytes are deleted once the file is counted or forgotten.

    `line`, `line_end`: the last line that the worker handled, and the bytes up to its end; `ready`, `known`, `refused`:
    lines that would count, that count already, that cannot; `counted`: those that this file added. `problem`: why the
    worker stopped.
    """

    # Fields that hold files (`reseau.documents.files.stored_files`).
    stored_fields = ("file",)

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="brought_files"
    )
    name = models.CharField("nom du fichier", max_length=200)
    file = models.FileField("fichier, le temps de le lire", upload_to=kept_under, max_length=200, blank=True)
    state = models.CharField("état", max_length=8, choices=FileState, default=FileState.CHECKING, editable=False)
    line = models.PositiveIntegerField("dernière ligne lue", default=1, editable=False)
    line_end = models.PositiveIntegerField("octets jusqu’à sa fin", default=0, editable=False)
    ready = models.PositiveIntegerField("lignes bonnes", default=0, editable=False)
    known = models.PositiveIntegerField("lignes comptées déjà", default=0, editable=False)
    refused = models.PositiveIntegerField("lignes refusées", default=0, editable=False)
    counted = models.PositiveIntegerField("réponses ajoutées", default=0, editable=False)
    problem = models.CharField("arrêté parce que", max_length=300, blank=True, editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="apporté par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created = models.DateTimeField("apporté le", default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "fichier de réponses"
        verbose_name_plural = "fichiers de réponses"
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("enquetes:brought_file", args=[self.campaign.slug, self.pk])

    @property
    def stored(self) -> Iterator[FieldFile]:
        return iter([self.file] if self.file else [])

    @property
    def is_moving(self) -> bool:
        """Whether the worker reads it."""
        return self.state in (FileState.CHECKING, FileState.COUNTING)

    @property
    def lines_read(self) -> int:
        """Lines handled by the reading under way."""
        return self.line - 1


class RefusedLine(models.Model):
    """`number`: rank of the line in the file, the header being 1."""

    brought = models.ForeignKey(
        BroughtFile, verbose_name="fichier", on_delete=models.CASCADE, related_name="refused_lines"
    )
    number = models.PositiveIntegerField("ligne")
    why = models.TextField("pourquoi", max_length=1_000)

    class Meta:
        verbose_name = "ligne refusée"
        verbose_name_plural = "lignes refusées"
        ordering = ["brought", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["brought", "number"],
                name="refused_line_once",
                violation_error_message="Cette ligne est déjà refusée.",
            )
        ]

    def __str__(self) -> str:
        return f"Ligne {self.number}\u00a0: {self.why}"
