"""A version that the coordination brought, as its file says it; it stays as the journal of what was decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from reseau.permissions import is_coordinator


class ProposedVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all versions for coordinators, none for others."""
        return self.all() if is_coordinator(user) else self.none()

    def awaiting(self):
        """Return the versions that nobody adopted nor set aside."""
        return self.filter(decided_at__isnull=True)


class ProposedVersion(models.Model):
    """A file, read and kept as it came. `framework`: what was made of it, once adopted; set aside without one."""

    former = models.ForeignKey(
        Framework, verbose_name="référentiel en usage au dépôt", on_delete=models.PROTECT, related_name="+"
    )
    content = models.JSONField("contenu du fichier", editable=False)
    file_name = models.CharField("nom du fichier", max_length=200)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="déposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("déposée le", default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="décidée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("décidée le", null=True, editable=False)
    framework = models.OneToOneField(
        Framework,
        verbose_name="référentiel adopté",
        on_delete=models.PROTECT,
        null=True,
        related_name="adoption",
    )

    objects = ProposedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version proposée d’un référentiel"
        verbose_name_plural = "versions proposées d’un référentiel"
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(framework__isnull=True) | Q(decided_at__isnull=False),
                name="proposed_version_adopted_on_a_day",
                violation_error_message="Une version adoptée a sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:version", args=[self.pk])

    @property
    def name(self) -> str:
        return self._told("titre")

    @property
    def version(self) -> str:
        return self._told("version")

    @property
    def is_awaiting(self) -> bool:
        return self.decided_at is None

    def _told(self, key: str) -> Any:
        return self.content[key]
