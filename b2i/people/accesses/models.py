"""The journal of accesses to records: a row for each learner, reader, EPM, kind of access and day.

CNIL, délibération n° 2021-122 of 14 October 2021 on journalisation: consultations are noted as well as changes, without
the data that were read, and kept six months to a year.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.people.enums import AccessKind
from reseau.places.models.epm import EPM

KEPT = datetime.timedelta(days=365)


class AccessQuerySet(models.QuerySet):
    def outdated(self):
        """Return the accesses of more than twelve months ago."""
        return self.filter(day__lt=timezone.localdate() - KEPT)


class Access(models.Model):
    """A member had data of a learner before their eyes that day, once or many times.

    `epm` is the one for which they read; a coordinator has none. Without `member`, the account of the reader is gone.
    """

    learner = models.ForeignKey(
        "b2i.Learner", verbose_name="apprenant", on_delete=models.CASCADE, related_name="accesses"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField("quoi", max_length=8, choices=AccessKind)
    day = models.DateField("jour", default=timezone.localdate, db_index=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "ouverture d’un livret"
        verbose_name_plural = "qui a ouvert le livret"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "member", "epm", "kind", "day"],
                condition=Q(epm__isnull=False),
                name="access_once_a_day_for_an_epm",
                violation_error_message="Cet accès est déjà noté ce jour-là.",
            ),
            models.UniqueConstraint(
                fields=["learner", "member", "kind", "day"],
                condition=Q(epm__isnull=True),
                name="access_once_a_day_without_epm",
                violation_error_message="Cet accès est déjà noté ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}, {self.reader}\u00a0: {self.get_kind_display()}"

    @property
    def reader(self) -> str:
        """« Camille Martin, EPM de Gramat »; without account, the EPM alone."""
        return ", ".join(str(part) for part in (self.member or "une personne partie", self.epm) if part)
