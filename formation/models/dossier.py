"""The dossier of one or many sessions: everything that proves them, in one archive, made by the worker."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from formation.enums import DossierState, PieceKind
from formation.models.session import Session
from formation.models.session_people import SessionTrainer
from reseau.files.naming import hidden_name, size_in_words
from reseau.permissions import is_coordinator, is_network_member

FOLDER = "dossiers"
KEPT_FOR = datetime.timedelta(days=7)
# A worker tells how far it is every second; the slowest piece, a heavy file from a distant storage, takes less.
SILENT_AFTER = datetime.timedelta(minutes=5)


def kept_under(dossier: "SessionDossier", name: str) -> str:
    return hidden_name(FOLDER, "zip")


class SessionDossierQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators see all of them; who gives sessions, what she asked for, of sessions that are all hers."""
        if not is_network_member(user):
            return self.none()
        if is_coordinator(user):
            return self.all()
        hers = SessionTrainer.objects.filter(member=user).values("session")
        others = self.model.sessions.through.objects.filter(sessiondossier=OuterRef("pk")).exclude(session__in=hers)
        return self.filter(~Exists(others), asked_by=user)

    def unfinished(self):
        return self.filter(state__in=[DossierState.WAITING, DossierState.RUNNING])

    def silent(self, at: datetime.datetime | None = None):
        """Unfinished, and of which no worker has said anything for long."""
        return self.unfinished().filter(told__lt=(at or timezone.now()) - SILENT_AFTER)

    def old(self, at: datetime.datetime | None = None):
        """Those whose time has passed."""
        return self.filter(finished__lt=(at or timezone.now()) - KEPT_FOR)


class SessionDossier(models.Model):
    """`done` of `total` pieces are in the archive. `claim` is the run that makes it: a run that lost it gives up.

    `report` says what is in it, session by session: `{"session", "counts", "problems"}`.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="demandé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sessions = models.ManyToManyField(Session, verbose_name="sessions", related_name="dossiers")
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

    objects = SessionDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier de sessions"
        verbose_name_plural = "dossiers de sessions"
        ordering = ["-asked", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DossierState.READY) | (~Q(file="") & Q(finished__isnull=False)),
                name="dossier_ready_has_its_file",
                violation_error_message="Un dossier prêt a son fichier.",
            ),
            models.CheckConstraint(
                condition=Q(state=DossierState.FAILED) ^ Q(problem=""),
                name="dossier_failed_says_why",
                violation_error_message="Un dossier interrompu dit pourquoi, les autres n’ont rien à dire.",
            ),
        ]

    def __str__(self) -> str:
        return f"Dossier du {timezone.localtime(self.asked):%d/%m/%Y à %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("formation:dossier", args=[self.pk])

    @property
    def file_name(self) -> str:
        """ASCII, and different for each dossier."""
        return f"dossier-formation-{timezone.localtime(self.asked):%Y-%m-%d}-{self.pk}.zip"

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
        """Nobody seems to be making it."""
        return self.is_unfinished and self.told < timezone.now() - SILENT_AFTER

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def kept_until(self) -> datetime.datetime | None:
        return self.finished + KEPT_FOR if self.finished else None

    @property
    def lines(self) -> list[dict]:
        """The report, with its counts in the order of the folders."""
        return [line | {"cells": [line["counts"].get(kind, 0) for kind in PieceKind.values]} for line in self.report]

    @property
    def totals(self) -> list[int]:
        """How many pieces of each kind, in the order of the folders."""
        return [sum(cells) for cells in zip(*(line["cells"] for line in self.lines), strict=True)]

    @property
    def problem_count(self) -> int:
        return sum(len(line["problems"]) for line in self.report)
