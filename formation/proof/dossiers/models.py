"""The dossier of one or many sessions: everything that proves them, in one archive that the worker makes."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from formation.proof.dossiers.enums import PieceKind
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from reseau.documents.dossiers.models import Dossier, DossierQuerySet, dossier_constraints
from reseau.permissions import is_coordinator, is_network_member


class SessionDossierQuerySet(DossierQuerySet):
    def visible_to(self, user):
        """All of them for coordinators; for trainers, those that they requested, if they give every session in them."""
        if not is_network_member(user):
            return self.none()
        if is_coordinator(user):
            return self.all()
        sessions_given = SessionTrainer.objects.filter(member=user).values("session")
        other_sessions = self.model.sessions.through.objects.filter(sessiondossier=OuterRef("pk")).exclude(
            session__in=sessions_given
        )
        return self.filter(~Exists(other_sessions), asked_by=user)


class SessionDossier(Dossier):
    """An archive and its report: for each session `{"session", "counts", "problems"}`."""

    sessions = models.ManyToManyField(Session, verbose_name="sessions", related_name="dossiers")

    objects = SessionDossierQuerySet.as_manager()

    class Meta(Dossier.Meta):
        verbose_name = "dossier de sessions"
        verbose_name_plural = "dossiers de sessions"
        constraints = dossier_constraints("dossier")

    def __str__(self) -> str:
        return f"Dossier du {timezone.localtime(self.asked):%d/%m/%Y à %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("formation:dossier", args=[self.pk])

    @property
    def file_name(self) -> str:
        """ASCII, and unique."""
        return f"dossier-formation-{timezone.localtime(self.asked):%Y-%m-%d}-{self.pk}.zip"

    @property
    def lines(self) -> list[dict]:
        """The report, with its counts in the order of the folders."""
        return [line | {"cells": [line["counts"].get(kind, 0) for kind in PieceKind.values]} for line in self.report]

    @property
    def totals(self) -> list[int]:
        """Number of pieces of each kind, in the order of the folders."""
        return [sum(cells) for cells in zip(*(line["cells"] for line in self.lines), strict=True)]

    @property
    def problem_count(self) -> int:
        return sum(len(line["problems"]) for line in self.report)
