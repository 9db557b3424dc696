"""The name of a person whose account is erased, apart from the training records that the law keeps.

Their sessions, attendance and certificates stay on a nameless account; the name is here, for coordinators alone, until
`kept_until`. From the next day on nobody reads it; it is destroyed with the visa of the Archives départementales, and
the records count without a name.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reseau.texts.french_order import Folded


class ArchivedIdentityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.is_authenticated and user.is_coordinator else self.none()

    def named(self):
        return self.filter(destroyed_on__isnull=True)

    def in_term(self):
        """Names that may still be read."""
        return self.named().filter(kept_until__gte=timezone.localdate())

    def past_term(self):
        """Names that nobody reads any more, and that wait for their destruction."""
        return self.named().filter(kept_until__lt=timezone.localdate())


class ArchivedIdentity(models.Model):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.PROTECT, related_name="archived_identity"
    )
    name = models.CharField("nom", max_length=130, blank=True)
    archived_on = models.DateField("archivé le", default=timezone.localdate)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="archivé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kept_until = models.DateField("gardé jusqu’au")
    visa_reference = models.CharField("référence du visa", max_length=100, blank=True)
    visa_by = models.CharField("visa donné par", max_length=120, blank=True)
    visa_on = models.DateField("date du visa", null=True, blank=True)
    destroyed_on = models.DateField("nom détruit le", null=True, blank=True)

    objects = ArchivedIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "identité archivée"
        verbose_name_plural = "identités archivées"
        ordering = ["kept_until", Folded("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True) & ~Q(name="")
                | Q(destroyed_on__isnull=False, name="", visa_on__isnull=False)
                & ~Q(visa_reference="")
                & ~Q(visa_by="")
                & Q(destroyed_on__gte=F("visa_on"), destroyed_on__gt=F("kept_until")),
                name="archived_identity_destroyed_at_its_term",
                violation_error_message="Un nom archivé se détruit après son terme, avec un visa.",
            )
        ]

    def __str__(self) -> str:
        return self.shown_name or f"Identité archivée n°\u00a0{self.pk}"

    @property
    def shown_name(self) -> str:
        """The name until its term; empty from the next day on, destroyed or not."""
        return "" if self.is_over(timezone.localdate()) else self.name

    def is_over(self, day: datetime.date) -> bool:
        return self.kept_until < day
