"""A file of a training: what is printed for it, what its participants take away.

It belongs to the training, not to a version of its page: whoever may read the published training may download it.
"""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, hidden_name
from reseau.permissions import is_coordinator
from reseau.web.queries.json_rows import JSONRows, instances_of_rows
from ressources.files.models.scanned_file import ScannedFile, ScannedFileQuerySet

FOLDER = "formations"


def kept_under(file: "KitFile", name: str) -> str:
    return hidden_name(FOLDER, file.kind)


class KitFileQuerySet(ScannedFileQuerySet):
    def visible_to(self, user):
        """Files out of quarantine of published trainings, which are public; of drafts as well for coordinators."""
        files = self.available()
        return files if is_coordinator(user) else files.filter(training__live=True)

    def of_readers(self, training) -> JSONRows:
        """Return the column that a query of trainings joins; `training`: an `OuterRef`. `for_readers_of` reads it."""
        return JSONRows(self.filter(training=training).available(), *KitFile.shown_fields)

    def for_readers_of(self, training, rows: list[dict] | None = None) -> Iterable["KitFile"]:
        """Return what readers of `training` see; no query if `rows` were joined (`of_readers`)."""
        if rows is None:
            return self.filter(training=training.pk).available()
        return instances_of_rows(self.model, rows)


class KitFile(ScannedFile):
    # Fields that readers see.
    shown_fields = ("id", "name", "kind", "size", "scan")

    training = models.ForeignKey(
        "formation.TrainingPage", verbose_name="formation", on_delete=models.CASCADE, related_name="kit_files"
    )
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=FileKind)

    objects = KitFileQuerySet.as_manager()

    class Meta(ScannedFile.Meta):
        verbose_name = "fichier d’une formation"
        verbose_name_plural = "fichiers des formations"
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "sha256"],
                name="kit_file_once_in_a_training",
                violation_error_message="Ce fichier est déjà joint à la formation.",
            ),
            *ScannedFile.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("formation:kit_file", args=[self.pk, self.name])

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type
