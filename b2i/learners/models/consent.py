"""A consent: what a learner agreed to, how, when, and who noted it. A renewed consent is another row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.append_only import HistoryEntry
from b2i.learners.consent_texts import CONSENT_TEXTS, CONSENT_VERSION
from b2i.learners.enums import ConsentGiver, ConsentMeans
from b2i.learners.models.learner import Learner
from reseau.places.models.epm import EPM


class Consent(HistoryEntry):
    """`epm` is the EPM allowed to keep or read the record."""

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="consents")
    epm = models.ForeignKey(EPM, verbose_name="pour", on_delete=models.PROTECT, related_name="+")
    giver = models.CharField("donné par", max_length=6, choices=ConsentGiver, default=ConsentGiver.PERSON)
    means = models.CharField("comment", max_length=7, choices=ConsentMeans, default=ConsentMeans.ORAL)
    version = models.CharField("version du texte lu", max_length=12, default=CONSENT_VERSION)
    given_at = models.DateTimeField("donné le", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "accord"
        verbose_name_plural = "accords"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(version=""),
                name="consent_says_to_what",
                violation_error_message="Un accord se note avec la version du texte lu à la personne.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.epm}"

    @property
    def text(self) -> str:
        """Text that was read to the learner."""
        return CONSENT_TEXTS.get(self.version, "")

    @property
    def is_current(self) -> bool:
        return self.version == CONSENT_VERSION
