"""The abstract model of every dossier: who asked for it, its progress, its file, kept for a week."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from reseau.documents.dossiers.enums import DossierState
from reseau.documents.files.file_names import hidden_name, size_in_words

FOLDER = "dossiers"
KEPT_FOR = datetime.timedelta(days=7)
# A worker reports progress every second; the slowest piece, a heavy file from a distant storage, takes less.
SILENT_AFTER = datetime.timedelta(minutes=5)


def kept_under(dossier: "Dossier", name: str) -> str:
    return hidden_name(FOLDER, "zip")


class DossierQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=[DossierState.WAITING, DossierState.RUNNING])

    def silent(self, at: datetime.datetime | None = None):
        """Unfinished dossiers without a sign of life for `SILENT_AFTER`."""
        return self.unfinished().filter(told__lt=(at or timezone.now()) - SILENT_AFTER)

    def old(self, at: datetime.datetime | None = None):
        """Dossiers whose last day (`kept_until`) is over."""
        return self.filter(finished__date__lt=timezone.localdate(at) - KEPT_FOR)


class Dossier(models.Model):
    """`done` of `total` pieces are in the archive. `claim` names the run that builds it; a run that lost it stops.

    `report`: the contents, part by part, in a shape of each kind of dossier.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="demandé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField("état", max_length=10, choices=DossierState, default=DossierState.WAITING)
    done = models.PositiveIntegerField("pièces faites", default=0)
    total = models.PositiveIntegerField("pièces à faire", default=0)
    report = models.JSONField("contenu", default=list, blank=True)
    problem = models.CharField("ce qui a empêché de le faire", max_length=200, blank=True)
    file = models.FileField("fichier", upload_to=kept_under, max_length=200, blank=True)
    size = models.PositiveBigIntegerField("taille en octets", default=0)
    claim = models.UUIDField("passage en cours", null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("passages commencés", default=0, editable=False)
    asked = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    told = models.DateTimeField("dernières nouvelles", default=timezone.now, editable=False)
    finished = models.DateTimeField("fini le", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-asked", "-pk"]

    @property
    def stored(self) -> Iterator[FieldFile]:
        return iter([self.file] if self.file else [])

    @property
    def is_ready(self) -> bool:
        return self.state == DossierState.READY

    @property
    def is_failed(self) -> bool:
        return self.state == DossierState.FAILED

    @property
    def is_unfinished(self) -> bool:
        return self.state in {DossierState.WAITING, DossierState.RUNNING}

    @property
    def is_silent(self) -> bool:
        """No worker has shown a sign of life for `SILENT_AFTER`."""
        return self.is_unfinished and self.told < timezone.now() - SILENT_AFTER

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def kept_until(self) -> datetime.date | None:
        """Last day on which the archive can be downloaded."""
        return timezone.localdate(self.finished) + KEPT_FOR if self.finished else None


def dossier_constraints(prefix: str) -> list[models.CheckConstraint]:
    """Return the constraints of every dossier; `prefix` makes their names unique."""
    return [
        models.CheckConstraint(
            condition=~Q(state=DossierState.READY) | (~Q(file="") & Q(finished__isnull=False)),
            name=f"{prefix}_ready_has_its_file",
            violation_error_message="Un dossier prêt a son fichier.",
        ),
        models.CheckConstraint(
            condition=Q(state=DossierState.FAILED) ^ Q(problem=""),
            name=f"{prefix}_failed_says_why",
            violation_error_message="Un dossier interrompu dit pourquoi, les autres n’ont rien à dire.",
        ),
    ]
