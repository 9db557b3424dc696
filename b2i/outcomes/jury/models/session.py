"""A session of the jury, and the archives of its files.

The recteur delivers the attestation on the proposal of an academic jury (arrêté of 13 April 2012, article 6). The
network prepares the files and notes the decision, which belongs to the State.
"""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.people.learners.models.learner import Learner
from reseau.documents.dossiers.models import Dossier, DossierQuerySet, dossier_constraints
from reseau.permissions import is_coordinator


class JuryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all sessions for coordinators, none for others."""
        return self.all() if is_coordinator(user) else self.none()


class JurySession(models.Model):
    """A day on which an academic jury reads files."""

    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.PROTECT, related_name="jury_sessions"
    )
    held_on = models.DateField("date du jury")
    place = models.CharField("lieu", max_length=120)
    academy = models.CharField("académie", max_length=80)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="préparée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("préparée le", default=timezone.now, editable=False)

    objects = JuryQuerySet.as_manager()

    class Meta:
        verbose_name = "session de jury"
        verbose_name_plural = "sessions de jury"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "held_on", "place"],
                name="jury_session_once_a_day_at_a_place",
                violation_error_message="Cette session de jury est déjà notée, ce jour-là et à ce lieu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Jury du {self.held_on:%d/%m/%Y}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:jury", args=[self.pk])

    @property
    def is_past(self) -> bool:
        return self.held_on < timezone.localdate()


class JuryDossierQuerySet(DossierQuerySet):
    def visible_to(self, user):
        return self.filter(jury__in=JurySession.objects.visible_to(user))


class JuryDossier(Dossier):
    """Archive of all files of a session. `report`: for each candidate, `{"record", "name", "files", "problems"}`."""

    jury = models.ForeignKey(
        JurySession, verbose_name="session de jury", on_delete=models.CASCADE, related_name="dossiers"
    )

    objects = JuryDossierQuerySet.as_manager()

    class Meta(Dossier.Meta):
        verbose_name = "dossiers d’un jury"
        verbose_name_plural = "dossiers des jurys"
        constraints = dossier_constraints("jury_dossier")

    def __str__(self) -> str:
        return f"Dossiers du jury du {self.jury.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:jury_dossier", args=[self.pk])

    def learners(self) -> QuerySet[Learner]:
        """Return the learners whose files the archive holds, as its report lists them."""
        return Learner.objects.filter(records__in=self.records)

    @property
    def records(self) -> list[int]:
        """Keys of the records in the archive; an archive of an earlier version of the site does not know them."""
        return [line["record"] for line in self.report if "record" in line]

    @property
    def file_name(self) -> str:
        """ASCII file name, unique for each dossier."""
        return f"dossiers-jury-{self.jury.held_on:%Y-%m-%d}-{self.pk}.zip"
